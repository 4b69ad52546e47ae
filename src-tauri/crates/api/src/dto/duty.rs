use super::Names;
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

mirror! {
    /// How a department was asked, or answered.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Means = domain::event::Means {
        Telephone,
        Chat,
        InPerson,
        Paper,
    }
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Cutoffs {
    pub departments: Vec<CutoffRow>,
}

/// Until when a department is asked: the last such weekday before the day.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CutoffRow {
    pub department: u32,
    pub name: Names,
    /// Monday is 1.
    pub weekday: u8,
    pub time: String,
    /// Set by the hall; else the catalogue's.
    pub own: bool,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CutoffSet {
    pub department: u32,
    /// Monday is 1; absent: the catalogue's cut-off holds again.
    pub weekday: Option<u8>,
    #[schemars(extend("format" = "time-or-empty"))]
    pub time: String,
}
