//! A booking: the form, what is shown of it, what is done to it.

use super::{CaseStage, DutyEffect, Language, Names, OrdersOf, ResultPromise, Slip, SlotRef};
use crate::wire::mirror;
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

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Channel = domain::event::Channel {
        Desk,
        Phone,
        CarriedOver,
        OtherHall,
    }
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

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum CancelReason = domain::event::CancelReason {
        CitizenAsked,
        WrongEntry,
        Duplicate,
        HallClosed,
        Other,
        /// It was provisional, and no seat could be had.
        NoSeat,
    }
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

mirror! {
    /// An action can be taken back for a minute.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct UndoOffer = hall::UndoOffer {
        pub token: String,
        pub until: String,
    }
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

/// A case that came from a booking.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct AssistedLink {
    pub case: String,
    pub stage: CaseStage,
}

mirror! {
    /// Something that can be done with a booking.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Act = hall::Act {
        Reveal,
        Slip,
        Edit,
        Arrive,
        SeatAgain,
        Cancel,
        /// Cancel it for want of a seat.
        Decline,
        /// Open a case of the assisted-handling log for its person.
        Assist,
        Erase,
    }
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
    /// What cancelling it does to the departments.
    pub leaving: Vec<DutyEffect>,
    pub history: Vec<HistoryLine>,
    /// Cases of the assisted-handling log that came from it.
    pub assisted: Vec<AssistedLink>,
    /// Its work orders; none for those who may not see the log.
    pub orders: OrdersOf,
    /// What the same agent booked together with it.
    pub group: Vec<GroupCard>,
    /// The same person's bookings for the same item on that day.
    pub repeats: Vec<GroupCard>,
}

mirror! {
    /// An item of a booking: who decides about it, and what is promised.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct DetailCase = hall::DetailCase {
        pub departments: Vec<Names>,
        pub result: ResultPromise,
    }
}

mirror! {
    /// A booking of the same agent, masked.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct GroupCard = hall::GroupMember {
        pub booking: String,
        pub number: String,
        pub name: String = masked_name,
        pub date: String,
        pub start: String,
    }
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
