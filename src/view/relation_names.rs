//! What relations are called in the theme's words.

use std::collections::BTreeSet;

use crate::kinds;
use crate::page::{COMMON_FIELDS, Field, LINK, Type};

/// What relations are called as seen from the page that they lead to, in the order in which pages show them.
#[derive(Debug)]
pub(super) struct RelationNames(Vec<(&'static str, String)>);

impl RelationNames {
    /// All relations that the fields of any kind make, called as the theme's words have it: `relations.<name>`.
    pub(super) fn new(words: &serde_json::Value) -> Self {
        let mut names = Vec::new();
        for kind in kinds::all() {
            collect(kind.fields, None, &mut names);
            names.extend(kind.relations);
        }
        collect(COMMON_FIELDS, None, &mut names);
        names.push(LINK);
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(*name));
        let called = |name: &str| Some(words.get("relations")?.get(name)?.as_str()?.to_owned());
        Self(names.into_iter().map(|name| (name, called(name).unwrap_or_else(|| name.to_owned()))).collect())
    }

    /// Each relation, with what it is called.
    pub(super) fn iter(&self) -> impl Iterator<Item = &(&'static str, String)> {
        self.0.iter()
    }
}

/// The relations that references in `fields` make, within a group that means `outer`.
fn collect(fields: &'static [Field], outer: Option<&'static str>, names: &mut Vec<&'static str>) {
    for field in fields {
        let meant = field.relation.or(outer).unwrap_or(field.name);
        let mut ty = &field.ty;
        while let Type::List(item) | Type::Map(item) = ty {
            ty = item;
        }
        match ty {
            Type::Ref(_) | Type::RefOrLine(_) => names.push(meant),
            Type::Object(inner) => collect(inner, Some(meant), names),
            Type::RefOrObject(_, inner) => {
                names.push(meant);
                collect(inner, Some(meant), names);
            }
            _ => {}
        }
    }
}
