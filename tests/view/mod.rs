//! What pages show that follows from the whole playbook: relations from both ends, excerpts, clocks, lists with their
//! columns and filters; and that the theme has words for all of it.

mod words;

use std::collections::BTreeSet;

use lensbook::theme;

use crate::theme::show;

const MODEL: [(&str, &str); 8] = [
    ("content/dimensions.yaml", "- {id: insight, title: Insight, summary: What we know., definition: First hand.}\n"),
    (
        "content/frameworks/steps.md",
        "---\ntitle: Steps\nlevels:\n  - {id: low, title: Low, definition: L., signals: [s]}\n  - {id: high, title: High, definition: H., signals: [s]}\n\
         dimensions: [insight]\ncells:\n  insight: {low: Cell of low, high: Cell of high}\n---\n",
    ),
    (
        "content/canvases/canvas.md",
        "---\ntitle: Our canvas\npurpose: P.\nstages:\n  - id: look\n    title: Looking\n    output: O\n    blocks:\n      - id: block\n        title: Block\n        \
         dimension: insight\n        questions:\n          - {id: q1, ask: Who was heard?, when_low: [{play: talk}]}\n          \
         - {id: q2, ask: Who was not?, when_low: [{play: talk}]}\n---\n",
    ),
    (
        "content/plays/talk.md",
        "---\ntitle: Talk\npurpose: P.\nrun: 45 minutes\npeople: 2\nsteps: [{do: Talk, minutes: 45}]\nimproves: [insight]\n\
         moves: {framework: steps, from: low, to: high}\nmetrics: [score]\nroles: [host]\n---\n",
    ),
    (
        "content/metrics.yaml",
        "- {id: score, title: The score, definition: D., unit: points, direction: up, measures: perception, levels: [steps#high], reward_weight: 0.2}\n",
    ),
    ("content/roles.yaml", "- {id: host, title: The host, type: person, mandate: M.}\n"),
    (
        "content/workshops/morning.md",
        "---\ntitle: Morning\nstart: 09:30\nagenda:\n  - {do: Welcome, minutes: 10}\n  - {play: talk}\n  - {break: Coffee, minutes: 5}\n---\n",
    ),
    (
        "content/cases/bank.md",
        "---\ntitle: The bank\norganisation: A bank\nrole: counter-example\nillustrates: [steps#high]\nclaim: It did not ask.\n---\n",
    ),
];

/// The page at `url` of the playbook above, which must hold all of `expected`.
fn check(url: &str, expected: &[&str]) {
    let page = show(&MODEL, url);
    for part in expected {
        assert!(page.contains(part), "{url} should hold {part}\n{page}");
    }
}

#[test]
fn a_play_shows_the_questions_that_lead_to_it() {
    check(
        "plays/talk.html",
        &["Our canvas", "../canvases/canvas.html#q1\">Who was heard?", "canvas.html#q2\">Who was not?"],
    );
}

#[test]
fn a_dimension_shows_its_row_its_questions_its_plays_and_their_metrics() {
    let expected =
        ["steps.html#insight-low", "Cell of high", "canvas.html#q2\">Who was not?", ">Talk</a>", ">The score</a>"];
    check("dimensions/insight.html", &expected);
}

#[test]
fn a_level_shows_its_metrics_its_cases_and_the_plays_that_lead_there() {
    let page = show(&MODEL, "frameworks/steps.html");
    let (levels, climb) = page.split_once("id=\"lb-framework-climb\">").unwrap();
    let high = levels.rsplit_once("id=\"high\"").unwrap().1;
    assert!(high.contains(">The score</a>") && high.contains(">The bank</a>"), "{high}");
    let climb = climb.split_once("id=\"lb-framework-matrix\"").unwrap().0;
    assert!(climb.contains(">Talk</a>") && climb.contains("Cell of low"), "{climb}");
}

#[test]
fn a_form_calls_what_it_asks_by_its_name() {
    for (url, said, unsaid) in [
        ("frameworks/steps/fill.html", "dimensions answered, by one person", "questions answered, by one person"),
        ("canvases/canvas/fill.html", "questions answered, by one person", "dimensions answered, by one person"),
    ] {
        check(url, &[said]);
        assert!(!show(&MODEL, url).contains(unsaid), "{url} says {unsaid}");
    }
}

