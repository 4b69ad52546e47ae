use super::{ExceptionReason, Language, Names, Promise, UndoOffer};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct WalkInAsk {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub items: Vec<u32>,
}

/// What somebody without a booking is to be told before their case is accepted.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct WalkInOutlook {
    pub departments: Vec<WalkInDepartment>,
    pub told: WalkInTold,
    pub materials: Vec<Names>,
    /// Booked people who have not come yet: they come first.
    pub booked_first: u32,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct WalkInDepartment {
    /// Absent where the catalogue names none.
    pub name: Option<Names>,
    pub promise: Promise,
    /// Approvers confirmed.
    pub approvers: u16,
}

/// What the citizen was told.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct WalkInTold {
    pub staffed: bool,
    /// The working day the case is forwarded to; absent where it is decided on the spot.
    #[schemars(extend("format" = "date"))]
    pub forwarded_on: Option<String>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct WalkInAccept {
    /// Chosen by the screen for each new form. Sent twice, it accepts once.
    #[schemars(extend("format" = "request"))]
    pub request: String,
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub items: Vec<u32>,
    pub name: String,
    pub phone: String,
    pub party: u16,
    pub green_channel: bool,
    /// Free text, kept in the vault.
    pub note: String,
    pub slip_language: Language,
    /// What the citizen was told; refused with `walk_in.told_otherwise` when it is no longer so.
    pub told: WalkInTold,
    /// Codes of warnings the person has read and accepted.
    pub confirmed: Vec<String>,
}

/// A form for somebody without a booking that was begun: parts may still be empty or wrong. Kept in the vault of this PC.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct WalkInDraft {
    pub date: String,
    pub item_text: String,
    pub items: Vec<u32>,
    pub name: String,
    pub phone: String,
    /// As typed.
    pub party: String,
    pub green_channel: bool,
    pub note: String,
    pub slip_language: Language,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct WalkInDraftFound {
    pub draft: Option<WalkInDraft>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct ServiceDayAsk {
    #[schemars(extend("format" = "date"))]
    pub date: String,
}

/// Who walked in on a day, and what was forwarded to it.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct WalkIns {
    pub accepted: Vec<WalkInLine>,
    pub forwarded_here: Vec<WalkInLine>,
}

/// A case in a list, masked.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct WalkInLine {
    pub booking: String,
    pub number: String,
    pub name: String,
    pub date: String,
    pub at: String,
    /// They came with a booking; else they walked in.
    pub booked: bool,
    pub items: Vec<Names>,
    pub departments: Vec<Names>,
    pub forwarded_on: Option<String>,
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

/// A booking in the call list, masked.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CallLine {
    pub booking: String,
    pub base: String,
    pub number: String,
    pub name: String,
    pub phone: String,
    /// Whoever acts for them and can be called for them; masked, empty where there is nobody.
    pub agent: String,
    pub agent_phone: String,
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

/// Something that can be done with a line to be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallAct {
    Arrive,
    Coming,
    Rescheduled,
    Cancelled,
    NoAnswer,
    /// Nobody answered, and the seats are given up.
    Release,
    SeatAgain,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CallCard {
    pub outcome: CallOutcome,
    /// When they mean to be here.
    pub expected: Option<String>,
    pub at: String,
}

/// What a telephone call came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// They come, or agree to the time they were moved to.
    Coming,
    /// They want another time.
    Rescheduled,
    /// They do not come.
    Cancelled,
    NoAnswer,
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

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct MovedLine {
    pub booking: String,
    /// Masked.
    pub name: String,
    pub start: String,
    /// When it would begin on the other day; absent: it would stay, to be called.
    pub to: Option<String>,
}

/// What a move of a whole day did.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DayMoved {
    pub moved: u32,
    /// Bookings the other day has no place for.
    pub left: u32,
    pub undo: Option<UndoOffer>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CallTimeSet {
    /// Minutes after opening.
    pub minutes: u16,
}

/// Which list of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListOf {
    /// Everybody who is booked.
    Day,
    /// Cases forwarded to this day, of walk-ins and of bookings that came.
    Forwarded,
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

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DayListLine {
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
