//! Everybody who has to be called, as the door tells it.

use super::{CallAct, CallOutcome, Language, Names};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Everybody to call from today on, whoever waits soonest first.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ToCall {
    pub tasks: Vec<CallTask>,
    /// How many tasks are about a day, by day.
    pub days: Vec<CallsOn>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CallsOn {
    pub date: String,
    pub tasks: u32,
}

/// One person to ring, with all their bookings.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CallTask {
    pub bookings: Vec<CallBooking>,
    /// Who answers, masked.
    pub name: String,
    /// Masked; empty where nobody left a number.
    pub phone: String,
    /// It is the name and number of whoever acts for the person.
    pub agent: bool,
    /// The earliest time that they know or that holds.
    pub soonest: String,
    /// Calls that nobody answered since somebody last spoke with them.
    pub unanswered: u16,
    pub last: Option<LastCall>,
    /// What whoever looks at it can note of a call.
    pub can: Vec<CallAct>,
}

/// What the last call came to, and when.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LastCall {
    pub outcome: CallOutcome,
    pub at: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CallBooking {
    pub booking: String,
    /// Its last event: `call_note` names it.
    pub base: String,
    pub number: String,
    /// Masked.
    pub name: String,
    /// When it is now; where the hall gave it up, when it was.
    pub date: String,
    pub start: String,
    /// Bookings are taken on that day.
    pub open: bool,
    /// When its person believes it is; absent if that is so.
    pub known_date: Option<String>,
    pub known_start: Option<String>,
    pub items: Vec<Names>,
    pub party: u16,
    pub whys: Vec<CallWhy>,
}

/// Why they are called.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CallWhy {
    pub reason: CallReason,
    /// The department, where it is one's answer.
    pub department: Option<Names>,
    /// From when to when it is there, where it comes for part of the day.
    pub from: Option<String>,
    pub until: Option<String>,
    /// The items it is about.
    pub items: Vec<Names>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallReason {
    /// Provisional, and no seat could be had.
    NoSeat,
    /// Cancelled because the hall closes.
    HallClosed,
    /// The hall moved it to another time.
    Moved,
    /// There is no seat for them any more.
    SeatLost,
    /// There is a seat for them now.
    SeatFound,
    /// They were told that it was cancelled, and it is not.
    Stands,
    /// A department does not come.
    DoesNotCome,
    /// A department comes, but not at their time.
    ComesInPart,
    /// A department comes after all.
    ComesAfterAll,
    /// They asked for another time and have none yet.
    WantsAnotherTime,
    /// Their time has begun, and they are not here.
    NotArrived,
}

/// What a call came to, for every booking of its line.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CallNote {
    pub bookings: Vec<CalledBooking>,
    pub outcome: CallOutcome,
    /// `10:30`, or empty: when they mean to be here.
    #[serde(default)]
    #[schemars(extend("format" = "time-or-empty"))]
    pub expected: String,
    /// Give up the seats of somebody who does not answer.
    #[serde(default)]
    pub release: bool,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CalledBooking {
    #[schemars(extend("format" = "record"))]
    pub booking: String,
    #[schemars(extend("format" = "record"))]
    pub base: String,
}

/// Whose list is taken along: of everybody, or of one day.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct ToCallPaperAsk {
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
}

/// The list with whole names and numbers; on record.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ToCallPaper {
    pub hall: Names,
    pub date: Option<String>,
    /// The how-manieth copy from this PC.
    pub copy: u32,
    /// Taken at this moment, by the PC's clock.
    pub at: String,
    pub tasks: Vec<CallTask>,
}

/// Asks for the list as a workbook.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct ToCallExport {
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
    pub language: Language,
    /// Name of the sheet.
    pub title: String,
    /// Time, name, phone, agent, number, items, what to say, unanswered calls, outcome.
    pub headers: Vec<String>,
    /// What the screen says to tell each booking's person.
    pub says: Vec<CallSaid>,
    /// What is ticked by hand.
    pub boxes: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CallSaid {
    #[schemars(extend("format" = "record"))]
    pub booking: String,
    pub text: String,
}
