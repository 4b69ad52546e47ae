//! Something readable of a schema's type.

use super::format::Format;
use serde_json::{Map, Value, json};

/// The least value of a type.
pub(super) fn stand_in(definitions: &Map<String, Value>, schema: &Value) -> Value {
    let schema = resolved(definitions, schema);
    if allows_null(schema) {
        return Value::Null;
    }
    if let Some(first) = choices(schema).first() {
        return (*first).clone();
    }
    match type_of(schema) {
        Some("integer" | "number") => schema["minimum"].as_i64().map_or(json!(0), |least| json!(least)),
        Some("boolean") => json!(false),
        Some("array") => json!([]),
        Some("object") => {
            let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let properties = &schema["properties"];
            required.map(|name| (name.to_owned(), stand_in(definitions, &properties[name]))).collect()
        }
        _ => {
            let format = schema["format"].as_str().and_then(Format::named);
            json!(
                format
                    .filter(|(_, may_be_empty)| !may_be_empty)
                    .map(|(format, _)| format.stand_in())
                    .unwrap_or_default()
            )
        }
    }
}

/// The schema itself, behind its reference; of one that may be absent the other half.
pub(super) fn resolved<'a>(definitions: &'a Map<String, Value>, schema: &'a Value) -> &'a Value {
    let name = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/$defs/"));
    name.and_then(|name| definitions.get(name)).unwrap_or(schema)
}

pub(super) fn allows_null(schema: &Value) -> bool {
    let is_null = |one: &Value| one["type"] == "null";
    schema["type"].as_array().is_some_and(|types| types.iter().any(|one| one == "null"))
        || schema["anyOf"].as_array().is_some_and(|any| any.iter().any(is_null))
}

/// The type but for null.
pub(super) fn type_of(schema: &Value) -> Option<&str> {
    match &schema["type"] {
        Value::String(one) => Some(one),
        Value::Array(types) => types.iter().filter_map(Value::as_str).find(|one| *one != "null"),
        _ => None,
    }
}

/// The values a choice has; none where it is no choice.
pub(super) fn choices(schema: &Value) -> Vec<&Value> {
    if let Some(one) = schema.get("const") {
        return vec![one];
    }
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().collect();
    }
    schema["oneOf"].as_array().into_iter().flatten().flat_map(choices).collect()
}
