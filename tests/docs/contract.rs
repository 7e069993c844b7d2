//! The bundled themes use nothing but what the guide says that there is: each field of each value, each word, each component
//! and variable. A theme of a project can rest on the guide as they do.

use std::collections::{BTreeMap, BTreeSet};

use lensbook::page::{COMMON_FIELDS, Field, Type};
use lensbook::snapshot::File;
use lensbook::{kinds, theme};

/// The files of the bundled themes in folders of this name, with their text.
fn bundled(folder: &str) -> Vec<(String, String)> {
    let text = |file: File| (file.path.as_str().to_owned(), file.text().unwrap().into_owned());
    let inside = |file: &File| file.path.as_str().contains(&format!("/{folder}/")) && file.path.extension() != "png";
    theme::bundled().filter(inside).map(text).collect()
}

fn guide() -> String {
    lensbook::docs::pages().into_iter().find(|(name, _)| *name == "themes.md").unwrap().1
}

/// The fields of each type that the guide tells of.
fn types() -> BTreeMap<String, BTreeSet<String>> {
    let field = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
    let guide = guide();
    let parts = guide.split("\n### ").skip(1);
    parts.map(|part| (part.lines().next().unwrap().to_owned(), part.lines().filter_map(field).collect())).collect()
}

/// The names of `fields` and of all fields within them.
fn names(fields: &[Field], into: &mut BTreeSet<String>) {
    fn inner(ty: &Type) -> Option<&'static [Field]> {
        match ty {
            Type::List(item) | Type::Map(item) => inner(item),
            Type::Object(fields) | Type::RefOrObject(_, fields) => Some(fields),
            _ => None,
        }
    }
    for field in fields {
        into.insert(field.name.to_owned());
        if let Some(fields) = inner(&field.ty) {
            names(fields, into);
        }
    }
}

/// What stands between the braces of a template, without text in quotes and comments.
fn code(template: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        rest = &rest[at..];
        let close = match rest.as_bytes().get(1) {
            Some(b'#') => "#}",
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                rest = &rest[1..];
                continue;
            }
        };
        let end = rest.find(close).unwrap() + 2;
        if close != "#}" {
            let inside = rest[2..end - 2].replace("\\\"", "").replace("...", " ");
            let mut quoted = inside.split('"');
            let plain: Vec<&str> = std::iter::from_fn(|| {
                let plain = quoted.next();
                quoted.next();
                plain
            })
            .collect();
            found.push(plain.join("\"\""));
        }
        rest = &rest[end..];
    }
    found
}

/// The chains of names in an expression: `page.fields.run` as `["page", "fields", "run"]`. An index ends one.
fn chains(code: &str) -> Vec<Vec<String>> {
    let name = |c: char| c.is_alphanumeric() || c == '_';
    let mut found: Vec<Vec<String>> = Vec::new();
    for word in code.split(|c: char| !(name(c) || c == '.' || c == '?')) {
        let chain: Vec<String> = word.split(['.', '?']).filter(|part| !part.is_empty()).map(str::to_owned).collect();
        if word.contains('.') && !chain.is_empty() && !word.starts_with(|c: char| c.is_numeric()) {
            found.push(if word.starts_with(['.', '?']) { [vec![String::new()], chain].concat() } else { chain });
        }
    }
    found
}

/// Names of variables that are views of this type wherever a template has them.
const KNOWN: [(&str, &str); 6] = [
    ("page", "PageView"),
    ("site", "SiteView"),
    ("section", "SectionView"),
    ("reading", "ReadingPosition"),
    ("state", "State"),
    ("card", "Card"),
];

