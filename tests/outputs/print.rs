//! What can be printed besides single pages: the whole playbook bound into one, posters, decks of cards; where they stand, what is on
//! them, and when there are none.

use std::collections::BTreeSet;

use jiff::civil::date;
use lensbook::build::{Memo, build};
use lensbook::outputs::{Output, Renderer};
use lensbook::site::{MAX_PRINTED_PAGES, Options};
use lensbook::snapshot::{Content, Snapshot};

use crate::support::playbook;

/// A playbook with two chapters that lead to each other in every way that pages can.
const BOOK: &str = "\
//- content/index.md
---
title: Our book
summary: S.
---

Start with [[look]], then [a *part*](plays/talk.md#steps) of it, or [elsewhere](https://example.org/x).

## Größe

See [above](#größe), [the plays](plays/index.md), and ![A dot](dot.svg).
//- content/dot.svg
<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" width=\"9\" height=\"9\"/>
//- content/plays/index.md
---
title: Plays
summary: S.
---

What to run. Back to the [start](../index.md#größe).
//- content/plays/talk.md
---
title: Talk
summary: S.
purpose: Hear a lens.
run: 45 minutes
people: 2–5
steps: [{do: 'Talk to [[lens]]', minutes: 30}, {do: Listen, minutes: 15}]
---

A lens shows it. See [[talk#steps]] and [all](index.md).

## Afterwards

- [ ] Write it down
//- content/plays/other.md
---
title: Other
summary: S.
purpose: P.
run: 90 minutes
people: 2
steps: [{do: Do it, minutes: 90}]
---
//- content/plays/gone.md
---
title: Gone
summary: S.
status: retired
purpose: P.
run: 10 minutes
people: 2
steps: [{do: Do it, minutes: 10}]
---
//- content/terms.yaml
- {id: lens, title: Lens, definitions: [{text: What is looked through.}]}
//- content/canvases/look.md
---
title: Look
summary: S.
purpose: P.
lens: Through here.
stages:
  - id: first
    title: First
    output: O
    blocks:
      - id: block
        title: Block
        questions: [{id: q, ask: 'Who was <heard>, [[talk]]?', when_low: [{play: talk}]}]
---
//- content/workshops/day.md
---
title: Day
summary: S.
agenda: [{play: other}, {break: Tea, minutes: 5}, {play: talk}, {play: other, minutes: 10}]
---
";

/// The addresses of all outputs of `files`, and the text of each that starts with one of `wanted`.
fn outputs(files: &str, wanted: &[&str]) -> (BTreeSet<String>, Vec<String>) {
    let snapshot: Snapshot = playbook::snapshot(files);
    let options = Options { as_of: date(2026, 11, 21), drafts: false };
    let built = build(&snapshot, Vec::new(), options, &|_| {}, &mut Memo::default());
    let theme = built.theme.unwrap();
    let renderer = Renderer::new(&built.site, &built.findings, &theme, &snapshot);
    let text = |url: &&str| {
        let output: &Output = built.outputs.get(*url).unwrap_or_else(|| panic!("no output {url}"));
        match renderer.render(output) {
            Ok(Content::Bytes(bytes)) => String::from_utf8(bytes.to_vec()).unwrap(),
            other => panic!("{url}: {other:?}"),
        }
    };
    let texts = wanted.iter().map(text).collect();
    (built.outputs.keys().map(ToString::to_string).collect(), texts)
}

fn show(files: &str, url: &str) -> String {
    outputs(files, &[url]).1.remove(0)
}

/// The values of attribute `name` in `html`.
fn values<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let open = format!(" {name}=\"");
    html.split(&open).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Every id stands once, and every link within the page leads to one.
fn sound(html: &str) {
    let ids = values(html, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an id stands twice in {ids:?}");
    for href in values(html, "href") {
        let missing = href.strip_prefix('#').filter(|id| !known.contains(id));
        assert_eq!(missing, None, "a link leads nowhere; there is {known:?}");
    }
}

#[test]
fn the_whole_is_bound_in_the_order_of_its_sections() {
    for (settings, url) in [("", "print.html"), ("//- lensbook.yaml\nurls: pretty\n", "print/index.html")] {
        let html = show(&format!("{BOOK}{settings}"), url);
        sound(&html);
        let leaves: Vec<&str> =
            values(&html, "id").into_iter().filter(|id| id.starts_with('/') && !id.contains(':')).collect();
        let at = |id: &str| {
            leaves
                .iter()
                .position(|leaf| leaf.trim_end_matches("/index") == id)
                .unwrap_or_else(|| panic!("{id}: {leaves:?}"))
        };
        let order = [
            "", "/canvases", "/canvases/look", "/plays", "/plays/other", "/plays/talk", "/workshops/day", "/terms/lens",
        ];
        let places: Vec<usize> = order.iter().map(|id| at(id)).collect();
        assert!(places.is_sorted(), "{leaves:?}");
        assert!(!html.contains("/plays/gone\""), "what is retired is not printed");
        assert_eq!(html.matches("<main").count(), 1);
        assert_eq!(html.matches("<nav").count(), 2, "the way back and the contents");
        for absent in ["<script", "<button", "<input", "itemprop", "search.html", "lb-term-", " style="] {
            assert!(!html.contains(absent), "{absent} in the whole");
        }
    }
}

#[test]
fn links_lead_within_the_whole_or_out_of_it() {
    let html = show(BOOK, "print.html");
    for expected in [
        "href=\"#/canvases/look\"",
        "href=\"#/plays/talk:steps\"",
        "href=\"#/plays/index\"",
        "href=\"#/index:gr%C3%B6%C3%9Fe\"",
        "id=\"/index:gr%C3%B6%C3%9Fe\"",
        "href=\"https://example.org/x\"",
        "<img src=\"dot.svg\"",
        "<a class=\"to-term\" href=\"#/terms/lens\">lens</a>",
        "<h3",
        "href=\"plays/gone.html\"",
    ] {
        let gone = expected.contains("gone");
        assert_eq!(html.contains(expected), !gone, "{expected} in\n{html}");
    }
}

#[test]
fn the_whole_is_printed_where_it_is_wanted_or_short() {
    let many: String = (0..=MAX_PRINTED_PAGES)
        .map(|at| format!("- {{id: r{at}, title: Role {at}, type: person, mandate: M.}}\n"))
        .collect::<Vec<_>>()
        .concat();
    let many = format!("//- content/roles.yaml\n{many}");
    for (files, settings, expected) in [
        ("", "", true),
        ("", "outputs: {print: false}", false),
        (many.as_str(), "", false),
        (many.as_str(), "outputs: {print: true}", true),
    ] {
        let (all, texts) = outputs(&format!("{files}//- lensbook.yaml\n{settings}\n"), &["index.html"]);
        assert_eq!(all.contains("print.html"), expected, "{settings} with {} pages", all.len());
        assert_eq!(texts[0].contains("href=\"print.html\""), expected, "the foot leads there");
    }
    let (_, texts) = outputs("//- static/print.html\nMy own\n", &["print.html"]);
    assert!(texts[0].contains("My own") && !texts[0].contains("class=\"toc\""), "a project's own file comes first");
}

#[test]
fn a_canvas_is_a_poster_in_four_forms() {
    let forms = ["poster.html", "poster.svg", "poster-empty.html", "poster-empty.svg"]
        .map(|name| format!("canvases/look/{name}"));
    let urls: Vec<&str> = forms.iter().map(String::as_str).chain(["canvases/look.html"]).collect();
    let (_, texts) = outputs(
        &format!("{BOOK}//- lensbook.yaml\nbase_url: https://x.example/\ntheme_settings: {{accent: \"#123456\"}}\n"),
        &urls,
    );
    for (at, text) in texts.iter().take(4).enumerate() {
        for (part, whole_only) in
            [("1 First", false), ("Block", false), ("Through here.", false), ("Who was &lt;heard&gt;, Talk?", true)]
        {
            assert_eq!(text.contains(&format!(">{part}")), at < 2 || !whole_only, "{part} in {}", urls[at]);
        }
        assert!(text.contains(">https://x.example/canvases/look.html<"), "the address is on {}", urls[at]);
        assert_eq!(text.matches("<svg xmlns").count(), at % 2, "{}", urls[at]);
        assert!(!text.contains("style=") && !text.contains("<style"), "{}", urls[at]);
    }
    assert!(texts[1].contains("width=\"420mm\" height=\"297mm\"") && texts[1].contains("#123456"), "{}", texts[1]);
    for name in ["poster.html", "poster-empty.svg"] {
        assert!(texts[4].contains(&format!("href=\"../canvases/look/{name}\"")), "the canvas leads to {name}");
    }
}

#[test]
fn cards_are_dealt_four_to_a_sheet_in_order() {
    let more: String = (0..4)
        .map(|at| format!("//- content/plays/p{at}.md\n---\ntitle: P{at}\nsummary: S.\npurpose: P.\nrun: 5 minutes\npeople: 2\nsteps: [{{do: A, minutes: 5}}]\n---\n")).collect::<Vec<_>>().concat();
    let (_, texts) = outputs(
        &format!("{BOOK}{more}"),
        &["plays/cards.html", "workshops/day/cards.html", "plays/index.html", "workshops/day.html"],
    );
    let cards: Vec<usize> =
        texts[0].split("<ul class=\"sheet").skip(1).map(|sheet| sheet.matches("<li>").count()).collect();
    assert_eq!(cards, [4, 3], "seven plays, without the retired one");
    let titles: Vec<&str> = texts[1]
        .split("d-title")
        .skip(1)
        .filter_map(|rest| rest.split("<tspan").nth(1)?.split(['>', '<']).nth(1))
        .collect();
    assert_eq!(titles, ["Other", "Talk"], "in the order of the agenda, each once");
    for part in [
        "1 h 30 min · 2 people",
        "45 min · 2–5 people",
        "Talk to Lens (30\u{a0}min)",
        "Hear a lens.",
        "plays/talk.html",
        "2/2",
    ] {
        assert!(texts[1].contains(part), "{part} in {}", texts[1]);
    }
    assert!(
        texts[2].contains("href=\"../plays/cards.html\"") && texts[3].contains("href=\"../workshops/day/cards.html\"")
    );
}

/// A canvas whose plays come back in a later stage, and a framework with plays on the way.
const CHOSEN: &str = "\
//- content/canvases/ask.md
---
title: Ask
summary: S.
purpose: P.
stages:
  - id: one
    title: Stage one
    output: O
    blocks:
      - id: b1
        title: Block
        questions: [{id: q1, ask: A?, when_low: [{play: other}, {play: gone}]}, {id: q2, ask: B?, when_low: [{play: other}]}]
  - id: two
    title: Stage two
    output: O
    blocks:
      - id: b2
        title: Block
        questions: [{id: q3, ask: C?, when_low: [{play: talk}, {play: other}]}]
---
//- content/frameworks/steps.md
---
title: Steps
summary: S.
levels:
  - {id: low, title: Low, definition: D., signals: [s]}
  - {id: middle, title: Middle, definition: D., signals: [s]}
  - {id: high, title: High, definition: D., signals: [s]}
dimensions: [{id: d, title: D}]
cells: {d: {low: a, middle: b, high: c}}
---
//- content/plays/climb.md
---
title: Climb
summary: S.
purpose: P.
run: 5 minutes
people: 2
moves: {framework: steps, from: middle, to: high}
steps: [{do: A, minutes: 5}]
---
//- content/plays/start.md
---
title: Start
summary: S.
purpose: P.
run: 5 minutes
people: 2
moves: {framework: steps, from: low, to: high}
steps: [{do: A, minutes: 5}]
---
";

/// The first line of each card's texts, as they stand: what it belongs to, its title.
fn heads(html: &str) -> Vec<(&str, &str)> {
    let cards = html.split("<li>").skip(1).filter(|card| card.starts_with("<svg"));
    cards
        .map(|card| {
            let mut texts = card.split("<tspan").skip(1).filter_map(|rest| rest.split_once('>')?.1.split('<').next());
            texts.next();
            (texts.next().unwrap_or_default(), texts.next().unwrap_or_default())
        })
        .collect()
}

#[test]
fn all_that_can_follow_is_dealt_in_the_order_of_the_page() {
    let urls =
        ["canvases/ask/cards.html", "frameworks/steps/cards.html", "canvases/ask/fill.html", "frameworks/steps.html"];
    let (_, texts) = outputs(&format!("{BOOK}{CHOSEN}"), &urls);
    assert_eq!(
        heads(&texts[0]),
        [("Stage one \u{b7} Stage two", "Other"), ("Stage two", "Talk")],
        "without the retired one"
    );
    assert_eq!(heads(&texts[1]), [("Low → High", "Start"), ("Middle → High", "Climb")]);
    assert!(texts[2].contains("href=\"../../canvases/ask/cards.html\""), "the plan leads there");
    assert!(texts[3].contains("href=\"../frameworks/steps/cards.html\""), "and so does the page");
}

#[test]
fn papers_can_be_left_out() {
    let (all, texts) =
        outputs(&format!("{BOOK}//- lensbook.yaml\noutputs: {{papers: false}}\n"), &["canvases/look.html"]);
    assert!(
        !all.iter().any(|url| url.contains("poster") && !url.starts_with("assets/") || url.contains("cards.html")),
        "{all:?}"
    );
    assert!(!texts[0].contains("poster.html"), "and no link leads there");
}

/// A workshop by the clock on the canvas that has two stages.
const LED: &str = "\
//- content/workshops/morning.md
---
title: Morning
summary: S.
canvas: ask
start: \"09:50\"
owner: Our facilitator
agenda:
  - {do: Welcome, minutes: 15}
  - {do: '[The second stage](../canvases/ask.md#two): one question', minutes: 20}
  - {play: other}
  - {break: Tea, minutes: 5}
---
//- content/workshops/short.md
---
title: Short
summary: S.
agenda:
  - {play: talk, do: 'Half of it, as [[lens]] says', minutes: 10}
  - {play: other}
---
";

/// The times of day in `html`, in order, each with the length that stands behind it first.
fn clock(html: &str) -> Vec<(String, String)> {
    let text = html.split("<main").nth(1).unwrap_or(html);
    let text: Vec<&str> = text.split('<').filter_map(|part| Some(part.split_once('>')?.1)).collect();
    let text = text.join(" ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let digit = |(at, c): (usize, char)| if at == 2 { c == ':' } else { c.is_ascii_digit() };
    let is_time = |word: &str| word.len() == 5 && word.chars().enumerate().all(digit);
    let unit = |at: usize, unit: &str| words.get(at + 1) == Some(&unit);
    let length = |at: usize| {
        let end = if unit(at, "h") && unit(at + 2, "min") { at + 4 } else { at + 2 };
        words[at..end].join(" ")
    };
    let starts = (0..words.len()).filter(|at| is_time(words[*at]));
    let entry = |at: usize| {
        let mut next = (at + 1..words.len()).take_while(|next| !is_time(words[*next]));
        Some((words[at].to_owned(), length(next.find(|next| unit(*next, "h") || unit(*next, "min"))?)))
    };
    starts.filter_map(entry).collect()
}

#[test]
fn what_an_entry_says_of_its_play_stands_in_place_of_the_steps() {
    let page = "workshops/short.html";
    let urls = [page, "workshops/short/lead.html", "workshops/short/script.html", "workshops/short/sheet.html"];
    let (_, texts) = outputs(&format!("{BOOK}{CHOSEN}{LED}"), &urls);
    for (url, text) in urls.iter().zip(&texts) {
        let main = text.split("<main").nth(1).unwrap();
        assert!(main.contains("Half of it, as"), "{url}: {main}");
        assert!(main.contains("plays/talk.html\""), "{url} leads to the play: {main}");
        assert!(!main.contains("Listen"), "{url} shows no step of the whole play: {main}");
        assert!(*url == page || main.contains("Do it"), "{url} shows the steps of a play as it stands: {main}");
        assert!(main.contains("10 min") && !main.contains("45 min"), "{url}: {main}");
    }
}

#[test]
fn no_two_pages_of_a_workshop_contradict_each_other() {
    let urls = [
        "workshops/morning.html",
        "workshops/morning/script.html",
        "workshops/morning/sheet.html",
        "canvases/ask/script.html",
    ];
    let (_, texts) = outputs(&format!("{BOOK}{CHOSEN}{LED}"), &urls);
    let expected = [("09:50", "15 min"), ("10:05", "20 min"), ("10:25", "1 h 30 min"), ("11:55", "5 min")];
    let expected = expected.map(|(time, length)| (time.to_owned(), length.to_owned()));
    for (url, text) in urls.iter().zip(&texts).take(3) {
        let found = clock(text);
        let agenda: Vec<_> = found.iter().skip_while(|entry| **entry != expected[0]).take(4).cloned().collect();
        assert_eq!(agenda, expected, "{url}: {found:?}");
        assert!(text.contains("12:00") && text.contains("2 h 10 min"), "{url} says when it ends, and the sum");
    }
    assert!(
        texts[1].contains("<li>C?") && !texts[1].contains("<li>A?"),
        "the step's own questions are there to be ticked"
    );
    assert!(texts[2].contains("Which questions") && texts[2].contains("Our facilitator"), "{}", texts[2]);
    let script = &texts[3];
    assert!(script.contains("href=\"../../workshops/morning/script.html\">Morning</a>, 2 h 10 min"), "{script}");
    assert!(script.contains("3 questions; all of them, one after the other, take 9 min"), "{script}");
    assert!(!script.contains("0:03"), "no clock runs that nobody follows");
}
