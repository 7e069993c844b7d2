//! What every kind of page must bring along, whichever kinds there are: walks the registry.

use std::collections::BTreeSet;

use lensbook::kinds;
use lensbook::page::{COMMON_FIELDS, Field, KindSpec, Type};
use lensbook::schema;
use lensbook::snapshot::{File, ProjectPath};
use lensbook::theme;
use serde_json::Value;

use crate::support::playbook;

#[test]
fn names_and_folders_are_unique() {
    let mut seen = BTreeSet::new();
    for kind in kinds::all() {
        // A word without a plural, such as evidence, is both.
        for name in BTreeSet::from([kind.name, kind.folder]) {
            assert!(seen.insert(name), "`{name}` is taken");
            assert!(name.chars().all(|c| c.is_ascii_lowercase()), "`{name}` should be one lower-case word");
        }
        assert!(kinds::by_name(kind.name).is_some_and(|found| found.folder == kind.folder));
        assert!(kinds::by_folder(kind.folder).is_some_and(|found| found.name == kind.name));
    }
}

#[test]
fn kinds_and_fields_are_documented() {
    for kind in kinds::all() {
        sentence(kind.doc, kind.name);
        for field in kind.fields {
            documented(field, kind.name);
            let common = COMMON_FIELDS.iter().any(|common| common.name == field.name);
            assert!(!common, "{}: every page has a field `{}`", kind.name, field.name);
        }
        for field in kind.derived {
            documented(field, kind.name);
        }
    }
    for field in COMMON_FIELDS {
        documented(field, "every page");
    }
}

/// A field, and those of its groups.
fn documented(field: &Field, whose: &str) {
    let name = format!("{whose} · {}", field.name);
    sentence(field.doc, &name);
    assert!(!field.example.trim().is_empty(), "{name} has no example");
    let key = |c: char| c.is_ascii_lowercase() || c == '_';
    assert!(field.name.chars().all(key), "{name}: keys are lower case, with `_` between words");
    for part in parts(&field.ty) {
        documented(part, &name);
    }
}

fn parts(ty: &Type) -> &'static [Field] {
    match ty {
        Type::Object(fields) | Type::RefOrObject(_, fields) => fields,
        Type::List(item) | Type::Map(item) => parts(item),
        _ => &[],
    }
}

fn sentence(doc: &str, whose: &str) {
    assert!(doc.len() > 8, "{whose} is not documented");
    assert!(doc.ends_with(['.', ':', '`']), "{whose}: `{doc}` is no sentence");
}

/// Each field's example is a value that the field takes.
#[test]
fn examples_of_fields_can_be_read() {
    for kind in kinds::all() {
        for field in kind.fields.iter().chain(COMMON_FIELDS).filter(|field| field.name != "kind") {
            let others = required(kind, field.name);
            let space = if field.example.starts_with('\n') { "" } else { " " };
            let entry = format!("{}:{space}{}\n{others}", field.name, field.example);
            let title = if field.name == "title" { "" } else { "title: An example\n" };
            let text = format!("---\n{title}{entry}---\n");
            let problems: Vec<String> = lower(kind, &text)
                .into_iter()
                .filter(|problem| !["minutes-mismatch", "part-unknown", "cell-missing"].contains(&problem.code.name))
                .filter(|problem| problem.severity == lensbook::diagnostic::Severity::Error)
                .map(|problem| problem.message)
                .collect();
            assert_eq!(problems, [""; 0], "{} · {}:\n{text}", kind.name, field.name);
        }
    }
}

/// The required fields of a kind but `except`, with their examples.
fn required(kind: &KindSpec, except: &str) -> String {
    let fields = kind.fields.iter().filter(|field| field.required && field.name != except);
    let space = |field: &Field| if field.example.starts_with('\n') { "" } else { " " };
    fields.flat_map(|field| [field.name, ":", space(field), field.example, "\n"]).collect()
}

fn lower(kind: &KindSpec, text: &str) -> Vec<lensbook::diagnostic::Diagnostic> {
    let path = ProjectPath::new(&format!("content/{}/example.md", kind.folder)).unwrap();
    let (_, problems) = kinds::lower(&File::new(path, text.as_bytes()), &kinds::Reading::default());
    problems
}

