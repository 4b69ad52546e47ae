//! Who came on the service day.

use super::{BookingLink, Names};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

mirror! {
    /// Whether somebody who was to come is here.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Presence = domain::event::Presence {
        Came,
        Missing,
        /// Somebody else came in their place, on this day and for this half-day only.
        Substitute,
        /// Nothing is noted, or what was noted is taken back.
        Unknown,
    }
}

/// What could be done about bookings whose approver is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RemedyKind {
    /// Somebody of another department who is there may do the item.
    Colleague,
    AnotherDay,
    /// Accepted now, forwarded on a working day.
    Forward,
}

/// Who came on a day.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Attendance {
    pub date: String,
    /// Half-days of departments of which somebody was to come: by department, the morning first.
    pub halves: Vec<AttendanceHalf>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct AttendanceHalf {
    pub department: u32,
    pub name: Names,
    pub short: Names,
    pub morning: bool,
    pub places: Vec<AttendancePlace>,
    /// How many are here, are missing, and of how many nothing is noted.
    pub here: u16,
    pub missing: u16,
    pub open: u16,
    /// Where everybody is missing: bookings that hang on it and have not come yet, in the order of their times.
    pub to_ring: Vec<BookingLink>,
    /// Those that hang on it whose people are here.
    pub arrived: Vec<BookingLink>,
    /// What could be done for them.
    pub remedies: Vec<RemedyLine>,
}

/// Somebody who was to come.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct AttendancePlace {
    /// Which of those who come, the first being 0.
    pub place: u16,
    /// Who it is; absent where nobody said.
    pub person: Option<String>,
    pub presence: Presence,
    /// Who came instead.
    pub substitute: Option<String>,
    /// Somebody was to come; else the answer has this place no longer, and what was noted stays on record.
    pub expected: bool,
    /// Who noted it, and when; absent where nothing is noted.
    pub by: Option<String>,
    pub at: Option<String>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct RemedyLine {
    pub kind: RemedyKind,
    /// The department whose colleague it is.
    pub colleague: Option<Names>,
    /// How many bookings it would help.
    pub bookings: u32,
}

/// Whether somebody is here.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct AttendanceNote {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub department: u32,
    pub morning: bool,
    pub place: u16,
    pub presence: Presence,
    /// Who came instead; may be empty. Kept in the vault.
    pub name: String,
    /// Codes of warnings the person has read and accepted.
    #[serde(default)]
    pub confirmed: Vec<String>,
}
