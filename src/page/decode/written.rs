//! Fields and values as an author would write them, for hints.

use crate::page::field::Field;
use crate::source::yaml::{Node, Value};

/// The id in `[[id]]`, which YAML takes for a list in a list.
pub(super) fn unwrapped(node: &Node) -> Option<&str> {
    match &node.value {
        Value::List(items) => match items.as_slice() {
            [item] => unwrapped(item),
            _ => None,
        },
        _ => node.scalar(),
    }
}

/// A field with its example as a hint.
pub(super) fn example(field: &Field) -> String {
    if field.example.starts_with('\n') {
        format!("for example:\n{}", lines(field))
    } else {
        format!("for example: `{}`", lines(field))
    }
}

/// A field with its example, as one would write it.
pub(super) fn lines(field: &Field) -> String {
    let space = if field.example.starts_with('\n') { "" } else { " " };
    format!("{}:{space}{}", field.name, field.example)
}