#[test]
fn bundled_templates_use_fields_that_the_guide_tells_of() {
    let types = types();
    let mut any: BTreeSet<String> = types.values().flatten().cloned().collect();
    names(COMMON_FIELDS, &mut any);
    for kind in kinds::all() {
        names(kind.fields, &mut any);
        names(kind.derived, &mut any);
    }
    // What the guide says of references and durations, the index and ends of loops, diagrams, titles of rows that are references.
    any.extend(["text", "iso", "minutes", "index", "index0", "last", "first", "id", "aside"].map(str::to_owned));
    any.extend(["flow", "ladder", "flywheel", "profile"].map(str::to_owned));
    // What it says of `papers`.
    any.extend(["poster", "poster_svg", "empty", "empty_svg", "cards"].map(str::to_owned));
    any.extend(settings());
    let mut unknown = BTreeSet::new();
    for (path, text) in bundled("templates") {
        for code in code(&text).iter().filter(|code| !code.trim_start_matches('-').trim_start().contains("component "))
        {
            for chain in chains(code).iter().filter(|chain| chain[0] != "t" && !is_component(chain)) {
                let ty = KNOWN.iter().find(|(name, _)| *name == chain[0]).map(|(_, ty)| &types[*ty]);
                let known = |(at, name): (usize, &String)| {
                    if at == 0 { ty.unwrap_or(&any).contains(name) } else { any.contains(name) }
                };
                if !chain[1..].iter().enumerate().all(known) {
                    unknown.insert(format!("{path}: {}", chain.join(".")));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

/// Whether a chain is the name of a component, which has a dot, too: `list.any`.
fn is_component(chain: &[String]) -> bool {
    chain[0] == "list"
        && (["any", "frame", "title"].contains(&chain[1].as_str()) || kinds::by_name(&chain[1]).is_some())
}

/// What a project can set in the bundled themes.
fn settings() -> BTreeSet<String> {
    let file = |file: File| file.text().unwrap().into_owned();
    let texts = theme::bundled().filter(|file| file.path.as_str().ends_with("/theme.yaml")).map(file);
    let name =
        |line: &str| Some(line.strip_prefix("  ")?.strip_suffix(':')?.to_owned()).filter(|name| !name.starts_with(' '));
    texts.flat_map(|text| text.lines().filter_map(name).collect::<Vec<_>>()).collect()
}

#[test]
fn bundled_templates_use_words_that_there_are() {
    for theme in ["default", "handbook"] {
        let mut words = serde_json::Map::new();
        for (path, text) in bundled("i18n")
            .iter()
            .filter(|(path, _)| path.ends_with("/en.yaml") && (path.contains("default") || path.contains(theme)))
        {
            let path = lensbook::snapshot::ProjectPath::new(path).unwrap();
            let node = lensbook::source::yaml::parse(&path, text, 0..text.len()).0.unwrap();
            words.extend(node.json().as_object().unwrap().clone());
        }
        for (path, text) in bundled("templates").iter().filter(|(path, _)| path.contains(theme)) {
            for chain in code(text).iter().flat_map(|code| chains(code)).filter(|chain| chain[0] == "t") {
                let mut at = words.get(&chain[1]);
                for part in &chain[2..] {
                    at = at.and_then(|value| value.get(part));
                }
                assert!(at.is_some(), "{path}: {} has no words", chain.join("."));
            }
        }
    }
}

#[test]
fn every_type_that_the_guide_names_is_in_it() {
    let guide = guide();
    let types = types();
    for part in guide.split("](#").skip(1) {
        let target = part.split_once(')').unwrap().0;
        assert!(
            guide
                .lines()
                .any(|line| line.starts_with('#') && line.trim_start_matches('#').trim().to_lowercase() == target),
            "nothing is called {target}"
        );
    }
    for (name, fields) in &types {
        assert!(!fields.is_empty(), "{name} has no fields");
    }
    let views = ["Frame", "KindPage", "SiteView", "State", "NewsDay", "List", "Group", "Excerpt", "SurveyView"];
    assert!(views.iter().all(|name| types.contains_key(*name)));
}

#[test]
fn the_guide_tells_of_every_block_and_template() {
    let guide = guide();
    for (path, text) in bundled("templates") {
        let name = path.split_once("/templates/").unwrap().1;
        let told = name.starts_with("kinds/")
            || ["base.html", "components.html"].contains(&name)
            || guide.contains(&format!("`{name}`"));
        assert!(told, "{path} is not in the guide");
        for block in text
            .split("{% block ")
            .skip(1)
            .chain(text.split("{%- block ").skip(1))
            .filter_map(|part| part.split_whitespace().next())
        {
            assert!(
                !name.ends_with("base.html") || guide.contains(&format!("| `{block}` |")),
                "the block {block} is not in the guide"
            );
        }
    }
}

#[test]
fn bundled_sheets_use_variables_that_the_guide_tells_of() {
    let guide = guide();
    for (path, text) in bundled("assets").iter().filter(|(path, _)| path.rsplit_once('.').unwrap().1 == "css") {
        for name in text.split("var(--").skip(1).filter_map(|part| part.split([')', ',']).next()) {
            assert!(guide.contains(&format!("| `--{name}` |")), "{path} uses --{name}");
        }
    }
}
