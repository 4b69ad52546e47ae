//! The day of service: arrivals, the call list, a day that moves.

use super::{ExceptionReason, Names, UndoOffer};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct ServiceDayAsk {
    #[schemars(extend("format" = "date"))]
    pub date: String,
}

/// The call list of a day.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CallList {
    pub date: String,
    /// Bookings are taken on the day; if not, everybody is to be called.
    pub open: bool,
    /// From when on those who have not come are called.
    pub due_at: Option<String>,
    /// That time has come.
    pub due: bool,
    pub call_after_minutes: u16,
    pub lines: Vec<CallLine>,
}

mirror! {
    /// A booking in the call list, masked.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct CallLine = hall::CallLine {
        pub booking: String,
        pub base: String,
        pub number: String,
        pub name: String = masked_name,
        pub phone: String = masked_phone,
        /// Whoever acts for them and can be called for them; masked, empty where there is nobody.
        pub agent: String = masked_agent,
        pub agent_phone: String = masked_agent_phone,
        pub start: String,
        /// Its time has begun and nobody has come.
        pub late: bool,
        pub items: Vec<Names>,
        pub party: u16,
        pub green_channel: bool,
        /// There is a note, to be read with the number.
        pub has_note: bool,
        /// When they came.
        pub arrived: Option<String>,
        /// Its seats were given up.
        pub released: bool,
        /// The day's seats do not support it.
        pub waiting: bool,
        /// Cancelled on one installation while they came on another.
        pub contested: bool,
        /// The same person has the same item twice on that day.
        pub repeated: bool,
        /// It was cancelled in a call.
        pub cancelled: bool,
        /// What whoever looks at it can do with it.
        pub can: Vec<CallAct>,
        pub call: Option<CallCard>,
        /// The hall moved it to another day.
        pub moved_to: Option<String>,
    }
}

mirror! {
    /// Something that can be done with a line to be called.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum CallAct = hall::CallAct {
        Arrive,
        Coming,
        Rescheduled,
        Cancelled,
        NoAnswer,
        /// Nobody answered, and the seats are given up.
        Release,
        SeatAgain,
    }
}

mirror! {
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct CallCard = hall::CallCard {
        pub outcome: CallOutcome,
        /// When they mean to be here.
        pub expected: Option<String>,
        pub at: String,
    }
}

mirror! {
    /// What a telephone call came to.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum CallOutcome = domain::event::CallOutcome {
        /// They come, or agree to the time they were moved to.
        Coming,
        /// They want another time.
        Rescheduled,
        /// They do not come.
        Cancelled,
        NoAnswer,
    }
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CallRecord {
    #[schemars(extend("format" = "record"))]
    pub booking: String,
    #[schemars(extend("format" = "record"))]
    pub base: String,
    pub outcome: CallOutcome,
    /// `10:30`, or empty: when they mean to be here.
    #[schemars(extend("format" = "time-or-empty"))]
    pub expected: String,
    /// Give up the seats of somebody who does not answer.
    pub release: bool,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct ArrivalMark {
    #[schemars(extend("format" = "record"))]
    pub booking: String,
    #[schemars(extend("format" = "record"))]
    pub base: String,
    /// Codes of warnings the person has read and accepted.
    #[serde(default)]
    pub confirmed: Vec<String>,
}

/// Something noted of a booking.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Noted {
    pub undo: UndoOffer,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DayMove {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    /// Empty: the bookings stay on the day, to be called.
    #[schemars(extend("format" = "date-or-empty"))]
    pub to: String,
    /// The hall closes the day, and why.
    #[serde(default)]
    pub close: Option<ExceptionReason>,
    /// The bookings that were shown, in their order; absent where none were. Others than these are not moved.
    #[serde(default)]
    #[schemars(extend("format" = "record"))]
    pub seen: Option<Vec<String>>,
}

/// What a move would do.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DayMovePreview {
    pub lines: Vec<MovedLine>,
}

mirror! {
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct MovedLine = hall::MovedLine {
        pub booking: String,
        /// Masked.
        pub name: String = masked_name,
        pub start: String,
        /// When it would begin on the other day; absent: it would stay, to be called.
        pub to: Option<String>,
    }
}

mirror! {
    /// What a move of a whole day did.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct DayMoved = hall::DayMoved {
        pub moved: u32,
        /// Bookings the other day has no place for.
        pub left: u32,
        pub undo: Option<UndoOffer>,
    }
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CallTimeSet {
    /// Minutes after opening.
    pub minutes: u16,
}
