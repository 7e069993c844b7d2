//! What Markdown of other tools becomes, file by file, in cases of `cases/import`; and that all of it builds.

use lensbook::import::{Imported, Tree, import, sources};
use lensbook::snapshot::{File, ProjectPath};
use proptest::prelude::*;

use crate::support::{cases, fixture, playbook, properties};

fn imported(fixture: &str, outcome: &str) -> Imported {
    let mut tree = Tree::default();
    for file in fixture::files(fixture) {
        tree.add(file.path.as_str(), file.bytes().to_vec()).unwrap();
    }
    let (name, kinds) = outcome.split_once(' ').map_or((outcome, false), |(name, _)| (name, true));
    let source = sources::by_name(name).unwrap();
    import(&tree, source, kinds)
}

/// All files as a fixture shows them.
fn shown(imported: &Imported) -> String {
    let file =
        |(path, bytes): (&String, &Vec<u8>)| format!("//- {path}\n{}\n", String::from_utf8_lossy(bytes).trim_end());
    imported.files.iter().map(file).collect()
}

#[test]
fn cases_of_all_tools() {
    cases::check("import", |case| shown(&imported(&case.fixture, &case.outcome)));
}

#[test]
fn each_kind_of_source_is_known_by_its_files() {
    for case in cases::all("import") {
        let mut tree = Tree::default();
        for file in fixture::files(&case.fixture) {
            tree.add(file.path.as_str(), file.bytes().to_vec()).unwrap();
        }
        let found = lensbook::import::detect(&tree).map(lensbook::import::Source::name);
        assert_eq!(found, case.outcome.split(' ').next(), "{}", case.name);
    }
}

/// What is imported has no error: links that lead nowhere are warnings in its lensbook.yaml.
#[test]
fn what_is_imported_builds() {
    for case in cases::all("import") {
        let imported = imported(&case.fixture, &case.outcome);
        let mut snapshot: lensbook::snapshot::Snapshot = lensbook::theme::bundled().collect();
        for (path, bytes) in &imported.files {
            snapshot.insert(File::new(ProjectPath::new(path).unwrap(), bytes.clone()));
        }
        let built = playbook::built(&snapshot);
        let errors: Vec<_> = built.problems.iter().filter(|problem| lensbook::build::is_error(problem)).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", case.name);
    }
}

proptest! {
    #![proptest_config(properties::cases(64))]

    /// Any text can be imported as any tool's, and what comes of it can be read.
    #[test]
    fn any_text_is_imported(text in proptest::collection::vec(token(), 0..40).prop_map(|parts| parts.concat())) {
        for source in sources::ALL {
            let mut tree = Tree::default();
            tree.add("a.md", text.clone().into_bytes()).unwrap();
            tree.add("docs/b.mdx", text.clone().into_bytes()).unwrap();
            tree.add("c.html", text.clone().into_bytes()).unwrap();
            let imported = import(&tree, source, true);
            for (path, bytes) in &imported.files {
                let file = File::new(ProjectPath::new(path).unwrap(), bytes.clone());
                if file.path.extension() != "md" || file.path.strip("content").is_none() {
                    continue;
                }
                let (_, problems) = lensbook::kinds::lower(&file, &lensbook::kinds::Reading::default());
                let unread = problems.iter().find(|problem| problem.code.name.starts_with("yaml"));
                prop_assert!(unread.is_none(), "{unread:?} in {}", String::from_utf8_lossy(bytes));
            }
        }
    }
}

fn token() -> impl Strategy<Value = String> {
    let known = [
        "\n", "\n\n", "    ", "- ", "> ", "> [!NOTE]- x\n", "!!! note \"a\"\n", ":::tip\n", ":::", "```\n", "`",
        "{% raw %}", "{% endraw %}", "{{< x >}}", "{{< /x >}}", "{{#include a.md}}\n", "{{", "}}", "{: .a }", "{#id}",
        "==", "^[", "]", "%%", "[[", "]]", "![[", "|", "<a href=\"b\">", "</a>", "<div>", "<X y={1}>", "<!--", "-->",
        "<", ">", "# ", "---\n", "+++\n", "a: b\n", "[a](b)", "[a]: b\n", "word ", ":x:", "=== \"T\"\n",
        "--8<-- \"a.md\"\n", "\u{e000}", "\u{e001}", "ä", "&amp;", "\\", "*", "_", "$", "~",
    ];
    prop_oneof![9 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,4}"]
}
