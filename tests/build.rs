//! What must always hold, on inputs that nobody thought of. `PROPTEST_CASES` raises the number of cases of each property.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use lensbook::build::{Build, Memo, build, is_error};
use lensbook::io::lock::Lock;
use lensbook::io::{load, publish};
use lensbook::outputs::{Output, Renderer};
use lensbook::site::UrlPath;
use lensbook::snapshot::{Digest, ProjectPath, Snapshot};
use lensbook::source::markdown::Settings;
use proptest::prelude::*;

use crate::support::properties::{cases, options};
use crate::support::sandbox::{Sandbox, Tree, digest, run, tree};

// --- Edits -----------------------------------------------------------------------------------------------------

/// Files that edits touch.
const FILES: [&str; 12] = [
    "content/index.md",
    "content/a.md",
    "content/plays/index.md",
    "content/plays/b.md",
    "content/plays/c.md",
    "content/articles/deep/d.md",
    "content/terms.yaml",
    "content/dimensions.yaml",
    "content/pic.svg",
    "static/robots.txt",
    "lensbook.yaml",
    "themes/default/templates/home.html",
];

/// What an edit may write into each.
fn texts(file: &str) -> &'static [&'static str] {
    match file {
        "content/terms.yaml" => &[
            "- id: t\n  title: Term\n  definitions: [{text: One.}]\n",
            "- id: t\n  title: Other\n  definitions: [{text: 'Two, see [[a]].'}]\n- id: u\n  title: U\n  definitions: [{text: x}]\n",
            "- id: [\n",
            "",
        ],
        "content/dimensions.yaml" => {
            &["- id: d\n  title: D\n  definition: x\n", "- id: d\n  title: D2\n  definition: \"y [x](a.md)\"\n"]
        }
        "content/pic.svg" => &["<svg width=\"4\" height=\"3\"/>", "<svg width=\"40\" height=\"30\"/>", "no picture"],
        "static/robots.txt" => &["one", "two"],
        "lensbook.yaml" => &["title: One\n", "urls: pretty\n", "markdown: {smart_punctuation: false}\n", "titel: x\n"],
        "themes/default/templates/home.html" => {
            &["{% extends \"default/base.html\" %}{% block main %}mine {{ body }}{% endblock main %}", "{% if %}"]
        }
        _ => &[
            "---\ntitle: One\nsummary: x\nkind: article\n---\nWords -- \"and\" more.\n\n## Part\n",
            "---\ntitle: Two\nsummary: x\nkind: article\n---\n[[a]] [a](/a.md) ![p](/pic.svg) [[t]]\n",
            "---\ntitle: Three\nsummary: x\nkind: article\nstatus: draft\n---\n",
            "# Four\n\n![[b]] [[b#part]] <b>x</b>\n",
            "---\ntitle: Five\nkind: article\nid: d\norder: 2\n---\n",
            "---\ntitle: [\n---\n",
            "\u{feff}# Six\r\n\r\nwords\r\n",
        ],
    }
}

#[derive(Clone, Debug)]
enum Edit {
    Write(usize, usize),
    Delete(usize),
    Rename(usize, usize),
    Touch(usize),
}

fn edits() -> impl Strategy<Value = Vec<Vec<Edit>>> {
    let file = 0..FILES.len();
    let edit = prop_oneof![
        6 => (file.clone(), 0..7_usize).prop_map(|(file, text)| Edit::Write(file, text)),
        2 => file.clone().prop_map(Edit::Delete),
        1 => (1..6_usize, 1..6_usize).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => file.prop_map(Edit::Touch),
    ];
    prop::collection::vec(prop::collection::vec(edit, 1..4), 1..9)
}

fn apply(book: &Sandbox, edit: &Edit) {
    match edit {
        Edit::Write(file, text) => {
            let all = texts(FILES[*file]);
            book.write(FILES[*file], all[text % all.len()]);
        }
        Edit::Delete(file) => drop(fs::remove_file(book.path(FILES[*file]))),
        Edit::Rename(from, to) => {
            let to = book.path(FILES[*to]);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            drop(fs::rename(book.path(FILES[*from]), to));
        }
        Edit::Touch(file) => {
            if let Ok(bytes) = fs::read(book.path(FILES[*file])) {
                book.write(FILES[*file], bytes);
            }
        }
    }
}