#[test]
fn a_role_shows_what_it_runs() {
    check("roles/host.html", &["lb-runs", ">Talk</a>"]);
}

#[test]
fn an_agenda_takes_minutes_from_its_plays() {
    check(
        "workshops/morning.html",
        &["<time>09:30</time>", "<time>09:40</time>", "<time>10:25</time>", "<time>10:30</time>", "1 h"],
    );
    check("workshops/index.html", &["09:30–10:30"]);
}

#[test]
fn metrics_stand_against_levels_and_cases_beside_what_they_show() {
    check("metrics/index.html", &["steps.html#high\">High</a></th>", "data-label=\"High\"", "20 %"]);
    check("cases/index.html", &["steps.html#high\">High</a>", "data-label=\"Warnings\"", ">A bank</a>"]);
}

/// Seven plays, of which one leads to no dimension: there is something to narrow.
fn plays() -> Vec<(String, String)> {
    let play = |at: usize| {
        let improves = if at == 0 { "" } else { "improves: [insight]\n" };
        let minutes = 20 * (at + 1);
        let text = format!(
            "---\ntitle: Play {at}\npurpose: P.\nrun: {minutes} minutes\npeople: 2\nsteps: [{{do: Talk, minutes: {minutes}}}]\n{improves}---\n"
        );
        (format!("content/plays/play-{at}.md"), text)
    };
    (0..7).map(play).collect()
}

#[test]
fn lists_can_be_narrowed_where_that_tells_pages_apart() {
    let plays = plays();
    let files: Vec<(&str, &str)> =
        MODEL.iter().copied().chain(plays.iter().map(|(path, text)| (path.as_str(), text.as_str()))).collect();
    let page = show(&files, "plays/index.html");
    for expected in [
        "<option value=\"60\">1 h</option>",
        "data-is=\"time:30 time:60 time:90 time:120\"",
        "data-is=\"stage:look dimension:insight time:60 time:90 time:120 role:host\"",
    ] {
        assert!(page.contains(expected), "{expected} is missing in\n{page}");
    }
    assert!(!page.contains("<select name=\"status\">"), "all have one status");
    assert!(!page.contains("<option value=\"180\">"), "all fit into three hours");
    assert!(!show(&MODEL, "metrics/index.html").contains("<select"), "a list of one is not narrowed");
}

#[test]
fn a_theme_has_a_list_of_its_own() {
    let own = "{% extends \"default/kinds/play.html\" %}{% component list.play(list, alone, @root) %}<b>{{ list.entries[0].title }}</b>{% endcomponent list.play %}";
    let files: Vec<(&str, &str)> = MODEL
        .iter()
        .copied()
        .chain([("lensbook.yaml", "theme: ours\n"), ("themes/ours/templates/kinds/play.html", own)])
        .collect();
    let page = show(&files, "plays/index.html");
    assert!(page.contains("<b>Listen in</b>"), "{page}");
}

/// All keys of a file of words: `play.run`.
fn keys(value: &serde_json::Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(map) => {
            map.iter().for_each(|(key, value)| keys(value, &format!("{path}.{key}"), found));
        }
        serde_json::Value::Array(items) => drop(found.insert(format!("{path}[{}]", items.len()))),
        _ => drop(found.insert(path.to_owned())),
    }
}

#[test]
fn every_language_has_every_word() {
    for theme_name in ["default", "handbook"] {
        let words = |language: &str| {
            let path = format!("themes/{theme_name}/i18n/{language}.yaml");
            let file = theme::bundled().find(|file| file.path.as_str() == path).unwrap();
            let text = file.text().unwrap().into_owned();
            let (node, problems) = lensbook::source::yaml::parse(&file.path, &text, 0..text.len());
            assert!(problems.is_empty(), "{problems:?}");
            let mut found = BTreeSet::new();
            keys(&node.unwrap().json(), "", &mut found);
            found
        };
        let (english, german) = (words("en"), words("de"));
        assert_eq!(english.difference(&german).collect::<Vec<_>>(), [""; 0], "missing in German in {theme_name}");
        assert_eq!(german.difference(&english).collect::<Vec<_>>(), [""; 0], "missing in English in {theme_name}");
    }
}

