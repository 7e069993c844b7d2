//! No text runs, wherever it comes from: five hundred payloads in every field of text that any kind declares, and in every text of
//! Markdown, shown on every page that the program makes of them. A new field is among them as soon as it is declared.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use lensbook::kinds;
use lensbook::outputs::Renderer;
use lensbook::page::{COMMON_FIELDS, Field, Type};
use lensbook::snapshot::{Content, File, ProjectPath, Snapshot};
use lensbook::source::doc;
use lensbook::source::yaml::{Node, Value};
use rayon::prelude::*;

use crate::support::html::harmless;
use crate::support::playbook;

/// What breaks out of a place: the text of an element, a value in quotes, a link, a comment, a script.
const BREAKS: [&str; 20] = [
    "", "\"", "'", "\">", "'>", "`", "-->", "</script>", "</title>", "</textarea>", "]]>", "\\\"", "&quot;", "&#34;>",
    "{{", "</noscript>", "</svg>", "</style>", "\" x=\"", "\u{b}\">",
];

/// What runs once it is out.
const RUNS: [&str; 25] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    " onfocus=alert(1) autofocus contenteditable ",
    "<a href=javascript:alert(1)>a</a>",
    "[a](javascript:alert(1))",
    "![a](https://ok.example/contenteditable/autofocus/onfocus=alert(1337)//)",
    "[a](https://ok.example/\"onfocus=alert(1)//autofocus)",
    "![a\" onerror=alert(1) x=\"](https://ok.example/a.png)",
    "![a](https://ok.example/a.png \"\\\" onload=alert(1)\")",
    "<https://ok.example/\"onmouseover=alert(1)>",
    "<javascript:alert(1)>",
    "`<img src=x onerror=alert(1)>`",
    "**\"onfocus=alert(1)**",
    "<iframe srcdoc=\"<script>alert(1)</script>\">",
    "<details open ontoggle=alert(1)>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&#106;avascript:alert(1)",
    "[a]: javascript:alert(1)",
    "<math><mtext><img src=x onerror=alert(1)>",
    "<style>@import'javascript:alert(1)'</style>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=javascript:alert(1)//>",
    "<object data=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>a</button></form>",
];

/// How many payloads stand together in one place.
const TOGETHER: usize = 100;

/// All payloads, as the texts of places.
fn texts() -> Vec<String> {
    let all: Vec<String> = BREAKS.iter().flat_map(|out| RUNS.iter().map(move |run| format!("{out}{run}"))).collect();
    assert_eq!(all.len(), 500);
    // Every stride meets other neighbours, and none stands in the shadow of the one before it in all of them.
    (0..all.len() / TOGETHER)
        .map(|at| all.iter().skip(at).step_by(all.len() / TOGETHER).flat_map(|text| ["zq ", text, " "]).collect())
        .collect()
}

/// Fields of text that are checked: the name of a kind, and old addresses.
const CERTAIN: [&str; 2] = ["page.kind", "page.aliases"];

/// What the sample has no page for.
const MORE: &str =
    "---\ntitle: More\nsummary: More.\nauthor: A\nurl: https://a.example/\nlicence: CC0\npublished: 2020-01-01\n---\n";

/// Where texts of an author stand in a file, each with the name of its field.
#[derive(Default)]
struct Places(Vec<(Range<usize>, String)>);

impl Places {
    fn find(&mut self, node: &Node, ty: &Type, field: &str, is_named: bool) {
        match (&node.value, ty) {
            (Value::List(items), Type::List(item)) => {
                for node in items {
                    self.find(node, item, field, is_named);
                }
            }
            (_, Type::List(item)) => self.find(node, item, field, is_named),
            (Value::Map(entries), Type::Map(item)) => {
                for (_, node) in entries {
                    self.find(node, item, field, is_named);
                }
            }
            (Value::Map(_), Type::Object(fields) | Type::RefOrObject(_, fields)) => self.group(node, fields, field),
            // A line that means something names a part of another page.
            (Value::Text(_), Type::Line) if is_named => {}
            (Value::Text(_), Type::Line | Type::Text | Type::Any) if !CERTAIN.contains(&field) => {
                self.0.push((node.span.clone(), field.to_owned()));
            }
            _ => {}
        }
    }

    fn group(&mut self, node: &Node, fields: &[Field], whose: &str) {
        let Value::Map(entries) = &node.value else { return };
        for (key, value) in entries {
            let Some(field) = fields.iter().find(|field| Some(field.name) == key.scalar()) else { continue };
            self.find(value, &field.ty, &format!("{whose}.{}", field.name), field.relation.is_some());
        }
    }
}

