use super::Language;
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Asks for the notices to departments as a workbook, in the words of the screen; of a department that was told before and needs
/// more, only what is new.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DutyNoticesExport {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub departments: Vec<u32>,
    pub language: Language,
    /// Name of the sheet.
    pub title: String,
    /// Department, half-day, item, cases, how many of them are new to the department, people needed for the half-day, how many
    /// of them are new, times, numbers of the bookings.
    pub headers: Vec<String>,
    /// What the half-days are called.
    pub morning: String,
    pub afternoon: String,
}

mirror! {
    /// A number of those that hold a seat, and of those beside them that have none yet.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    pub struct Count = domain::duty::demand::Count {
        pub held: u16,
        pub beside: u16,
    }
}
