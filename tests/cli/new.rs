//! `lensbook new`: what it writes checks without an error, in a playbook that holds much, little or nothing.

#![expect(clippy::disallowed_methods, reason = "the command writes to the disk")]

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Output};

use lensbook::build::{Memo, build, is_error};
use lensbook::diagnostic::Diagnostic;
use lensbook::io::load;
use lensbook::kinds;
use lensbook::site::Options;
use lensbook::snapshot::File;

use crate::support::playbook::TODAY;
use crate::support::process;

fn lensbook(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lensbook"));
    command.env("SOURCE_DATE_EPOCH", "1795219200").args(arguments);
    if arguments.first() != Some(&"init") {
        command.arg("--root").arg(root);
    }
    process::output(&mut command)
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Makes a page of each kind; gives those that were refused, with the reasons.
fn make_all(root: &Path) -> Vec<String> {
    let mut refused = Vec::new();
    for kind in kinds::all() {
        let done = lensbook(root, &["new", kind.name, &format!("A \"new\" {}: #1", kind.name)]);
        if !done.status.success() {
            refused.push(stderr(&done));
        }
    }
    refused
}

fn sample(into: &Path) {
    for entry in load::load(Path::new(env!("CARGO_MANIFEST_DIR"))).0.below("content") {
        let path = into.join(entry.path.as_str());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, entry.bytes()).unwrap();
    }
}

/// Checks as they are, and as readers will see them.
fn sound(root: &Path) {
    for arguments in [&["check"][..], &["check", "--drafts"]] {
        let done = lensbook(root, arguments);
        assert!(done.status.success(), "{arguments:?}\n{}", stderr(&done));
    }
}

#[test]
fn new_pages_have_no_errors() {
    let project = tempfile::tempdir().unwrap();
    let [full, small, bare] = ["full", "small", "bare"].map(|name| project.path().join(name));
    sample(&full);
    assert!(lensbook(&small, &["init", small.to_str().unwrap()]).status.success());
    fs::create_dir_all(bare.join("content")).unwrap();
    for root in [&full, &small] {
        assert_eq!(make_all(root), [""; 0]);
        sound(root);
    }
    // Where nothing is there yet, the first framework serves the case, but evidence has to wait for a source.
    let refused = make_all(&bare);
    let expected = "error: a piece of evidence needs `source`, the id of a source, and this playbook has none\n  help: write that first: `lensbook new source TITLE`\n";
    assert_eq!(refused, [expected]);
    sound(&bare);
    assert!(lensbook(&bare, &["new", "evidence", "At last"]).status.success());
    sound(&bare);
}

#[test]
fn a_new_page_names_an_owner_that_there_is() {
    let project = tempfile::tempdir().unwrap();
    let root = project.path().join("small");
    assert!(lensbook(&root, &["init", root.to_str().unwrap()]).status.success());
    assert!(lensbook(&root, &["new", "play", "Mine"]).status.success());
    let text = fs::read_to_string(root.join("content/plays/mine.md")).unwrap();
    let owner = text.lines().find_map(|line| line.strip_prefix("#owner: ")).unwrap();
    let roles = fs::read_to_string(root.join("content/roles.yaml")).unwrap();
    assert!(roles.contains(&format!("- id: {owner}\n")), "{owner}\n{roles}");
    let configuration = fs::read_to_string(root.join("lensbook.yaml")).unwrap();
    assert!(configuration.contains(&format!("owner: {owner}\n")), "{configuration}");
}

