//! What is entered into the assisted-handling log. Every input names a request: sent twice, it is done once.
//!
//! A time is a date and a text as somebody types it (`0905`, `9:05`, `不详`). With an empty date it is now; with a date and an
//! empty text the time is not known.

use super::{CaseEndReason, CaseRating, LegKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

macro_rules! notes {
    ($($(#[$about:meta])* $name:ident { $($body:tt)* })+) => {
        $($(#[$about])*
        #[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
        pub struct $name { $($body)* })+
    };
}

notes! {
    LogDayAsk {
        #[schemars(extend("format" = "date"))]
        pub date: String,
    }

    CaseRef {
        #[schemars(extend("format" = "record"))]
        pub case: String,
    }

    /// Texts of a case: what is absent stays as it is, what is empty is taken out. Kept in the vault.
    CaseTexts {
        pub name: Option<String>,
        pub phone: Option<String>,
        /// One of the hall's own list.
        pub reason: Option<String>,
        /// The number of the rule that is met.
        pub rule: Option<String>,
        pub may_not_enter: Option<String>,
        /// By role.
        pub who_signs: Option<String>,
        pub carer: Option<String>,
        pub note: Option<String>,
    }

    CaseOpen {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        pub by_authority: bool,
        #[schemars(extend("format" = "date-or-empty"))]
        pub date: String,
        pub time: String,
        /// Absent: whoever enters it.
        #[schemars(extend("format" = "record"))]
        pub helper: Option<String>,
        /// Absent: as many as of the booking, or one.
        pub party: Option<u16>,
        /// Absent: those of the booking.
        pub items: Option<Vec<u32>>,
        /// The booking or walk-in that it is opened from.
        #[schemars(extend("format" = "record"))]
        pub booking: Option<String>,
        pub texts: CaseTexts,
        /// Documents that are taken at once; a name may be empty.
        pub documents: Vec<String>,
    }

    CaseEdit {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        /// The last event its author had seen.
        #[schemars(extend("format" = "record"))]
        pub base: String,
        pub by_authority: Option<bool>,
        /// When it began; with an empty date it stays.
        #[schemars(extend("format" = "date-or-empty"))]
        pub date: String,
        pub time: String,
        pub party: Option<u16>,
        pub items: Option<Vec<u32>>,
        pub disinfected: Option<bool>,
        pub texts: CaseTexts,
    }

    /// A leg. With an empty date it begins now.
    LegAdd {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        pub kind: LegKind,
        #[schemars(extend("format" = "date-or-empty"))]
        pub date: String,
        pub from: String,
        pub to: String,
        pub past_midnight: bool,
        /// Absent: who has the case in hand.
        #[schemars(extend("format" = "record"))]
        pub helper: Option<String>,
        /// Absent: what the kind carries here.
        pub trips: Option<u8>,
        /// Codes of warnings the person has read and accepted.
        pub confirmed: Vec<String>,
    }

    /// A leg says something else. With an empty date its time stays.
    LegCorrect {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        #[schemars(extend("format" = "record"))]
        pub leg: String,
        /// The version its author saw.
        #[schemars(extend("format" = "record"))]
        pub seen: String,
        pub kind: LegKind,
        #[schemars(extend("format" = "date-or-empty"))]
        pub date: String,
        pub from: String,
        pub to: String,
        pub past_midnight: bool,
        #[schemars(extend("format" = "record"))]
        pub helper: Option<String>,
        pub trips: Option<u8>,
        pub confirmed: Vec<String>,
    }

    LegStrike {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        #[schemars(extend("format" = "record"))]
        pub leg: String,
    }

    /// The count of trips is put right by so many.
    TripsCorrect {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        pub by: u16,
        /// So many fewer; else so many more.
        pub fewer: bool,
    }

    DocumentsTake {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        /// What they are; a name may be empty.
        pub names: Vec<String>,
        #[schemars(extend("format" = "date-or-empty"))]
        pub date: String,
        pub time: String,
    }

    DocumentsReturn {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        /// Absent: all that are held.
        pub documents: Option<Vec<String>>,
        #[schemars(extend("format" = "date-or-empty"))]
        pub date: String,
        pub time: String,
    }

    CaseHandOver {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        #[schemars(extend("format" = "record"))]
        pub to: String,
        #[schemars(extend("format" = "date-or-empty"))]
        pub date: String,
        pub time: String,
    }

    AttorneyNote {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        /// Absent: whoever enters it.
        #[schemars(extend("format" = "record"))]
        pub seen_by: Option<String>,
        #[schemars(extend("format" = "date-or-empty"))]
        pub date: String,
        pub time: String,
    }

    EligibilityNote {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        pub met: bool,
        /// The rule's number; empty: as it stands.
        pub rule: String,
        /// Until when it holds; with an empty date it does not run out, with an empty time at the end of the day.
        #[schemars(extend("format" = "date-or-empty"))]
        pub until_date: String,
        pub until_time: String,
        #[schemars(extend("format" = "record"))]
        pub seen_by: Option<String>,
        #[schemars(extend("format" = "date-or-empty"))]
        pub date: String,
        pub time: String,
    }

    CheckNote {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        /// Its number in the settings.
        pub check: u16,
        pub passed: bool,
        /// Absent: whoever enters it.
        #[schemars(extend("format" = "record"))]
        pub seen_by: Option<String>,
        #[schemars(extend("format" = "date-or-empty"))]
        pub date: String,
        pub time: String,
    }

    CaseTurn {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        pub to: CaseTurnTo,
        /// Why, of a case that is ended.
        pub reason: Option<CaseEndReason>,
        #[schemars(extend("format" = "date-or-empty"))]
        pub date: String,
        pub time: String,
    }

    CaseVoid {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        /// It should never have been; false takes that back.
        pub voided: bool,
    }

    CaseRate {
        #[schemars(extend("format" = "request"))]
        pub request: String,
        #[schemars(extend("format" = "record"))]
        pub case: String,
        /// Absent: none, or it is taken back.
        pub rating: Option<CaseRating>,
        /// Words of praise; may be empty. Kept in the vault.
        pub praise: String,
    }
}

/// What becomes of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseTurnTo {
    Suspend,
    Resume,
    Complete,
    Terminate,
    Reopen,
}

/// A case is on disk.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CaseWritten {
    pub case: String,
    /// Its last event, for an edit to name.
    pub base: String,
    /// Absent: it says so already, and nothing was written.
    pub event: Option<String>,
}

/// What the hall sets of its log, shown and saved as a whole. What has the number 0 is new.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct LogSettings {
    /// Own kinds of legs.
    pub own: Vec<LogOwnKind>,
    /// Trips of kinds that every hall has, where they are not the usual ones.
    pub trips: Vec<LogKindTrips>,
    pub reasons: Vec<LogWord>,
    /// Checks at the entrance are asked for.
    pub checks_on: bool,
    pub checks: Vec<LogCheck>,
    pub rules: Vec<LogWord>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct LogOwnKind {
    pub number: u16,
    pub name: String,
    pub trips: u8,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct LogKindTrips {
    pub kind: LegKind,
    pub trips: u8,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct LogWord {
    pub number: u16,
    pub text: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct LogCheck {
    pub number: u16,
    pub text: String,
    /// Minutes for which it holds once passed; absent: for the visit.
    pub holds_minutes: Option<u32>,
    /// It or the one before it is enough.
    pub or_before: bool,
}
