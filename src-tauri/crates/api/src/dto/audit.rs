//! The record of actions.

use super::ExceptionReason;
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;

/// Which lines of the list are wanted; what is absent does not matter.
#[derive(Debug, Clone, Default, Deserialize, Serialize, Type, JsonSchema)]
pub struct AuditFilter {
    #[schemars(extend("format" = "record"))]
    pub person: Option<String>,
    /// Dotted name of a kind, or the part before its dot.
    pub kind: Option<String>,
    /// Beijing dates, both ends included.
    #[schemars(extend("format" = "date"))]
    pub from: Option<String>,
    #[schemars(extend("format" = "date"))]
    pub to: Option<String>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct AuditAsk {
    pub filter: AuditFilter,
    /// `AuditPage.next` of the page before.
    pub after: Option<String>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct AuditPage {
    pub lines: Vec<AuditLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// The list as a table, in the words of the screen that asks for it.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct AuditExport {
    pub filter: AuditFilter,
    pub words: AuditWords,
}

/// Words of the screen's language.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct AuditWords {
    /// Heads of time, person, kind, booking, subject, event, hash and detail.
    pub headers: Vec<String>,
    /// By dotted name of the kind.
    pub kinds: BTreeMap<String, String>,
    /// Why a date is different, by reason.
    pub reasons: BTreeMap<String, String>,
    /// With `{more}` and `{less}`.
    pub seats: String,
    /// What a newer version wrote; with `{n}`.
    pub unknown: String,
    /// Who acts where nobody does.
    pub program: String,
}

mirror! {
    /// One thing that was done.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct AuditLine = hall::AuditLine {
        pub event: String,
        /// Beijing time by the writing PC's clock.
        pub at: String,
        /// Whoever did it; empty where the program itself acted.
        pub person: String,
        /// Dotted name of the kind (text `audit.kind.…`); empty for one a newer version wrote.
        pub kind: String,
        pub kind_number: u16,
        /// Booking number, where it was done to a booking.
        pub booking: Option<String>,
        /// The person it was done to, where it was one.
        pub subject: String,
        /// What was decided for a day, where it was done to one.
        pub day: Option<DayAudit>,
        /// Beginning of the hash that chains the event.
        pub hash: String,
    }
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DayAudit {
    pub date: String,
    /// Why the date is different.
    pub reason: Option<ExceptionReason>,
    /// Seats that came, where its seats changed.
    pub more: Option<u32>,
    /// Seats that went.
    pub less: Option<u32>,
}
