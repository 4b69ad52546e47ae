//! Goes through input beside its schema, notes what does not fit, and puts something that fits in its place.

use super::format::Format;
use super::mend::{allows_null, choices, resolved, stand_in, type_of};
use crate::FailureCode as Code;
use crate::error::{Failure, FieldFailure};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A number beyond its type.
pub(super) const OUT_OF_RANGE: Code = Code::RequestOutOfRange;

/// Parts of an input that are no field of a form: what is in them is named without them.
const PARTS: [&str; 4] = ["form", "change", "filter", "words"];
/// Fields of several values that a form shows as one.
const ONE_FIELD: [&str; 3] = ["slot", "told", "saturday"];

/// What is wrong at a field.
pub(crate) struct Fault {
    code: Code,
    params: BTreeMap<String, String>,
}

impl Fault {
    pub(crate) fn new(code: Code) -> Self {
        Self { code, params: BTreeMap::new() }
    }

    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// The refusal of a command for it.
    pub(crate) fn at(self, field: &str) -> Failure {
        let Self { code, params } = self;
        let fault = FieldFailure { field: field.to_owned(), code, params: params.clone() };
        Failure { params, fields: vec![fault], ..Failure::new(code) }
    }
}

enum Step {
    Name(String),
    Row(usize),
}

/// A way through one input.
pub(super) struct Walk<'a> {
    definitions: &'a Map<String, Value>,
    path: Vec<Step>,
    pub(super) faults: Vec<FieldFailure>,
    /// Something is not of its type, so that it could not be read at all.
    pub(super) misfit: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(definitions: &'a Map<String, Value>) -> Self {
        Self { definitions, path: Vec::new(), faults: Vec::new(), misfit: false }
    }

    /// Checks a value and everything in it.
    pub(super) fn value(&mut self, schema: &'a Value, value: &mut Value) {
        let schema = resolved(self.definitions, schema);
        if value.is_null() {
            if !allows_null(schema) {
                self.misfit(schema, value, Fault::new(Code::RequestMissing));
            }
            return;
        }
        // Of what may be absent the half that is there.
        if let Some(half) = schema["anyOf"].as_array().and_then(|any| any.iter().find(|one| one["type"] != "null")) {
            return self.value(half, value);
        }
        let choices = choices(schema);
        if !choices.is_empty() {
            if !choices.contains(&&*value) {
                self.misfit(schema, value, Fault::new(Code::RequestUnknownChoice));
            }
            return;
        }
        match type_of(schema) {
            Some("object") if value.is_object() => self.object(schema, value),
            Some("array") if value.is_array() => self.array(schema, value),
            Some("integer") => {
                if let Some(fault) = number(schema, value) {
                    self.misfit(schema, value, fault);
                }
            }
            Some("string") if value.is_string() => self.text(schema, value),
            Some("boolean") if value.is_boolean() => {}
            Some("object" | "array" | "string" | "boolean") => {
                self.misfit(schema, value, Fault::new(Code::RequestWrongKind));
            }
            // What no schema here describes is for the type itself to refuse.
            _ => {}
        }
    }

    fn object(&mut self, schema: &'a Value, value: &mut Value) {
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let Some(fields) = value.as_object_mut() else { return };
        // A list by name: all are of one kind.
        if let Some(schema) = schema.get("additionalProperties").filter(|schema| schema.is_object()) {
            for (name, value) in fields {
                self.path.push(Step::Name(name.clone()));
                self.value(schema, value);
                self.path.pop();
            }
            return;
        }
        let Some(properties) = schema["properties"].as_object() else { return };
        for (name, schema) in properties {
            if !fields.contains_key(name) && !required.contains(&name.as_str()) {
                continue;
            }
            self.path.push(Step::Name(name.clone()));
            self.value(schema, fields.entry(name.clone()).or_insert(Value::Null));
            self.path.pop();
        }
    }

    fn array(&mut self, schema: &'a Value, value: &mut Value) {
        // The format of a list is that of its texts.
        let format = schema["format"].as_str().and_then(Format::named);
        for (row, value) in value.as_array_mut().into_iter().flatten().enumerate() {
            self.path.push(Step::Row(row));
            self.value(&schema["items"], value);
            self.formatted(format, value);
            self.path.pop();
        }
    }

    fn text(&mut self, schema: &'a Value, value: &mut Value) {
        self.formatted(schema["format"].as_str().and_then(Format::named), value);
    }

    fn formatted(&mut self, format: Option<(Format, bool)>, value: &mut Value) {
        let (Some((format, may_be_empty)), Some(text)) = (format, value.as_str()) else { return };
        if text.is_empty() && may_be_empty {
            return;
        }
        let field = self.field();
        if let Some(fault) = format.fault(&field, text) {
            *value = Value::from(if may_be_empty { String::new() } else { format.stand_in() });
            self.note(field, fault);
        }
    }

    fn misfit(&mut self, schema: &Value, value: &mut Value, fault: Fault) {
        self.misfit = true;
        *value = stand_in(self.definitions, schema);
        self.note(self.field(), fault);
    }

    /// A field is told once, however much is wrong in it.
    fn note(&mut self, field: String, Fault { code, params }: Fault) {
        if !self.faults.iter().any(|known| known.field == field) {
            self.faults.push(FieldFailure { field, code, params });
        }
    }

    /// The field as refusals name it: `phone`, `slot`, `sessions.2.seats`.
    fn field(&self) -> String {
        let mut words = Vec::new();
        for (at, step) in self.path.iter().enumerate() {
            let is_last = at + 1 == self.path.len();
            match step {
                Step::Name(name) if PARTS.contains(&name.as_str()) && !is_last => {}
                Step::Name(name) => words.push(name.clone()),
                // One text of a list is no field of its own.
                Step::Row(_) if is_last => {}
                Step::Row(row) => words.push(row.to_string()),
            }
            if words.last().is_some_and(|word| ONE_FIELD.contains(&word.as_str())) {
                break;
            }
        }
        words.join(".")
    }
}

fn number(schema: &Value, value: &Value) -> Option<Fault> {
    let Value::Number(number) = value else { return Some(Fault::new(Code::RequestNotANumber)) };
    let (least, most) = range(schema);
    let whole = number.as_i128();
    match whole {
        Some(whole) if (least..=most).contains(&whole) => None,
        Some(_) => Some(Fault::new(OUT_OF_RANGE).with("min", least).with("max", most)),
        None if number.as_f64().is_some_and(|number| number.fract() == 0.0) => {
            Some(Fault::new(OUT_OF_RANGE).with("min", least).with("max", most))
        }
        None => Some(Fault::new(Code::RequestNotWhole)),
    }
}

/// What an integer's schema says of its range; of wide ones it says the width alone.
fn range(schema: &Value) -> (i128, i128) {
    let said = |name: &str| schema[name].as_i64().map(i128::from);
    let (least, most) = match schema["format"].as_str() {
        Some("uint8") => (0, u8::MAX.into()),
        Some("uint16") => (0, u16::MAX.into()),
        Some("uint32") => (0, u32::MAX.into()),
        Some("uint" | "uint64") => (0, u64::MAX.into()),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    };
    (said("minimum").unwrap_or(least), said("maximum").unwrap_or(most))
}