/// The example of each kind builds without any problem beside what it refers to.
#[test]
fn examples_build() {
    for kind in kinds::all() {
        let text = kind.example;
        let id = text.lines().find_map(|line| line.strip_prefix("id: ")).unwrap_or("example");
        let mut fixture = format!("//- content/{}/{id}.md\n{text}", kind.folder);
        // A play that nothing leads to is advice; here a canvas leads to it.
        let canvas = playbook::around().into_iter().find(|file| file.path.as_str() == "content/canvases/small.md");
        let canvas = String::from_utf8(canvas.unwrap().bytes().to_vec()).unwrap();
        let more =
            canvas.replace("- play: journey-map\n", &format!("- play: journey-map\n              - play: {id}\n"));
        if kind.name == "play" {
            fixture.push_str(&format!("//- content/canvases/small.md\n{more}"));
        }
        let without = |path: &str| format!("//- {path}\n[]\n");
        let own = format!("content/{}.yaml", kind.folder);
        let taken = playbook::around().iter().any(|file| {
            file.path.as_str() == own && String::from_utf8_lossy(file.bytes()).contains(&format!("- id: {id}\n"))
        });
        if taken {
            fixture.push_str(&without(&own));
        }
        let mut checked = playbook::check(&fixture);
        checked.problems.retain(|problem| !["title-duplicate", "page-orphan"].contains(&problem.code.name));
        assert_eq!(checked.human(), "no problems\n", "{}", kind.name);
    }
}

#[test]
fn the_default_theme_has_a_template() {
    let files: BTreeSet<String> = theme::bundled().map(|file| file.path.to_string()).collect();
    for kind in kinds::all() {
        let path = format!("themes/default/templates/kinds/{}.html", kind.name);
        assert!(files.contains(&path), "{path} is missing");
    }
}

#[test]
fn schemas_are_well_formed() {
    for kind in kinds::all() {
        let schema = schema::of_kind(kind);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["title"], kind.name);
        well_formed(&schema, kind.name);
        for field in kind.fields.iter().chain(COMMON_FIELDS) {
            assert!(schema["properties"][field.name].is_object(), "{} · {}", kind.name, field.name);
        }
    }
}

/// A schema as JSON Schema 2020-12 defines it, so far as ours use it: known keywords, each with a value of its type.
fn well_formed(schema: &Value, place: &str) {
    let map = schema.as_object().unwrap_or_else(|| panic!("{place} is no object"));
    let types = ["string", "number", "integer", "boolean", "object", "array", "null"];
    for (key, value) in map {
        let place = format!("{place}/{key}");
        match key.as_str() {
            "$schema" | "title" | "description" | "format" => assert!(value.is_string(), "{place}"),
            "minimum" | "maximum" => assert!(value.is_number(), "{place}"),
            "examples" | "enum" => assert!(value.as_array().is_some_and(|values| !values.is_empty()), "{place}"),
            "type" => {
                let names: Vec<&str> = value.as_array().map_or_else(
                    || value.as_str().into_iter().collect(),
                    |names| names.iter().filter_map(Value::as_str).collect(),
                );
                assert!(!names.is_empty() && names.iter().all(|name| types.contains(name)), "{place}: {value}");
            }
            "required" => {
                for name in value.as_array().unwrap_or_else(|| panic!("{place}")) {
                    assert!(map["properties"].get(name.as_str().unwrap()).is_some(), "{place}: {name}");
                }
            }
            "properties" => {
                for (name, schema) in value.as_object().unwrap_or_else(|| panic!("{place}")) {
                    well_formed(schema, &format!("{place}/{name}"));
                }
            }
            "additionalProperties" if value.is_boolean() => {}
            "items" | "additionalProperties" => well_formed(value, &place),
            "anyOf" => value.as_array().unwrap().iter().for_each(|schema| well_formed(schema, &place)),
            _ => panic!("{place}: no keyword that is used here"),
        }
    }
}
