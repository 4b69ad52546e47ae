use super::{Language, Names, ResultPromise, SlotRef};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the form holds. Used to make a booking, to edit one, and as the draft.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct BookingForm {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub slot: SlotRef,
    /// Catalogue numbers, at least one.
    pub items: Vec<u32>,
    /// Full name or surname, up to 60 characters of any Unicode plane.
    pub name: String,
    /// Mobile or landline; may be empty.
    pub phone: String,
    /// People who come, 1 to 50.
    pub party: u16,
    pub channel: Channel,
    pub green_channel: bool,
    /// For a carried-over booking: what was missing. Free text, kept in the vault.
    pub missing: String,
    /// Free text, kept in the vault.
    pub note: String,
    pub slip_language: Language,
    /// For a carried-over booking: the day of the visit that was refused, or empty.
    #[serde(default)]
    #[schemars(extend("format" = "date-or-empty"))]
    pub earlier_date: String,
    /// The number of that visit as the hall wrote it, or empty. Kept in the vault.
    #[serde(default)]
    pub earlier_number: String,
    /// Name of whoever acts for the person, or empty.
    #[serde(default)]
    pub agent_name: String,
    /// Number of whoever acts for the person, or empty.
    #[serde(default)]
    pub agent_phone: String,
    /// Number of the person's document; masked, where names are.
    #[serde(default)]
    pub identity: String,
}

