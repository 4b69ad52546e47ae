//! What a command answers when it does not do what was asked.

use crate::FailureCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;

/// A refusal. The screen chooses its words by `code` from the text catalogue (`error.<code>`), never by matching text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct Failure {
    pub code: FailureCode,
    /// Values for the sentence.
    pub params: BTreeMap<String, String>,
    /// Which fields of the input are wrong, each with its own code and values.
    pub fields: Vec<FieldFailure>,
    /// A warning the person may accept: send the command again with `code` in `confirmed`.
    pub confirmable: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct FieldFailure {
    pub field: String,
    pub code: FailureCode,
    pub params: BTreeMap<String, String>,
}

impl Failure {
    /// A refusal with nothing but its code.
    pub fn new(code: FailureCode) -> Self {
        Self { code, params: BTreeMap::new(), fields: Vec::new(), confirmable: false }
    }

    /// Adds a value for the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// Input that does not fit the command's type.
    pub fn invalid(error: serde_json::Error) -> Self {
        Self::new(FailureCode::RequestInvalid).with("detail", error)
    }

    /// A fault of the program itself.
    pub fn internal(error: impl ToString) -> Self {
        Self::new(FailureCode::Internal).with("detail", error.to_string())
    }
}

/// A fault at a field.
pub(crate) fn at(field: &str, code: FailureCode) -> FieldFailure {
    FieldFailure { field: field.to_owned(), code, params: BTreeMap::new() }
}

impl FieldFailure {
    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

impl Failure {
    /// Says the refusal at a field.
    pub(crate) fn at(mut self, field: &str) -> Self {
        let failure = FieldFailure { field: field.to_owned(), code: self.code, params: self.params.clone() };
        self.fields.push(failure);
        self
    }
}
