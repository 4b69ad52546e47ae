//! Lists of a day, for paper and as a workbook.

use super::{CallOutcome, Language, Names};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;

mirror! {
    /// Which list of a day.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum ListOf => hall::ListOf {
        /// Everybody who is booked.
        Day,
        /// Cases forwarded to this day, of walk-ins and of bookings that came.
        Forwarded,
    }
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DayListAsk {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub list: ListOf,
}

/// A day's list with whole names and numbers; on record.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DayList {
    pub hall: Names,
    pub date: String,
    pub list: ListOf,
    /// The how-manieth copy from this PC.
    pub copy: u32,
    /// Printed at this moment, by the PC's clock.
    pub at: String,
    /// The hall takes bookings on the day; if not, everybody is called because it is closed.
    pub open: bool,
    pub lines: Vec<DayListLine>,
}

mirror! {
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct DayListLine = hall::DayListLine {
        pub start: String,
        pub end: String,
        pub number: String,
        pub name: String,
        pub phone: String,
        /// Whoever acts for the person, or empty.
        pub agent: String,
        pub agent_phone: String,
        pub party: u16,
        pub green_channel: bool,
        pub items: Vec<Names>,
        pub departments: Vec<Names>,
        pub missing: String,
        pub note: String,
        pub arrived: Option<String>,
        /// What the last call came to.
        pub call: Option<CallOutcome>,
        /// Another day than the list's: where it was moved to, or where it was accepted.
        pub other_day: Option<String>,
    }
}

/// The words of the file come from the screen's catalogue.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DayExport {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub language: Language,
    /// Name of the sheet.
    pub title: String,
    /// Time, number, name, phone, agent, people, items, departments, green channel, missing, arrived; note, standing, source,
    /// promise, last call, other day.
    pub headers: Vec<String>,
    /// What stands where something is the case.
    pub yes: String,
    /// What stands for the codes of standing, source, promise and call, such as `standing.moved`.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}
