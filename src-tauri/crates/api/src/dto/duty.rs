use super::{Names, Promise};
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
    pub means: Option<Means>,
    /// Who said it; may be empty. Kept in the vault.
    pub told_by: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DutyAnswer {
    Asked,
    Confirmed,
    Refused,
}

/// How a department was asked, or answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    Telephone,
    Chat,
    InPerson,
    Paper,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DutyListAsk {
    #[schemars(extend("format" = "date"))]
    pub date: String,
}

/// Who is asked for a Saturday, what they said, and whom to call where somebody refused.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DutyList {
    pub departments: Vec<DutyLine>,
    pub call_backs: Vec<CallBack>,
    /// Other days to come on which somebody is still to be called.
    pub elsewhere: Vec<CallBacksOn>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CallBacksOn {
    pub date: String,
    pub open: u32,
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
    pub cutoff: String,
    /// Who said the last answer; may be empty.
    pub told_by: String,
    pub means: Option<Means>,
    /// Who wrote it down, and when.
    pub noted_by: Option<String>,
    pub noted_at: Option<String>,
}

/// Somebody to call because a department refused.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CallBack {
    pub booking: String,
    /// The answer that made the task: `DutyCall` names it.
    pub refusal: String,
    /// The department comes after all, and they were told that it would not.
    pub comes_after_all: bool,
    pub department: Names,
    pub start: String,
    /// Masked.
    pub name: String,
    /// Masked; empty where there is none.
    pub phone: String,
    /// Whoever acts for them and can be called for them; masked, empty where there is nobody.
    pub agent: String,
    pub agent_phone: String,
    pub item: Names,
    /// What came of the last call; absent before the first.
    pub outcome: Option<CallBackOutcome>,
    pub called_by: Option<String>,
    pub called_at: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallBackOutcome {
    Reached,
    NotReached,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DutyCall {
    #[schemars(extend("format" = "record"))]
    pub booking: String,
    #[schemars(extend("format" = "record"))]
    pub refusal: String,
    pub outcome: CallBackOutcome,
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