/// Another principal of an agent: name, number and time are its own, the rest is as in the form.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct PrincipalForm {
    pub name: String,
    pub phone: String,
    /// Absent: the next block in which the agent is free.
    pub slot: Option<SlotRef>,
    /// Their own items; none: those of the form.
    #[serde(default)]
    pub items: Vec<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Desk,
    Phone,
    CarriedOver,
    OtherHall,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct BookingMake {
    /// Chosen by the screen for each new form (16 to 64 letters and digits). Sent twice, it makes one booking.
    #[schemars(extend("format" = "request"))]
    pub request: String,
    pub form: BookingForm,
    /// Whom else the agent books for; each gets a booking of its own, all or none.
    #[serde(default)]
    pub others: Vec<PrincipalForm>,
    /// Codes of warnings the person has read and accepted (a failure with `confirmable` names the code).
    pub confirmed: Vec<String>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct BookingEdit {
    #[schemars(extend("format" = "record"))]
    pub booking: String,
    /// `BookingDetail.base` as the person saw it; an edit on an older one is refused.
    #[schemars(extend("format" = "record"))]
    pub base: String,
    pub form: BookingForm,
    pub confirmed: Vec<String>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct BookingCancel {
    #[schemars(extend("format" = "record"))]
    pub booking: String,
    #[schemars(extend("format" = "record"))]
    pub base: String,
    pub reason: CancelReason,
    /// Required with `other`; kept in the vault.
    pub remark: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CancelReason {
    CitizenAsked,
    WrongEntry,
    Duplicate,
    HallClosed,
    Other,
    /// It was provisional, and no seat could be had.
    NoSeat,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct BookingSaved {
    pub booking: String,
    pub slip: Slip,
    /// What the agent booked together with it.
    pub others: Vec<SavedToo>,
    pub undo: UndoOffer,
}

/// One more booking that was made with the same press.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SavedToo {
    pub booking: String,
    pub slip: Slip,
}

/// An action can be taken back for a minute.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct UndoOffer {
    pub token: String,
    pub until: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct Undo {
    #[schemars(extend("format" = "record"))]
    pub token: String,
    /// Codes of warnings the person has read and accepted.
    #[serde(default)]
    pub confirmed: Vec<String>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct BookingRef {
    #[schemars(extend("format" = "record"))]
    pub booking: String,
}

/// Something that can be done with a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    Reveal,
    Slip,
    Edit,
    Arrive,
    SeatAgain,
    Cancel,
    /// Cancel it for want of a seat.
    Decline,
    Erase,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct BookingDetail {
    pub booking: String,
    pub base: String,
    pub number: String,
    pub status: BookingStatus,
    /// It stands, but the day's seats no longer support it: to be called.
    pub waiting: bool,
    /// Provisional: no seat could be had so far.
    pub provisional: bool,
    /// Cancelled on one installation while they came on another.
    pub contested: bool,
    /// Its seats were given up after a call.
    pub released: bool,
    /// It is of today, by this PC's clock.
    pub is_today: bool,
    /// What whoever looks at it can do with it.
    pub can: Vec<Act>,
    /// Name and number are masked, and the texts left out.
    pub masked: bool,
    /// Accepted without a booking: it has no time to be changed.
    pub walk_in: bool,
    /// They have come.
    pub arrived: bool,
    /// The personal values have been erased; there is nothing to reveal.
    pub erased: bool,
    /// What was missing at an earlier visit is on record.
    pub has_missing: bool,
    /// There is a note.
    pub has_note: bool,
    pub form: BookingForm,
    pub start: String,
    pub end: String,
    /// Names as they were when the booking was made.
    pub items: Vec<Names>,
    /// What holds for each item, in the same order.
    pub cases: Vec<DetailCase>,
    /// Whether the result can be had on the spot, and the working day it is forwarded to.
    pub result: ResultPromise,
    pub forwarded_on: Option<String>,
    pub history: Vec<HistoryLine>,
    /// What the same agent booked together with it.
    pub group: Vec<GroupCard>,
    /// The same person's bookings for the same item on that day.
    pub repeats: Vec<GroupCard>,
}

/// An item of a booking: who decides about it, and what is promised.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DetailCase {
    pub departments: Vec<Names>,
    pub result: ResultPromise,
}

/// A booking of the same agent, masked.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct GroupCard {
    pub booking: String,
    pub number: String,
    pub name: String,
    pub date: String,
    pub start: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BookingStatus {
    Confirmed,
    Cancelled,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct HistoryLine {
    pub at: String,
    pub what: HistoryKind,
    /// Who did it; empty where the program itself did.
    pub by: String,
    /// When it was before it was moved, and since: two moments.
    pub moved_from: Option<String>,
    pub moved_to: Option<String>,
    /// Why it was cancelled.
    pub reason: Option<CancelReason>,
    /// What was written beside the reason; left out where names are masked.
    pub remark: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HistoryKind {
    Made,
    Edited,
    Rescheduled,
    Cancelled,
    Undone,
    Erased,
    Arrived,
    Called,
    /// It was provisional, and has a seat now.
    Confirmed,
}

/// What is printed for the citizen.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Slip {
    pub booking: String,
    pub hall: Names,
    /// Where the hall is and how it is reached; empty: not printed.
    pub address: String,
    pub telephone: String,
    pub number: String,
    pub language: Language,
    pub date: String,
    pub start: String,
    pub end: String,
    /// As the citizen gave it, unmasked: the slip is the citizen's own.
    pub name: String,
    pub party: u16,
    pub green_channel: bool,
    pub items: Vec<SlipItem>,
    pub missing: String,
    /// Day and number of the earlier visit that was refused.
    pub earlier: Option<String>,
    pub earlier_number: String,
    /// Whoever acts for the person, or empty.
    pub agent: String,
    pub tentative: bool,
    pub result: ResultPromise,
    pub forwarded_on: Option<String>,
    pub cancelled: bool,
    /// No seat could be had so far: the hall calls.
    pub provisional: bool,
    /// The receipt of somebody who walked in: its time is when they were accepted.
    pub walk_in: bool,
    /// There is a number at which somebody can be told what comes of it; else no call is promised.
    pub callable: bool,
    /// It has been printed on this PC before: this is another copy.
    pub reprint: bool,
    /// The how-manieth copy it is or would be.
    pub copy: u32,
    pub demo: bool,
    /// QR code of the number: side length in modules, and the dark modules as an SVG path in module units.
    pub qr_size: u16,
    pub qr_path: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SlipItem {
    pub names: Names,
    pub departments: Vec<Names>,
    pub materials: Vec<Names>,
    pub result: ResultPromise,
    /// Departments whose answer it waits for.
    pub waits_for: Vec<Names>,
}

/// Slips that go to the printer now.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct SlipPrint {
    pub bookings: Vec<String>,
}

/// Which copy each of them is, in their order.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SlipCopies {
    pub copies: Vec<u32>,
}

/// A form that was begun and not saved. Kept in the vault of this PC; never synced.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct Draft {
    /// As the screen holds it: parts may still be empty or wrong.
    pub request: String,
    pub booking: Option<String>,
    pub base: Option<String>,
    pub date: String,
    pub slot: Option<SlotRef>,
    pub item_text: String,
    pub items: Vec<u32>,
    pub name: String,
    pub phone: String,
    pub party: u16,
    pub channel: Channel,
    pub green_channel: bool,
    pub missing: String,
    pub note: String,
    pub slip_language: Language,
    #[serde(default)]
    pub earlier_date: String,
    #[serde(default)]
    pub earlier_number: String,
    #[serde(default)]
    pub agent_name: String,
    #[serde(default)]
    pub agent_phone: String,
    /// Number of the person's document; masked, where names are.
    #[serde(default)]
    pub identity: String,
    #[serde(default)]
    pub others: Vec<PrincipalForm>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DraftFound {
    pub draft: Option<Draft>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct BookingFind {
    pub text: String,
    /// How many at most. Of one day it is all of them.
    pub limit: u16,
    /// Only bookings of this day.
    #[serde(default)]
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct FoundBookings {
    pub bookings: Vec<FoundBooking>,
    /// Values that do not open: they are damaged, and nobody can be found by them.
    pub unreadable: u32,
}

/// A booking that was found, masked.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct FoundBooking {
    pub booking: String,
    pub number: String,
    pub date: String,
    /// Neither cancelled nor taken back.
    pub stands: bool,
    pub name: String,
    pub phone: String,
    /// Whoever acts for the person, and their number: masked, empty where there is none.
    pub agent: String,
    pub agent_phone: String,
    /// The name does not stand there as it was typed: it only sounds like it.
    pub by_sound: bool,
    /// The item it was found by; absent where it was found by its person or number.
    pub item: Option<Names>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct BookingErase {
    #[schemars(extend("format" = "record"))]
    pub bookings: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Erased {
    pub bookings: u32,
    /// Files that could not be cleaned now; they are tried again every day and at every start.
    pub unreached: Vec<String>,
}