/// Each field that is left out can be taken in by taking away the `#` before its lines, alone.
#[test]
fn comments_in_new_pages_can_be_undone() {
    let project = tempfile::tempdir().unwrap();
    let root = project.path().join("playbook");
    assert!(lensbook(&root, &["init", root.to_str().unwrap()]).status.success());
    let (mut snapshot, _) = load::load(&root);
    assert_eq!(make_all(&root), [""; 0]);
    let (made, _) = load::load(&root);
    let options = Options { as_of: TODAY.parse().unwrap(), drafts: true };
    let mut memo = Memo::default();
    let new: Vec<File> =
        made.below("content").filter(|file| snapshot.get(file.path.as_str()).is_none()).cloned().collect();
    assert_eq!(new.len(), kinds::all().len());
    for file in &new {
        let text = String::from_utf8(file.bytes().to_vec()).unwrap();
        let fields = fields(&text);
        assert!(fields.len() > 5, "{text}");
        for lines in &fields {
            let file = File::new(file.path.clone(), undone(&text, std::slice::from_ref(lines)).as_bytes());
            let (_, problems) = kinds::lower(&file, &kinds::Reading::default());
            none(&problems, &file);
        }
        let all = File::new(file.path.clone(), undone(&text, &fields).as_bytes());
        snapshot.insert(all.clone());
        none(&build(&snapshot, Vec::new(), options, &|_| {}, &mut memo).problems, &all);
        snapshot.insert(file.clone());
    }
}

fn none(problems: &[Diagnostic], file: &File) {
    // An entry of an agenda is one thing: to have this, one takes the other away.
    let instead = [
        "this entry is both `play` and `break`",
        "this entry is both `break` and `do`",
        // Options need `answer: choice`, where the template shows `answer: scale`.
        "these options are not shown",
    ];
    let errors = problems.iter().filter(|problem| is_error(problem)).map(|problem| problem.message.as_str());
    let errors: Vec<&str> = errors.filter(|message| !instead.contains(message)).collect();
    assert_eq!(errors, [""; 0], "{}:\n{}", file.path, String::from_utf8_lossy(file.bytes()));
}

/// The lines of each field that is left out; but for those that say there is nothing to name.
fn fields(text: &str) -> Vec<Range<usize>> {
    let lines: Vec<&str> = text.lines().collect();
    let is_value = |line: &str| line.strip_prefix('#').is_some_and(|rest| !is_told(rest));
    let mut all = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let length = lines[at..].iter().take_while(|line| is_value(line)).count();
        if length > 0 && !lines[at - 1].contains("There is no ") {
            all.push(at..at + length);
        }
        at += length.max(1);
    }
    all
}

/// The text with these lines taken in.
fn undone(text: &str, fields: &[Range<usize>]) -> String {
    let line = |(number, line): (usize, &str)| {
        let taken = fields.iter().any(|lines| lines.contains(&number));
        format!("{}\n", if taken { line.strip_prefix('#').unwrap_or(line) } else { line })
    };
    text.lines().enumerate().map(line).collect()
}

/// Whether what follows a `#` at the start of a line explains: a blank, and then no further one.
fn is_told(rest: &str) -> bool {
    rest.strip_prefix(' ').is_some_and(|rest| !rest.starts_with(' '))
}

#[test]
fn groups_are_explained() {
    let project = tempfile::tempdir().unwrap();
    fs::create_dir(project.path().join("content")).unwrap();
    assert!(lensbook(project.path(), &["new", "canvas", "Lens"]).status.success());
    let text = fs::read_to_string(project.path().join("content/canvases/lens.md")).unwrap();
    for told in [
        "  # What it hands to the next stage.",
        "            # Follow-up questions.\n#            probes: [Who has not this quarter?]",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
}

#[test]
fn an_id_that_is_taken_is_refused() {
    let project = tempfile::tempdir().unwrap();
    let root = project.path();
    fs::create_dir(root.join("content")).unwrap();
    assert!(lensbook(root, &["new", "term", "Touchpoint"]).status.success());
    let done = lensbook(root, &["new", "article", "Touchpoint"]);
    assert_eq!(done.status.code(), Some(2));
    let expected =
        "error: the id `touchpoint` is taken: content/terms/touchpoint.md has it\n  help: choose another title\n";
    assert_eq!(stderr(&done), expected);
    assert!(!root.join("content/articles").exists());
}