struct Built {
    snapshot: Snapshot,
    build: Build,
    /// Why nothing was published.
    failure: Option<String>,
}

fn build_into(root: &Path, output: &Path, memo: &mut Memo) -> Built {
    let (snapshot, loaded) = load::load(root);
    let built = build(&snapshot, loaded, options(), &|_| {}, memo);
    let failed = built.theme.is_none() || built.problems.iter().any(is_error);
    let mut failure = failed.then(|| "problems".to_owned());
    if let (false, Some(theme)) = (failed, &built.theme) {
        let renderer = Renderer::new(&built.site, &built.findings, theme, &snapshot);
        let render = |output: &Output| renderer.render(output);
        let published = Lock::take(output, &|_| ())
            .and_then(|lock| publish::publish(&lock, Digest::of(b""), &built.outputs, &render, &|| ()));
        failure = published.err().map(|failure| format!("{failure:?}"));
    }
    Built { snapshot, build: built, failure }
}

/// How many content files the next build has to read, when `before` was read last.
fn unread(
    before: &BTreeMap<ProjectPath, (Digest, Settings)>,
    now: &BTreeMap<ProjectPath, (Digest, Settings)>,
) -> usize {
    now.iter().filter(|(path, digest)| before.get(*path) != Some(digest)).count()
}

fn digests(built: &Built) -> BTreeMap<ProjectPath, (Digest, Settings)> {
    let settings = built.build.site.config.markdown;
    built.snapshot.below("content").map(|file| (file.path.clone(), (file.digest, settings))).collect()
}

proptest! {
    #![proptest_config(cases(12))]

    /// Building into what is there equals a clean build, and what is remembered changes nothing.
    #[test]
    fn edits_then_a_build_equal_a_clean_build(rounds in edits()) {
        let book = Sandbox::small();
        let (output, fresh) = (book.above().join("out"), book.above().join("fresh"));
        let mut memo = Memo::default();
        let mut before = BTreeMap::new();
        let mut published = Tree::new();
        for round in rounds {
            for edit in &round {
                apply(&book, edit);
            }
            let kept = build_into(&book.root(), &output, &mut memo);
            let now = digests(&kept);
            prop_assert_eq!(memo.parsed, unread(&before, &now));
            before = now;
            let _ = fs::remove_dir_all(&fresh);
            let clean = build_into(&book.root(), &fresh, &mut Memo::default());
            prop_assert_eq!(&kept.build.problems, &clean.build.problems);
            prop_assert_eq!(&kept.failure, &clean.failure);
            if kept.failure.is_none() {
                published = tree(&fresh);
            }
            prop_assert_eq!(tree(&output), published.clone());
        }
    }
}

// --- Circumstances -----------------------------------------------------------------------------------------------

