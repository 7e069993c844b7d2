//! The JSON Schema (draft 2020-12) of `playbook.json`, from the kinds' own fields. What authors may write is another schema: here
//! text has a plain form, references are led to pages, durations are worked out.

use serde_json::{Map, Value, json};

use crate::kinds;
use crate::page::{Field, KindSpec, Type};

/// What does not depend on kinds: the file as a whole, what stands on every page, sections, relations, types of values.
static FRAME: &str = include_str!("published.json");

/// The schema.
pub(super) fn schema() -> Value {
    let mut schema: Value = serde_json::from_str(FRAME).unwrap_or_default();
    for kind in kinds::all() {
        put(&mut schema, "/properties/counts/properties", kind.name, json!({"type": "integer", "minimum": 1}));
        put(&mut schema, "/$defs", &name(kind), page(kind));
    }
    let pages: Vec<Value> = kinds::all().map(|kind| json!({"$ref": format!("#/$defs/{}", name(kind))})).collect();
    put(&mut schema, "/properties/pages/items", "oneOf", pages.into());
    schema
}

/// Adds `value` to the object at `path`.
fn put(schema: &mut Value, path: &str, name: &str, value: Value) {
    if let Some(object) = schema.pointer_mut(path).and_then(Value::as_object_mut) {
        object.insert(name.to_owned(), value);
    }
}

fn name(kind: &KindSpec) -> String {
    format!("page-{}", kind.name)
}

/// A page of one kind.
fn page(kind: &KindSpec) -> Value {
    json!({
        "description": kind.doc,
        "$ref": "#/$defs/page",
        "properties": {"kind": {"const": kind.name}, "fields": object(&[kind.fields, kind.derived], false)},
    })
}

fn object(fields: &[&[Field]], nested: bool) -> Value {
    let all = || fields.iter().copied().flatten();
    let property = |field: &Field| (field.name.to_owned(), described(of_type(&field.ty, nested), field.doc));
    let properties: Map<String, Value> = all().map(property).collect();
    let required: Vec<&str> = all().filter(|field| field.required).map(|field| field.name).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn described(mut schema: Value, doc: &str) -> Value {
    if let Some(map) = schema.as_object_mut() {
        map.insert("description".into(), doc.into());
    }
    schema
}

/// What is published of a value of this type. Within groups a line may name a part of another page: it is led there.
fn of_type(ty: &Type, nested: bool) -> Value {
    let def = |name: &str| json!({"$ref": format!("#/$defs/{name}")});
    match ty {
        Type::Line if nested => json!({"anyOf": [{"type": "string"}, def("reference")]}),
        Type::Line | Type::Id => json!({"type": "string"}),
        Type::Text => def("text"),
        Type::Integer(low, high) => json!({"type": "integer", "minimum": low, "maximum": high}),
        Type::Number(f64::MIN, _) => json!({"type": "number"}),
        Type::Number(low, high) => json!({"type": "number", "minimum": low, "maximum": high}),
        Type::Flag => json!({"type": "boolean"}),
        Type::Date => def("date"),
        Type::Duration(_) => def("duration"),
        Type::Time => json!({"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"}),
        Type::People => def("people"),
        Type::Choice(words) => json!({"enum": words}),
        Type::Ref(_) => def("reference"),
        Type::RefOrLine(_) => json!({"anyOf": [def("reference"), def("name")]}),
        Type::List(item) => json!({"type": "array", "items": of_type(item, nested)}),
        Type::Object(fields) => object(&[fields], true),
        Type::RefOrObject(_, fields) => json!({"anyOf": [def("reference"), object(&[fields], true)]}),
        Type::Map(item) => json!({"type": "object", "additionalProperties": of_type(item, nested)}),
        Type::Any => json!({}),
    }
}
