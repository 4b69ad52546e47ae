//! The assisted-handling log counted, searched and erased.

use super::{CaseLine, CaseRating, CaseStage, FiguresTable, Language, LegKindRow, LogCounts, LogHelper};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Days, both ends included; at most three years.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct LogDays {
    #[schemars(extend("format" = "date"))]
    pub from: String,
    #[schemars(extend("format" = "date"))]
    pub to: String,
}

/// The log over days. Cases, items and people count on the day on which the case began, trips on that of their leg.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogFigures {
    pub from: String,
    pub to: String,
    /// Days on which there was anything.
    pub days: Vec<LogDayCounts>,
    /// The same by month, each by its first day.
    pub months: Vec<LogDayCounts>,
    pub sum: LogCounts,
    /// An empty reason is of cases without.
    pub reasons: Vec<LogReasonCounts>,
    pub kinds: Vec<LogKindCounts>,
    /// By who went; absent for those who may not see it. Cases of helpers have no sum.
    pub helpers: Option<Vec<LogHelperCounts>>,
    pub ratings: Vec<LogRatingCount>,
    /// Cases without a rating, which is no level.
    pub unrated: u32,
    pub praised: u32,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogDayCounts {
    pub date: String,
    pub counts: LogCounts,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogReasonCounts {
    pub reason: String,
    pub counts: LogCounts,
}

/// Legs counted.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogLegCounts {
    pub legs: u32,
    pub trips: u32,
    pub cases: u32,
    /// Minutes of the legs whose time is known.
    pub minutes: u32,
    pub known: u32,
    /// Legs whose time nobody knows.
    pub unknown: u32,
    pub mean: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogKindCounts {
    pub kind: LegKindRow,
    pub counts: LogLegCounts,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogHelperCounts {
    pub helper: LogHelper,
    pub counts: LogLegCounts,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogRatingCount {
    pub rating: CaseRating,
    pub cases: u32,
}

/// Asks for the figures as a workbook, in the words of the screen.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct LogFiguresExport {
    #[schemars(extend("format" = "date"))]
    pub from: String,
    #[schemars(extend("format" = "date"))]
    pub to: String,
    pub language: Language,
    /// Day, cases, ended without being done, items, trips, trips by hand, people, minutes, of how many, of how many unknown,
    /// mean.
    pub days: FiguresTable,
    /// The same by reason.
    pub reasons: FiguresTable,
    /// Kind, legs, trips, cases, minutes, of how many, of how many unknown, mean.
    pub kinds: FiguresTable,
    /// The same by helper; written only for those who may see it.
    pub helpers: FiguresTable,
    /// What the kinds that every hall has are called, in their order.
    pub kind_names: Vec<String>,
    /// What cases without a reason are called.
    pub no_reason: String,
    /// What a sum is called.
    pub sum: String,
}

/// Which cases are looked for; what is absent or empty does not matter.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct LogFind {
    #[schemars(extend("format" = "date"))]
    pub from: String,
    #[schemars(extend("format" = "date"))]
    pub to: String,
    pub item: Option<u32>,
    #[schemars(extend("format" = "record"))]
    pub helper: Option<String>,
    pub stages: Vec<CaseStage>,
    /// A card's number, or part of an item's name.
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogFound {
    /// The newest first, at most 200.
    pub lines: Vec<CaseLine>,
    /// How many there are.
    pub all: u32,
}

/// What is looked for in the lists of a day.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct LogFindHere {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogFoundHere {
    /// Cases that match; absent: too little is typed to look for.
    pub cases: Option<Vec<String>>,
}

mirror! {
    /// Why a case is kept longer than the hall's days.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum CaseKeptBecause = hall::KeptBecause {
        DocumentsHeld,
        Open,
        Suspended,
        Order,
    }
}

/// Cases that would have been erased by now if nobody waited for them.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogKept {
    pub cases: Vec<CaseKept>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CaseKept {
    pub line: CaseLine,
    pub why: CaseKeptBecause,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CaseErase {
    pub cases: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CasesErased {
    pub cases: u32,
    /// Of which papers are still held; they can still be given back.
    pub held: Vec<HeldStill>,
    /// Files that could not be cleaned now.
    pub unreached: u32,
}

/// Papers of an erased case that are still held.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct HeldStill {
    pub case: String,
    pub documents: u32,
    /// With whom they are.
    pub helper: Option<LogHelper>,
}
