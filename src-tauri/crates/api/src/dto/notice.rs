use super::{Language, Names, Promise};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

mirror! {
    /// What the hall is called and how it is reached: on slips, receipts and notices. Empty: not printed.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, JsonSchema)]
    pub struct HallContact = hall::Contact {
        pub name: Names,
        pub address: String,
        pub telephone: String,
    }
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct HallContactSet {
    pub name: String,
    /// Empty: as in Simplified Chinese.
    pub name_zh_hant: String,
    /// The same.
    pub name_en: String,
    pub address: String,
    pub telephone: String,
}

/// What a day asks of its departments, to be sent to them. No citizen's name is in it.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DutyNotice {
    pub contact: HallContact,
    pub date: String,
    /// As things stood then, by the PC's clock.
    pub at: String,
    /// The busiest first.
    pub departments: Vec<NoticeLine>,
    /// Departments with a back office of which the day asks nothing.
    pub idle: Vec<Names>,
}

/// Asks for the notices to departments as a workbook, in the words of the screen.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DutyNoticesExport {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub departments: Vec<u32>,
    pub language: Language,
    /// Name of the sheet.
    pub title: String,
    /// Department, half-day, item, cases, people needed for the half-day, times, numbers of the bookings.
    pub headers: Vec<String>,
    /// What the half-days are called.
    pub morning: String,
    pub afternoon: String,
}

/// What a day asks of one department.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct NoticeLine {
    pub department: u32,
    pub name: Names,
    pub bookings: Count,
    /// What it has to decide: an item of a booking is a case.
    pub cases: Count,
    pub items: Vec<NoticeItem>,
    pub halves: Vec<NoticeHalf>,
    pub promise: Promise,
    /// Approvers confirmed.
    pub approvers: u16,
}

mirror! {
    /// A number of those that hold a seat, and of those beside them that have none yet.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    pub struct Count = domain::duty::demand::Count {
        pub held: u16,
        pub beside: u16,
    }
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct NoticeItem {
    pub name: Names,
    pub cases: Count,
}

mirror! {
    /// A half-day with work: from the first beginning to the last end.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct NoticeHalf = domain::duty::demand::HalfDay {
        pub morning: bool,
        pub from: String,
        pub to: String,
        pub cases: Count,
    }
}