#[test]
fn every_filter_and_relation_has_a_word() {
    let plays = plays();
    let files: Vec<(&str, &str)> =
        MODEL.iter().copied().chain(plays.iter().map(|(path, text)| (path.as_str(), text.as_str()))).collect();
    assert!(show(&files, "plays/index.html").contains("<span>Done within</span>"));
    let path = "themes/default/i18n/en.yaml";
    let file = theme::bundled().find(|file| file.path.as_str() == path).unwrap();
    let text = file.text().unwrap().into_owned();
    let words = lensbook::source::yaml::parse(&file.path, &text, 0..text.len()).0.unwrap().json();
    for kind in lensbook::kinds::all() {
        for facet in kind.facets {
            assert!(words["filters"][facet.name].is_string(), "filters.{} of {}", facet.name, kind.name);
        }
        for relation in kind.relations {
            assert!(words["relations"][relation].is_string(), "relations.{relation} of {}", kind.name);
        }
    }
}

#[test]
fn signs_in_a_text_are_read_in_the_words_of_its_language() {
    let text = "---\ntitle: Notes\n---\n\n> [!NOTE]\n> Heed.\n\n- [x] done\n- [ ] left\n\nCited[^1], and a text: class=\"task\" aria-label=\"done\"\n\n[^1]: Below.\n";
    let page = show(&[("lensbook.yaml", "language: de\n"), ("content/articles/notes.md", text)], "articles/notes.html");
    let expected = [
        "<p class=\"callout-title\">Hinweis</p>",
        "disabled checked aria-label=\"erledigt\"> done",
        "disabled aria-label=\"offen\"> left",
        "<section class=\"notes\" aria-label=\"Anmerkungen\">",
        "aria-label=\"Zurück zum Text\">↩</a>",
    ];
    for part in expected {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("and a text: class=\"task\" aria-label=\"erledigt\""), "{page}");
    // Texts in the front matter are read the same way.
    let purpose = "---\ntitle: P\nstatement: S.\nbecause: |\n  > [!TIP]\n  > Ask.\n---\n";
    let page = show(&[("content/principles/p.md", purpose)], "principles/p.html");
    assert!(page.contains("<p class=\"callout-title\">Tip</p>"), "{page}");
}

#[test]
fn a_question_says_from_which_score_it_leads_on() {
    let page = show(&MODEL, "canvases/canvas.html");
    assert_eq!(page.matches("<span class=\"threshold\">below 3</span>").count(), 2, "{page}");
    let data: serde_json::Value = serde_json::from_str(&show(&MODEL, "playbook.json")).unwrap();
    let canvas = data["pages"].as_array().unwrap().iter().find(|page| page["id"] == "canvas").unwrap();
    assert_eq!(canvas["fields"]["stages"][0]["blocks"][0]["questions"][0]["when_low"][0]["below"], 3, "{canvas}");
}

/// What a page's own fields name needs no second list; what its text cites does.
#[test]
fn evidence_shows_its_source_once_and_its_figure_where_it_is_cited() {
    let evidence =
        "- {id: e, title: Most would pay, summary: S., claim: C., figure: 75 %, strength: survey, source: study}\n";
    let source = "- {id: study, title: The study, summary: S.}\n";
    let case = "---\ntitle: Bank\norganisation: B\nrole: example\nillustrates: [steps#low]\nclaim: C.\nevidence: [e]\n---\n\nSo (as in [[e]]).\n";
    let mut files = MODEL.to_vec();
    files.extend([("content/evidence.yaml", evidence), ("content/sources.yaml", source), ("content/cases/b.md", case)]);
    let page = show(&files, "evidence/e.html");
    assert_eq!(page.matches(">The study</a>").count(), 1, "{page}");
    let page = show(&files, "cases/b.html");
    let expected = [
        "Most would pay</a> <span class=\"aside-evidence\">(75 %, a survey)</span>",
        "Most would pay</a> <span class=\"aside-evidence\">– 75 %, a survey</span>).",
    ];
    for part in expected {
        assert!(page.contains(part), "{part}\n{page}");
    }
}
