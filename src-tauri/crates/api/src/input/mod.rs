//! Reads what a door sent into a command's type, and tells every field that does not read: each by its name, with a code of
//! its own kind, all at once. The published schema is the rule; nothing about a command is written down twice.

mod format;
mod mend;
mod walk;

pub(crate) use format::{Format, id_code};

use crate::COMMANDS;
use crate::FailureCode as Code;
use crate::error::{Failure, FieldFailure};
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::sync::OnceLock;
use walk::Walk;

/// Input with fields that do not read.
pub struct Unread {
    /// Every such field.
    pub faults: Vec<FieldFailure>,
    /// The input with something readable in the place of each, so that the other fields can be checked too. Never to be
    /// carried out.
    pub mended: Value,
    /// A field is not of its type at all.
    misfit: bool,
}

/// Why input does not become its type.
pub enum Misread {
    Fields(Unread),
    /// No field can be named.
    Whole(Failure),
}

/// Reads a command's input.
///
/// # Errors
/// [`Misread`].
pub fn read<T: DeserializeOwned>(command: &str, mut input: Value) -> Result<T, Misread> {
    let schemas = schemas();
    if let Some(schema) = schemas.inputs.get(command).filter(|_| input.is_object()) {
        let mut walk = Walk::new(&schemas.definitions);
        walk.value(schema, &mut input);
        if !walk.faults.is_empty() {
            return Err(Misread::Fields(Unread { faults: walk.faults, mended: input, misfit: walk.misfit }));
        }
    }
    serde_json::from_value(input).map_err(|error| Misread::Whole(Failure::invalid(error)))
}

impl Unread {
    /// The refusal, with what else was found wrong. A range that a rule gives says more than the type's own.
    pub fn failure(self, rest: Vec<FieldFailure>) -> Failure {
        let Self { faults: mut fields, misfit, .. } = self;
        for more in rest {
            match fields.iter_mut().find(|known| known.field == more.field) {
                Some(known) if known.code == walk::OUT_OF_RANGE && more.params.contains_key("max") => *known = more,
                Some(_) => {}
                None => fields.push(more),
            }
        }
        let told: Vec<String> = fields.iter().map(|fault| format!("{}: {}", fault.field, fault.code)).collect();
        let failure = match (misfit, fields.as_slice()) {
            (true, _) => Failure::new(Code::RequestInvalid).with("detail", told.join(", ")),
            (false, [only]) => Failure { params: only.params.clone(), ..Failure::new(only.code) },
            (false, _) => Failure::new(Code::RequestFields),
        };
        Failure { fields, ..failure }
    }
}

/// What the commands take.
struct Schemas {
    inputs: Map<String, Value>,
    definitions: Map<String, Value>,
}

fn schemas() -> &'static Schemas {
    static SCHEMAS: OnceLock<Schemas> = OnceLock::new();
    SCHEMAS.get_or_init(|| {
        let mut generator = SchemaSettings::draft2020_12().into_generator();
        let inputs = COMMANDS
            .iter()
            .map(|command| (command.name.to_owned(), (command.input)(&mut generator).to_value()))
            .collect();
        Schemas { inputs, definitions: generator.take_definitions(true) }
    })
}
