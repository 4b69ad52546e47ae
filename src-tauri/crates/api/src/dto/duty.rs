use super::{Names, Promise};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A department's answer for one Saturday, as told by a person.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DutyRecord {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub department: u32,
    pub answer: DutyAnswer,
    /// Approvers who will come; at least 1 when confirmed.
    pub approvers: u16,
    /// `09:00`, or empty: somebody comes only from then on.
    #[serde(default)]
    #[schemars(extend("format" = "time-or-empty"))]
    pub from: String,
    /// `12:00`, or empty: somebody is there only until then.
    #[serde(default)]
    #[schemars(extend("format" = "time-or-empty"))]
    pub until: String,
    pub means: Option<Means>,
    /// Who said it; may be empty. Kept in the vault.
    pub told_by: String,
}

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum DutyAnswer = domain::event::DutyAnswer {
        Asked,
        Confirmed,
        Refused,
    }
}

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

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DutyListAsk {
    #[schemars(extend("format" = "date"))]
    pub date: String,
}

/// Who is asked for a Saturday, and what they said.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DutyList {
    pub departments: Vec<DutyLine>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DutyLine {
    pub department: u32,
    pub name: Names,
    pub short: Names,
    /// Bookings that hold a seat and need it.
    pub bookings: u16,
    /// Those without a seat beside them.
    pub beside: u16,
    pub promise: Promise,
    pub approvers: u16,
    /// From when to when somebody is there, where it comes for part of the day.
    pub from: Option<String>,
    pub until: Option<String>,
    pub cutoff: String,
    /// Who said the last answer; may be empty.
    pub told_by: String,
    pub means: Option<Means>,
    /// Who wrote it down, and when.
    pub noted_by: Option<String>,
    pub noted_at: Option<String>,
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
