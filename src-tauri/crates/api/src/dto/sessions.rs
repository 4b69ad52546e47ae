use super::{Names, WaitingCard};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// When the hall takes bookings: the usual Saturday, dated plans, single dates.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Sessions {
    /// A change names it; one on an older state is refused.
    pub base: String,
    pub usual: Vec<SessionRow>,
    pub dated: Vec<DatedRow>,
    pub exceptions: Vec<ExceptionRow>,
    /// What a session can be for, to choose from.
    pub departments: Vec<ServedChoice>,
    pub items: Vec<ServedChoice>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ServedChoice {
    pub id: u32,
    pub name: Names,
}

/// One session. With neither items nor departments it serves all.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct SessionRow {
    /// `09:00`.
    #[schemars(extend("format" = "time"))]
    pub from: String,
    #[schemars(extend("format" = "time"))]
    pub to: String,
    pub slot_minutes: u16,
    pub seats: u16,
    pub items: Vec<u32>,
    pub departments: Vec<u32>,
}

/// Sessions that hold between two dates, both included.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DatedRow {
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    pub days: PlanDays,
    pub sessions: Vec<SessionRow>,
}

/// A single date; without sessions it is closed.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ExceptionRow {
    pub date: String,
    pub reason: ExceptionReason,
    pub sessions: Vec<SessionRow>,
}

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum PlanDays => domain::reference::hours::Days {
        OrdinarySaturday,
        HolidaySaturday,
        Workday,
    }
}

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum ExceptionReason = domain::event::ExceptionReason {
        Notice,
        Emergency,
        Premises,
        Staffing,
        Demand,
        Other,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionsPart {
    Usual,
    Dated,
    DropDated,
    Exception,
    LiftException,
}

/// A change of one part. What belongs to other parts is passed over.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct SessionsChange {
    pub part: SessionsPart,
    /// Which dated plan, from 0; absent: one more.
    pub place: Option<u16>,
    /// The single date.
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
    #[schemars(extend("format" = "date"))]
    pub valid_from: Option<String>,
    #[schemars(extend("format" = "date"))]
    pub valid_to: Option<String>,
    pub days: PlanDays,
    pub reason: ExceptionReason,
    pub sessions: Vec<SessionRow>,
}

/// What a change would do to the bookings that are.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SessionsPreview {
    /// They would have no seat any more: by day, in the order they were made.
    pub orphaned: Vec<WaitingCard>,
    /// They wait now, and would have a seat again.
    pub seated_again: Vec<WaitingCard>,
    /// Days with bookings whose sessions would change.
    pub days: Vec<String>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct SessionsSave {
    #[schemars(extend("format" = "record-or-empty"))]
    pub base: String,
    pub change: SessionsChange,
    /// The bookings of `SessionsPreview.orphaned`, as the person saw them: if it would be others, nothing is changed.
    #[schemars(extend("format" = "record"))]
    pub seen: Vec<String>,
}
