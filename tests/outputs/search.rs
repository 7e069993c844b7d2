//! The search index: what is in it and what never is, the same bytes for the same content, little change for little change.
//!
//! How well it finds is tested where it is searched, by the theme's script: `tests/outputs/search/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use lensbook::build::{Build, Memo, build};
use lensbook::outputs::{Output, Renderer};
use lensbook::site::Options;
use lensbook::snapshot::{Content, Snapshot};
use lensbook::source::tokens;

use crate::support::playbook::{TODAY, snapshot};

/// The files of the index of the tiny playbook with `fixture`, by their addresses.
fn index(fixture: &str, drafts: bool) -> BTreeMap<String, String> {
    files(&snapshot(fixture), drafts)
}

fn files(snapshot: &Snapshot, drafts: bool) -> BTreeMap<String, String> {
    let options = Options { as_of: TODAY.parse().unwrap(), drafts };
    let Build { site, findings, theme, outputs, .. } =
        build(snapshot, Vec::new(), options, &|_| {}, &mut Memo::default());
    let theme = theme.unwrap();
    let renderer = Renderer::new(&site, &findings, &theme, snapshot);
    let all = outputs.iter().filter(|(_, output)| matches!(output, Output::Search(_)));
    all.map(|(url, output)| match renderer.render(output).unwrap() {
        Content::Bytes(bytes) => (url.to_string(), String::from_utf8(bytes.to_vec()).unwrap()),
        Content::Large(..) => panic!("a large file"),
    })
    .collect()
}

/// All words of the index, as the files of words spell them.
fn words(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut all = Vec::new();
    for (_, text) in files.iter().filter(|(url, _)| url.starts_with("search/w")) {
        let mut word = String::new();
        let mut entries = text.split('"').nth(3).unwrap().chars().peekable();
        while let Some(same) = entries.next() {
            word = word.chars().take(usize::from(u8::try_from(same).unwrap() - b'A')).collect();
            word.extend(std::iter::from_fn(|| entries.next_if(|c| !c.is_ascii_uppercase())));
            while entries.next().is_some_and(|digit| digit > 'M') {}
            entries.next();
            all.push(word.clone());
        }
    }
    all
}

/// Whether `word` stands in the texts and among the words.
fn has(fixture: &str, drafts: bool, word: &str) -> bool {
    let files = index(fixture, drafts);
    let told = files.iter().any(|(url, text)| url.starts_with("search/t") && text.to_lowercase().contains(word));
    let known = words(&files).iter().any(|known| known == word);
    assert_eq!(told, known, "`{word}` is in the texts or in the words alone");
    told
}

fn page(front: &str) -> String {
    format!("//- content/articles/x.md\n---\ntitle: Quixotic\nsummary: A page.\n{front}\n---\n\nZephyr.\n")
}

#[test]
fn what_readers_must_not_see_is_not_there() {
    let cases = [
        ("", true),
        ("status: review", true),
        ("status: draft", false),
        ("status: retired", false),
        ("publish: 2026-11-22", false),
        ("publish: 2026-11-21", true),
        ("expires: 2026-11-21", false),
        ("expires: 2026-11-22", true),
    ];
    for (front, expected) in cases {
        for word in ["quixotic", "zephyr"] {
            assert_eq!(has(&page(front), false, word), expected, "{front}: {word}");
        }
    }
    assert!(has(&page("status: draft"), true, "zephyr"), "with drafts they are found");
    assert!(!has(&page("status: retired"), true, "zephyr"), "retired pages never are");
}

#[test]
fn everything_that_readers_read_is_there() {
    let files = index(&page("tags: [gazebo]"), false);
    let words = words(&files);
    for word in ["quixotic", "gazebo", "zephyr", "playbook", "hear", "surveys", "signals", "insight", "evidence"] {
        let expected = word != "signals";
        assert_eq!(words.iter().any(|known| known == word), expected, "{word}");
    }
    let texts: String =
        files.iter().filter(|(url, _)| url.starts_with("search/t")).map(|(_, text)| text.as_str()).collect();
    assert!(texts.contains("[\"last-heard\",\"When did each of us last hear a customer in person?\","), "{texts}");
    assert!(
        texts.contains(
            "[\"where-it-starts\",\"Where it starts\",\"With a small canvas, because Three in four would pay more.\"]"
        ),
        "{texts}"
    );
    assert!(texts.contains("[\"insight-focus\",\"insight: focus\",\"Surveys\"]"), "{texts}");
}

#[test]
fn the_same_content_gives_the_same_files() {
    let fixture = page("");
    let first = index(&fixture, false);
    assert_eq!(first, index(&fixture, false));
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(first, alone.install(|| index(&fixture, false)), "on one thread");
}

#[test]
fn a_change_touches_few_files() {
    let mut pages = String::new();
    for at in 0..120 {
        pages.push_str(&format!("//- content/articles/p{at:03}.md\n---\ntitle: Page {at}\nsummary: S.\n---\n\n"));
        for n in 0..300 {
            pages.push_str(&format!("w{:x} ", (n * 7919 + at * 104_729) % 4001));
        }
        pages.push('\n');
    }
    let before = index(&pages, false);
    let after = index(&pages.replace("title: Page 60\n", "title: Page 60 zephyr\n"), false);
    let same = before.iter().filter(|(url, text)| after.get(*url) == Some(text)).count();
    assert!(before.len() > 140, "{}", before.len());
    assert!(same * 10 > before.len() * 8, "{same} of {} stay", before.len());
}

#[test]
fn words_are_split_as_the_script_splits_them() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outputs/search/words.txt");
    for line in fs::read_to_string(file).unwrap().lines().filter(|line| !line.starts_with('#')) {
        let (text, expected) = line.split_once(" = ").unwrap();
        let mut folded = String::new();
        tokens::fold(&mut folded, text);
        let found: Vec<&str> = tokens::words(&folded).collect();
        assert_eq!(found.join(", "), expected, "{text}");
    }
}
