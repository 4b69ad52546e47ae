//! What the hall reports of a month.

use super::{Language, Names};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Asks for the figures of the month of a day.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct FiguresAsk {
    #[schemars(extend("format" = "date"))]
    pub date: String,
}

/// The figures of a month. A share that is absent is one of nothing, or of what nobody recorded: not zero.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Figures {
    /// The first day of the month.
    pub first: String,
    /// The last day that is counted; absent if the month has not begun.
    pub until: Option<String>,
    /// Every booking behind a number, by day and time: numbers name them by their place in this list.
    pub bookings: Vec<FigureBooking>,
    /// By department, each with its morning, its afternoon and both; then the same of all departments.
    pub coverage: Vec<CoverageLine>,
    /// Cases of items that name no department: in no line.
    pub unrouted: FigureNumber,
    /// Days of which something is on record.
    pub days: Vec<PresenceDay>,
    /// Days on which the hall was to serve, and of which nothing is on record.
    pub silent: Vec<String>,
    pub presence: PresenceSum,
    /// Half-days of departments that were told or have cases, and of which no answer stands.
    pub unanswered: u32,
    /// On the spot, once confirmed, not promised, not recorded, in this order; then all of them.
    pub promises: Vec<PromiseLine>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct FigureBooking {
    pub booking: String,
    pub number: String,
    pub date: String,
    pub at: String,
    pub seated: bool,
}

/// A number, and the bookings it is made of: a booking may stand for several cases.
#[derive(Debug, Clone, Default, Serialize, Type, JsonSchema)]
pub struct FigureNumber {
    pub count: u32,
    pub bookings: Vec<u32>,
}

/// Cases of a department, or of all, in a half-day or in both.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CoverageLine {
    /// Absent: of all departments.
    pub department: Option<u32>,
    /// Absent of all, and of a department that the catalogue does not have any more.
    pub name: Option<Names>,
    /// Absent: of both half-days.
    pub morning: Option<bool>,
    pub covered: FigureNumber,
    pub not_covered: FigureNumber,
    pub not_recorded: FigureNumber,
    pub all: FigureNumber,
    /// The covered of all, in tenths of a percent.
    pub per_mille: Option<u32>,
}

/// People called in on a day, in half-days of a person.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct PresenceDay {
    pub date: String,
    pub morning: bool,
    pub afternoon: bool,
    /// Departments with a back office here.
    pub stationed: u16,
    pub sum: PresenceSum,
    pub unanswered: u32,
}

/// People called in against everybody, in half-days of a person.
#[derive(Debug, Clone, Copy, Serialize, Type, JsonSchema)]
pub struct PresenceSum {
    pub called: u32,
    pub everybody: u32,
    /// Below zero if more were called in than everybody would have been.
    pub saved: i32,
}

/// What a line of promises is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromisedAs {
    OnTheSpot,
    OnceConfirmed,
    NotPromised,
    NotRecorded,
    /// All of them.
    All,
}

/// Bookings by what came of them.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct PromiseLine {
    pub promised: PromisedAs,
    pub same_day: FigureNumber,
    pub forwarded: FigureNumber,
    pub not_come: FigureNumber,
    pub not_recorded: FigureNumber,
    pub all: FigureNumber,
    /// The same day of all but those for whom nobody came, in tenths of a percent; absent where nothing was promised.
    pub per_mille: Option<u32>,
}

/// A table of the workbook, in the words of the screen.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct FiguresTable {
    /// Name of the sheet.
    pub title: String,
    pub headers: Vec<String>,
}

/// Asks for the figures of a month as a workbook, in the words of the screen.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct FiguresExport {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub language: Language,
    /// Department, half-day, covered, not covered, not recorded, all, share.
    pub coverage: FiguresTable,
    /// Day, half-days, departments, called in, everybody, saved, without an answer.
    pub presence: FiguresTable,
    /// Promised, same day, forwarded, nobody came, not recorded, all, share.
    pub promises: FiguresTable,
    /// What the lines of promises are called, in their order.
    pub promised: Vec<String>,
    /// What the half-days are called.
    pub morning: String,
    pub afternoon: String,
    /// What a sum is called.
    pub sum: String,
    /// What a department is called that the catalogue does not have any more.
    pub gone: String,
}
