//! Every word that templates and Markdown forms ask for is there in each language that comes along: nothing is shown by its key.

use std::collections::BTreeSet;

use lensbook::kinds;
use lensbook::page::{Field, Type};
use lensbook::theme;
use serde_json::Value;

const LANGUAGES: [&str; 2] = ["en", "de"];

/// The words of the theme `name` in `language` alone, without what it takes from English.
fn words(name: &str, language: &str) -> Value {
    let wanted = format!("themes/{name}/i18n/{language}.yaml");
    let file = theme::bundled().find(|file| file.path.as_str() == wanted).unwrap();
    let text = file.text().unwrap();
    lensbook::source::yaml::parse(&file.path, &text, 0..text.len()).0.unwrap().json()
}

/// What the Markdown form of a page of kind `kind` asks words for: its fields, those of groups too, and what they may hold.
fn asked(fields: &[Field], into: &mut BTreeSet<&'static str>) {
    fn of_type(ty: &Type, into: &mut BTreeSet<&'static str>) {
        match ty {
            Type::List(item) | Type::Map(item) => of_type(item, into),
            Type::Object(fields) | Type::RefOrObject(_, fields) => asked(fields, into),
            Type::Choice(words) => into.extend(words.iter()),
            _ => {}
        }
    }
    for field in fields.iter().filter(|field| !matches!(field.ty, Type::Id)) {
        into.insert(field.name);
        of_type(&field.ty, into);
    }
}

#[test]
fn every_field_and_every_choice_has_a_word() {
    let mut missing = Vec::new();
    for language in LANGUAGES {
        let words = words("default", language);
        let is_word = |word: Option<&Value>| word.and_then(Value::as_str).is_some_and(|word| !word.contains('{'));
        for kind in kinds::all() {
            let mut keys = BTreeSet::new();
            asked(kind.fields, &mut keys);
            let has = |key: &&&str| ["fields", kind.name].iter().any(|group| is_word(words[*group].get(**key)));
            missing.extend(keys.iter().filter(|key| !has(key)).map(|key| format!("{language} {}.{key}", kind.name)));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The keys of `words`, those of groups with what holds them.
fn keys(words: &Value, path: &str, into: &mut BTreeSet<String>) {
    let Value::Object(map) = words else { return };
    for (key, value) in map {
        let path = format!("{path}.{key}");
        keys(value, &path, into);
        into.insert(path);
    }
}

#[test]
fn languages_have_the_same_words() {
    for theme in ["default", "handbook"] {
        let [first, second] = LANGUAGES.map(|language| {
            let mut all = BTreeSet::new();
            keys(&words(theme, language), "", &mut all);
            all
        });
        let differ: Vec<&String> = first.symmetric_difference(&second).collect();
        assert!(differ.is_empty(), "{theme}: {differ:#?}");
    }
}
