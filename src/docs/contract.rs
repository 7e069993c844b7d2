//! The theme guide: how themes are made, and what templates may use, read from the source of the view types.

/// The sources of the types that templates see.
const SOURCES: [&str; 9] = [
    include_str!("../view/contract/frame.rs"),
    include_str!("../view/contract/entries.rs"),
    include_str!("../view/contract/content.rs"),
    include_str!("../view/contract/index.rs"),
    include_str!("../view/contract/companion.rs"),
    include_str!("../view/contract/state.rs"),
    include_str!("../view/contract/news.rs"),
    include_str!("../view/contract/print.rs"),
    include_str!("../score/survey.rs"),
];

/// The types, in the order of the guide.
const TYPES: [&str; 59] = [
    "Frame", "SiteView", "SectionView", "NavigationView", "NavigationLevel", "NavigationEntry", "PageView", "Owner",
    "Review", "Day", "Heading", "ReadingPosition", "Entry", "Part", "Group", "KindPage", "Excerpt", "Companion",
    "Embed", "Note", "HomePage", "SectionPage", "List", "Column", "Filter", "Choice", "Card", "StatePage", "State",
    "Charge", "Due", "Lack", "Finding", "ChangesPage", "NewsDay", "NewsItem", "Changed", "BookPage", "Chapter",
    "ChapterPage", "SheetsPage", "CompanionPage", "Run", "SurveyView", "QuestionView", "HeadingView", "PickView",
    "ProfileView", "SortView", "GroupView", "RuleView", "LeadView", "Survey", "About", "SurveyGroup", "Question",
    "Point", "Lead", "Remedy",
];

/// The guide, after its first line.
pub(super) fn page(first: &str) -> String {
    let guide = include_str!("themes.md").replace("%VARIABLES%", &variables()).replace("%COMPONENTS%", &components());
    let mut out = format!("{first}{guide}");
    for name in TYPES {
        let found = SOURCES.iter().find_map(|source| describe(source, name));
        out.push_str(&found.unwrap_or_default());
    }
    out
}

/// The default theme's CSS variables, each with its value, read from its sheet.
fn variables() -> String {
    let sheet = include_str!("../../themes/default/assets/values.css");
    let line = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": ")?;
        Some(format!("| `--{name}` | `{}` |", value.trim_end_matches(';')))
    };
    let lines: Vec<String> = sheet.lines().filter_map(line).collect();
    format!("| variable | value in the default theme |\n|---|---|\n{}", lines.join("\n"))
}

/// The default theme's shared components, each with the comment before it.
fn components() -> String {
    let source = include_str!("../../themes/default/templates/components.html");
    let mut out = String::from("| component | what it prints |\n|---|---|");
    for part in source.split("{#- ").skip(1) {
        let Some((comment, rest)) = part.split_once("-#}") else { continue };
        let Some((signature, _)) =
            rest.trim_start().strip_prefix("{% component ").and_then(|rest| rest.split_once(" -%}"))
        else {
            continue;
        };
        let comment: Vec<&str> = comment.split_whitespace().collect();
        out.push_str(&format!("\n| `{signature}` | {} |", comment.join(" ")));
    }
    out
}

/// A type's documentation and a table of the fields that templates see.
fn describe(source: &str, name: &str) -> Option<String> {
    let open = |generics: &str| source.split_once(&format!("pub struct {name}{generics} {{"));
    let (before, from) = open("").or_else(|| open("<'a>"))?;
    let (body, _) = from.split_once("\n}")?;
    let mut out = format!("\n### {name}\n\n{}\n\n| field | holds | what it is |\n|---|---|---|\n", comment(before));
    let mut doc = String::new();
    let mut hidden = false;
    for line in body.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            doc.push_str(text);
        } else if line.starts_with("#[serde(skip)]") {
            hidden = true;
        } else if let Some((field, ty)) = line.strip_prefix("pub ").and_then(|line| line.split_once(": ")) {
            if !hidden {
                out.push_str(&format!("| `{field}` | {} | {} |\n", words(ty.trim_end_matches(',')), links(doc.trim())));
            }
            doc.clear();
            hidden = false;
        }
    }
    Some(out)
}

/// The documentation comment at the end of `before`.
fn comment(before: &str) -> String {
    let lines: Vec<&str> = before
        .lines()
        .rev()
        .skip_while(|line| line.starts_with("#["))
        .take_while(|line| line.starts_with("///"))
        .collect();
    let text: Vec<&str> = lines.iter().rev().map(|line| line.trim_start_matches("///").trim()).collect();
    links(&text.join(" "))
}

/// What a Rust type holds, for people who write templates.
fn words(ty: &str) -> String {
    if let Some(inner) = ty.strip_prefix("Option<").and_then(|ty| ty.strip_suffix('>')) {
        return format!("{}, or nothing", words(inner));
    }
    if let Some(inner) = ty.strip_prefix("Vec<").and_then(|ty| ty.strip_suffix('>')) {
        return format!("list of {}", words(inner));
    }
    if let Some(inner) = ty.strip_prefix("&'a [").and_then(|ty| ty.strip_suffix(']')) {
        return format!("list of {}", words(inner));
    }
    let ty = ty.trim_start_matches("&'a ").trim_end_matches("<'a>");
    match ty {
        "String" | "str" | "&'static str" | "AnswerType" => "text".into(),
        "Html" => "HTML".into(),
        "bool" => "true or false".into(),
        "usize" | "u8" | "u32" | "i8" | "i16" | "f64" => "number".into(),
        "Shared" => "see the description".into(),
        other if other.starts_with("BTreeMap") || other.starts_with("serde_json") => "map".into(),
        other => format!("[{other}](#{})", other.to_lowercase()),
    }
}

/// Rust's links between items as links within the page.
fn links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[`") {
        let Some((name, tail)) = after.split_once("`]") else { break };
        let name = name.trim_start_matches("super::");
        let last = name.rsplit("::").next().unwrap_or(name);
        let target = name.split("::").next().unwrap_or(name);
        if TYPES.contains(&target) {
            out.push_str(&format!("{before}[`{last}`](#{})", target.to_lowercase()));
        } else {
            out.push_str(&format!("{before}`{last}`"));
        }
        rest = tail;
    }
    out + rest
}
