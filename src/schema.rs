//! JSON Schemas (draft 2020-12) from declarations of fields. Checks nothing itself.

use serde_json::{Map, Value, json};

use crate::page::{COMMON_FIELDS, Field, KindSpec, Type};

/// The schema of a kind's front matter.
#[must_use]
pub fn of_kind(kind: &KindSpec) -> Value {
    of(kind.name, kind.doc, &[COMMON_FIELDS, kind.fields])
}

/// The schema of a group with these fields.
#[must_use]
pub fn of(title: &str, doc: &str, fields: &[&[Field]]) -> Value {
    let mut schema = object(fields);
    if let Some(map) = schema.as_object_mut() {
        map.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        map.insert("title".into(), title.into());
        map.insert("description".into(), doc.into());
    }
    schema
}

fn object(fields: &[&[Field]]) -> Value {
    let all = || fields.iter().copied().flatten();
    let properties: Map<String, Value> = all().map(|field| (field.name.to_owned(), property(field))).collect();
    let required: Vec<&str> = all().filter(|field| field.required).map(|field| field.name).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn property(field: &Field) -> Value {
    let mut schema = of_type(&field.ty);
    if let Some(map) = schema.as_object_mut() {
        map.insert("description".into(), field.doc.into());
    }
    schema
}

fn of_type(ty: &Type) -> Value {
    match ty {
        // YAML reads a bare `1.10` as a number; where text is meant, it is taken as text.
        Type::Line | Type::Text | Type::RefOrLine(_) => json!({"type": ["string", "number", "boolean"]}),
        Type::Id | Type::Ref(_) => json!({"type": ["string", "number"]}),
        Type::Integer(low, high) => json!({"type": "integer", "minimum": low, "maximum": high}),
        Type::Number(f64::MIN, _) => json!({"type": "number"}),
        Type::Number(low, high) => json!({"type": "number", "minimum": low, "maximum": high}),
        Type::Flag => json!({"type": "boolean"}),
        Type::Date => json!({"type": "string", "format": "date"}),
        Type::Duration(unit) => json!({"type": "string", "examples": [unit.example()]}),
        Type::Time => json!({"type": "string", "examples": ["09:30"]}),
        Type::People => json!({"type": ["string", "integer"], "examples": ["3–8"]}),
        Type::Choice(words) => json!({"enum": words}),
        Type::List(item) => {
            let item = of_type(item);
            json!({"anyOf": [{"type": "array", "items": item}, item]})
        }
        Type::Object(fields) => object(&[fields]),
        Type::RefOrObject(_, fields) => json!({"anyOf": [{"type": "string"}, object(&[fields])]}),
        Type::Map(item) => json!({"type": "object", "additionalProperties": of_type(item)}),
        Type::Any => json!({}),
    }
}
