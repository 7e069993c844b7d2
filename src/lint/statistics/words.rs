//! The words that tell a statistic from any other number, in English and in German, in lower case.

/// Numbers as words.
pub(super) const NUMBERS: [(&str, f64); 40] = [
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("fifteen", 15.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("hundred", 100.0),
    ("einer", 1.0),
    ("eine", 1.0),
    ("eines", 1.0),
    ("ein", 1.0),
    ("zwei", 2.0),
    ("drei", 3.0),
    ("vier", 4.0),
    ("fünf", 5.0),
    ("sechs", 6.0),
    ("sieben", 7.0),
    ("acht", 8.0),
    ("neun", 9.0),
    ("zehn", 10.0),
    ("zwölf", 12.0),
    ("zwanzig", 20.0),
    ("dreißig", 30.0),
    ("fünfzig", 50.0),
    ("achtzig", 80.0),
];

/// Behind a number: of a hundred.
pub(super) const PERCENT: &[&str] = &["percent", "pct", "prozent", "prozentpunkte", "prozentpunkten", "percentage"];

/// Behind a percentage that claims nothing: a price, a setting, a way to count.
pub(super) const TERMS: &[&str] = &[
    "discount", "off", "rabatt", "skonto", "confidence", "konfidenz", "konfidenzniveau", "zoom", "width", "height",
    "opacity", "vat", "tax", "mwst", "mehrwertsteuer", "deposit", "sure", "certain", "weight", "gewicht", "battery",
    "brightness",
];

/// Behind a number of times: a comparison follows.
pub(super) const COMPARED: &[&str] = &[
    "as", "more", "less", "fewer", "higher", "lower", "greater", "larger", "bigger", "faster", "slower", "likelier",
    "better", "worse", "longer", "shorter", "cheaper", "stronger", "their", "its", "revenue", "growth", "return",
    "sales", "profit", "so", "mehr", "höher", "höhere", "größer", "schneller", "häufiger", "wahrscheinlicher",
    "besser", "teurer", "länger",
];

/// Behind “three times the …”.
pub(super) const MEASURES: &[&str] = &[
    "revenue", "cost", "costs", "price", "size", "number", "amount", "value", "rate", "sales", "profit", "profits",
    "average", "share", "growth", "return", "returns", "likelihood", "spend", "lifetime",
];

/// Behind “twice as” and “doppelt so”.
pub(super) const DEGREES: &[&str] = &[
    "likely", "many", "high", "profitable", "loyal", "large", "valuable", "satisfied", "willing", "inclined",
    "productive", "engaged", "hoch", "viele", "häufig", "wahrscheinlich", "profitabel", "treu", "groß", "wertvoll",
    "zufrieden", "bereit", "produktiv", "oft",
];

/// Beside “threefold”.
pub(super) const RISES: &[&str] = &[
    "increase", "rise", "growth", "return", "gain", "jump", "improvement", "higher", "more", "rose", "grew",
    "increased", "multiplied", "improved", "gained", "revenue",
];

/// Behind large numbers.
pub(super) const SCALES: &[&str] = &[
    "million", "millions", "billion", "billions", "trillion", "trillions", "bn", "mn", "mio", "mrd", "millionen",
    "milliarde", "milliarden", "billionen", "tn", "mln", "mld", "crore",
];

/// Scales that only mean one beside money.
pub(super) const MONEY_SCALES: &[&str] = &["m", "k", "b", "tsd"];

/// Money, written out.
pub(super) const MONEY: &[&str] = &[
    "dollar", "dollars", "euro", "euros", "pound", "pounds", "franken", "usd", "eur", "gbp", "chf", "yen", "kronor",
    "rupees",
];

/// Those of whom statistics speak.
pub(super) const PEOPLE: &[&str] = &[
    "customer", "customers", "consumer", "consumers", "company", "companies", "firm", "firms", "people", "employee",
    "employees", "buyer", "buyers", "shopper", "shoppers", "client", "clients", "user", "users", "respondent",
    "respondents", "executive", "executives", "leader", "leaders", "manager", "managers", "organisation",
    "organisations", "organization", "organizations", "business", "businesses", "brand", "brands", "adults",
    "households", "complaints", "purchases", "bank", "banks", "contracts", "kunde", "kunden", "kundin", "kundinnen",
    "unternehmen", "firmen", "befragten", "befragte", "befragter", "verbraucher", "verbraucherinnen", "menschen",
    "mitarbeiter", "mitarbeitenden", "mitarbeiterinnen", "beschäftigten", "käufer", "nutzer", "nutzerinnen",
    "führungskräfte", "führungskräften", "marken", "haushalte", "haushalten", "deutschen", "beschwerden", "banken",
    "betriebe", "personen", "anrufe", "calls",
];

/// Behind “one in three” where that counts something else.
pub(super) const UNITS: &[&str] = &[
    "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "quarter", "quarters",
    "year", "years", "second", "seconds", "step", "steps", "round", "rounds", "room", "rooms", "group", "groups",
    "session", "sessions", "column", "columns", "row", "rows", "part", "parts", "place", "places", "language",
    "languages",
];

/// Before “1 von 3”, “2 out of 5”: a place in an order, or a mark.
pub(super) const ORDERED: &[&str] = &[
    "step", "part", "question", "chapter", "version", "phase", "round", "stage", "level", "day", "page", "slide",
    "figure", "table", "item", "row", "column", "section", "schritt", "teil", "seite", "runde", "folie", "stufe",
    "kapitel", "frage", "punkt", "band", "tag", "a", "abbildung", "tabelle",
];

/// Behind marks.
pub(super) const MARKS: &[&str] = &["points", "stars", "point", "star", "punkten", "punkte", "sternen", "sterne"];

/// Ordinals of “jeder dritte Kunde”.
pub(super) const ORDINALS: &[&str] =
    &["zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte"];

/// Parts of a whole.
pub(super) const PARTS: &[&str] =
    &["third", "thirds", "quarter", "quarters", "fifth", "fifths", "drittel", "viertel", "fünftel", "dreiviertel"];

/// Anywhere before a statistic in its sentence: it is supposed, wanted or set, not claimed.
pub(super) const SUPPOSED: &[&str] = &[
    "if", "whether", "unless", "until", "suppose", "imagine", "assume", "assuming", "should", "must", "shall", "ought",
    "target", "targets", "goal", "goals", "aim", "aims", "threshold", "limit", "limits", "cap", "example", "wenn",
    "falls", "ob", "bis", "angenommen", "soll", "sollte", "sollen", "sollten", "muss", "müssen", "ziel", "ziele",
    "zielwert", "grenze", "schwelle", "beispiel",
];

/// At the start of a sentence: it asks for something to be done.
pub(super) const ASKED: &[&str] = &[
    "set", "spend", "give", "reserve", "keep", "allow", "put", "weigh", "aim", "plan", "limit", "cap", "take", "add",
    "cut", "leave", "use", "make", "ask", "invite", "choose", "move", "raise", "lower", "write", "mark", "stop",
    "start", "divide", "multiply", "try", "agree", "let", "do", "don't", "don’t", "never", "bring", "call", "pick",
    "send", "check", "listen", "draw", "spare", "devote", "budget", "invest", "offer", "pay", "hold", "say", "begin",
    "finish", "interview",
];

/// Shortly before “8 out of 10” where that is a mark.
pub(super) const SCORED: &[&str] =
    &["score", "scored", "scores", "scoring", "rate", "rated", "rating", "give", "gave", "gives", "bewertung", "note"];

/// Twice as many.
pub(super) const TWICE: &[&str] = &["twice", "doppelt"];

/// Large numbers that nobody counted.
pub(super) const VAGUE: &[&str] = &["tens", "hundreds", "thousands", "billions", "millions", "milliarden", "millionen"];

/// Parts that need no number before them.
pub(super) const HALVES: &[&str] = &["half", "hälfte"];

/// Before an ordinal: “jeder dritte”.
pub(super) const EVERY: &[&str] = &["jeder", "jede", "jedes"];

/// Ends of words that multiply: “dreimal”, “tenfold”, “das Dreifache”.
pub(super) const MULTIPLES: &[&str] = &["mal", "fold", "fache", "fachen"];