#[test]
fn fifty_perturbed_builds_give_one_hash() {
    let first = Sandbox::new(&[]);
    first.expect(0, &["init", "book"]);
    let book = first.path("book");
    let long = format!("content/articles/{}.md", "lang-ü".repeat(25));
    fs::write(book.join(long), "---\ntitle: Zürich\nid: z\nsummary: x\n---\n![p](../p.svg)\n").unwrap();
    fs::write(book.join("content/p.svg"), "<svg width=\"4\" height=\"3\"/>").unwrap();
    let files: Vec<(String, Vec<u8>)> = tree(&book).into_iter().filter(|(path, _)| !path.ends_with('/')).collect();
    let mut hashes = BTreeMap::new();
    let zones = ["UTC", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu", "nonsense"];
    let tongues = ["C", "de_DE.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8", ""];
    for round in 0..50_usize {
        let place = Sandbox::new(&[]);
        let root = place.path(&format!("somewhere-{round}/{}", "x".repeat(round % 9 + 1)));
        let mut order: Vec<_> = files.iter().collect();
        let turn = round % order.len();
        order.rotate_left(turn);
        if round % 2 == 1 {
            order.reverse();
        }
        for (path, bytes) in order {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), bytes).unwrap();
        }
        let mask = ["022", "077", "002", "027"][round % 4];
        let mut command = Command::new("sh");
        command.args(["-c", &format!("umask {mask}; exec \"$0\" build -q --as-of 2026-10-01 --root \"$1\"")]);
        command.args([env!("CARGO_BIN_EXE_lensbook"), root.to_str().unwrap()]);
        command.env("TZ", zones[round % 5]).env("LANG", tongues[round / 5 % 5]).env("LC_ALL", tongues[round % 5]);
        command.env("RAYON_NUM_THREADS", (round % 7 + 1).to_string()).env("USER", "zz-user").env("HOSTNAME", "zz-host");
        command.env("SOURCE_DATE_EPOCH", (round * 1_000_000).to_string()).current_dir(place.above());
        let run = run(&mut command);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
        let site = tree(&root.join("public"));
        for (path, bytes) in &site {
            let text = String::from_utf8_lossy(bytes);
            for trace in [place.above().to_str().unwrap(), "somewhere-", "zz-user", "zz-host"] {
                assert!(!text.contains(trace), "{path} holds {trace}");
            }
        }
        hashes.entry(digest(&site)).or_insert_with(Vec::new).push(round);
    }
    assert_eq!(hashes.len(), 1, "{hashes:?}");
}

// --- Paths -----------------------------------------------------------------------------------------------------

fn path() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("..".to_owned()),
        Just(".".to_owned()),
        Just(String::new()),
        Just("index.html".to_owned()),
        Just("a".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("%2e%2e".to_owned()),
        Just("C:".to_owned()),
        Just("a:b#c?d".to_owned()),
        Just("ü".repeat(90)),
        "\\PC{0,12}",
    ];
    prop::collection::vec(part, 0..7).prop_map(|parts| parts.join("/"))
}

fn is_normal(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// Where a link leads, as a browser sees it.
fn follow(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop()?;
            }
            "." => {}
            _ => parts.push(part),
        }
    }
    Some(decoded(&parts.join("/")))
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        if *first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&tail[..2]).unwrap(), 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap()
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn paths_never_escape(a in path(), b in path()) {
        if let Some(inside) = ProjectPath::new(&a) {
            prop_assert!(is_normal(inside.as_str()));
            prop_assert_eq!(ProjectPath::new(inside.as_str()), Some(inside.clone()));
            if let Some(joined) = inside.join(&b) {
                prop_assert!(is_normal(joined.as_str()));
            }
        }
        let url = UrlPath::new(&a);
        prop_assert!(url.as_str().is_empty() || is_normal(url.as_str()));
        prop_assert!(url.as_str().split('/').all(|part| part.len() <= 120));
        prop_assert_eq!(UrlPath::new(url.as_str()), url);
    }

    #[test]
    fn links_lead_where_they_should(a in path(), b in path(), pretty: bool) {
        let url = |path: &str| Some(UrlPath::new(path)).filter(|url| !url.as_str().is_empty()).unwrap_or(UrlPath::new("index.html"));
        let (from, to) = (url(&a), url(&b));
        let link = from.to(&to, pretty);
        prop_assert!(link.is_ascii() && !link.starts_with('/') && !link.contains([':', '?', '#', ' ', '"']), "{}", link);
        let plain: Vec<String> = from.as_str().split('/').map(|part| part.replace('%', "%25")).collect();
        let found = follow(&plain.join("/"), &link);
        let whole = to.as_str();
        let expected = match whole.strip_suffix("index.html") {
            Some(folder) if pretty && (folder.is_empty() || folder.ends_with('/')) => folder,
            _ => whole,
        };
        prop_assert_eq!(found.as_deref(), Some(expected), "{} → {} by {}", from, to, link);
    }
}