/// The text fields that a group declares, by their names.
fn declared(fields: &[Field], whose: &str, names: &mut BTreeSet<String>) {
    for field in fields {
        let name = format!("{whose}.{}", field.name);
        let mut ty = &field.ty;
        while let Type::List(item) | Type::Map(item) = ty {
            ty = item;
        }
        match ty {
            Type::Object(fields) | Type::RefOrObject(_, fields) => declared(fields, &name, names),
            Type::Line if field.relation.is_some() => {}
            Type::Line | Type::Text if !CERTAIN.contains(&name.as_str()) => drop(names.insert(name)),
            _ => {}
        }
    }
}

/// The sample playbook and a page more: between them, they have every field.
fn sample() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![File::new(ProjectPath::new("content/sources/more.md").unwrap(), MORE.as_bytes())];
    let mut folders = vec![root.join("content")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                files.push(File::new(ProjectPath::new(&name).unwrap(), std::fs::read(&path).unwrap()));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// `file` with `payload` as the text of each of its places, and the names of these.
fn filled(file: &File, payload: &str, names: &mut BTreeSet<String>) -> File {
    let (Some(doc), _) = doc::parse(file) else { return file.clone() };
    let Some(data) = doc.data.as_ref() else { return file.clone() };
    let folder = file.path.as_str().split('/').nth(1).unwrap_or_default().trim_end_matches(".yaml").to_owned();
    let kind = kinds::by_folder(&folder).map_or("article", |kind| kind.name);
    let spec = kinds::by_name(kind).unwrap();
    let mut places = Places::default();
    let mut pages = vec![data];
    if let Value::List(items) = &data.value {
        pages = items.iter().collect();
    }
    for page in pages {
        places.group(page, spec.fields, kind);
        places.group(page, COMMON_FIELDS, "page");
    }
    let mut text = doc.text.clone();
    places.0.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    for (span, name) in places.0 {
        let end = if text[..span.end].ends_with('\n') { "\n" } else { "" };
        text.replace_range(span, &format!("{}{end}", serde_json::json!(payload)));
        names.insert(name);
    }
    if file.path.extension() == "md" {
        text.push_str(&format!(
            "\n\n## {payload}\n\n{payload}\n\n| {payload} |\n|---|\n| {payload} |\n\n{}\n",
            payload.replace("zq", "\n\n")
        ));
    }
    File::new(file.path.clone(), text.into_bytes())
}

/// Writes `page` where a browser is to look at it, without the policy that would stop what runs.
fn kept(at: usize, url: &str, page: &str) {
    let Ok(folder) = std::env::var("LENSBOOK_HOSTILE") else { return };
    let open = page.replacen("http-equiv=\"Content-Security-Policy\"", "name=\"policy\"", 1);
    let path = Path::new(&folder).join(at.to_string()).join(url);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, open).unwrap();
}

#[test]
fn no_payload_runs_anywhere() {
    let mut wanted = BTreeSet::new();
    for kind in kinds::all() {
        declared(kind.fields, kind.name, &mut wanted);
    }
    declared(COMMON_FIELDS, "page", &mut wanted);
    // A browser looks at the whole sample. Without one, the files that show a field which none before them shows are enough.
    let (mut sample, mut shown) = (sample(), BTreeSet::new());
    sample.retain(|file| {
        let before = shown.len();
        filled(file, "x", &mut shown);
        shown.len() > before || std::env::var_os("LENSBOOK_HOSTILE").is_some()
    });
    let filled_with = |at: usize, payload: &str| {
        let mut names = BTreeSet::new();
        let mut snapshot: Snapshot = sample.iter().map(|file| filled(file, payload, &mut names)).collect();
        lensbook::theme::bundled().for_each(|file| snapshot.insert_default(file));
        let built = playbook::built(&snapshot);
        let theme = built.theme.as_ref().unwrap();
        let renderer = Renderer::new(&built.site, &built.findings, theme, &snapshot);
        let mut pages = 0;
        for (url, output) in built.outputs.iter().filter(|(_, output)| output.is_templated()) {
            let Content::Bytes(bytes) = renderer.render(output).unwrap_or_else(|problem| panic!("{url}: {problem:?}"))
            else {
                continue;
            };
            let page = String::from_utf8(bytes.to_vec()).unwrap();
            harmless(url.as_str(), &page);
            kept(at, url.as_str(), &page);
            pages += 1;
        }
        (names, pages)
    };
    let rounds: Vec<_> = texts().par_iter().enumerate().map(|(at, payload)| filled_with(at, payload)).collect();
    for (names, pages) in &rounds {
        let missing: Vec<&String> = wanted.difference(names).collect();
        assert!(missing.is_empty(), "no page of the sample has these fields: {missing:?}");
        assert!(*pages > 60, "{pages}");
    }
}
