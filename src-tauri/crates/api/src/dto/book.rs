use super::{Act, Names, SessionTimes};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct BookDayAsk {
    #[schemars(extend("format" = "date"))]
    pub date: String,
}

/// A day without its bookings, as it stands around every screen.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DayHead {
    pub date: String,
    pub day: DayCard,
    /// The Saturdays on either side, for `‹ ›`.
    pub previous: DayCard,
    pub next: DayCard,
    pub sessions: Vec<SessionTimes>,
}

/// The appointment book of one day: everything the screen shows, from one function of the core.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct BookDay {
    pub date: String,
    pub day: DayCard,
    /// The Saturdays on either side, for `‹ ›`.
    pub previous: DayCard,
    pub next: DayCard,
    /// Where no bookings are taken: the first day to come on which they are.
    pub next_open: Option<String>,
    /// Its seats are frozen after a restore, until a manager signs.
    pub frozen: bool,
    pub sessions: Vec<SessionBoard>,
    /// Bookings that the day's seats no longer support, in the order they were made: the people to call.
    pub waiting: Vec<WaitingCard>,
    pub departments: Vec<DepartmentStrip>,
    pub totals: DayTotals,
}

mirror! {
    /// A date and what kind of day it is.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, JsonSchema)]
    pub struct DayCard = hall::DayCard {
        pub date: String,
        pub kind: DayKind,
        /// Name of the holiday the day off or the make-up day belongs to, as in the notice.
        pub holiday: Option<String>,
        /// Bookings are taken on this day.
        pub open: bool,
        /// It is over, by the PC's clock.
        pub past: bool,
        /// The notice for this year is not published yet: bookings are tentative.
        pub tentative: bool,
    }
}

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum DayKind = domain::reference::calendar::DayKind {
        Workday,
        /// Saturday with Saturday service.
        OrdinarySaturday,
        /// Sunday.
        Weekend,
        /// Statutory day off.
        Holiday,
        /// Weekend day that is worked; working-day rules, no Saturday service.
        MakeupWorkday,
    }
}

mirror! {
    /// Why a booking is on the list of those to be called.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum WaitingKind = hall::WaitingKind {
        /// It had a seat that the day no longer supports.
        Orphaned,
        /// Provisional: no seat yet.
        Provisional,
        /// It was provisional and has a seat now; its person does not know yet.
        Confirmed,
        /// It was provisional and declined; its person does not know yet.
        Declined,
    }
}

/// A booking without a seat: it is kept, and gets one before any later booking when there is one again.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct WaitingCard {
    pub booking: String,
    pub base: String,
    pub kind: WaitingKind,
    /// What whoever looks at it can do with it.
    pub can: Vec<Act>,
    pub date: String,
    /// The time promised.
    pub start: String,
    /// Masked.
    pub name: String,
    /// First item.
    pub item: Names,
    pub items: u16,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SessionBoard {
    /// Number of the session in the day.
    pub session: u8,
    /// Departments and items it serves; absent: all.
    pub serves: Option<Vec<Names>>,
    pub from: String,
    pub to: String,
    pub slots: Vec<SlotBoard>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SlotBoard {
    pub slot: u16,
    pub start: String,
    pub end: String,
    pub past: bool,
    pub seats: u16,
    pub taken: u16,
    /// Booked cells, by seat number. Seats without a cell are free.
    pub cells: Vec<SeatCell>,
}

mirror! {
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct SeatCell = hall::SeatCell {
        /// From 1.
        pub seat: u16,
        pub booking: String,
        /// The booking began in an earlier slot and goes on here.
        pub continued: bool,
        /// Masked: `王*`, `欧阳*`. The full name is in the booking's detail.
        pub name: String = masked_name,
        /// First item.
        pub item: Names,
        pub items: u16,
        pub party: u16,
        pub departments: Vec<u32>,
        pub marks: Vec<Mark>,
    }
}

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Mark = hall::Mark {
        /// Green channel.
        Green,
        /// Refused on a working day for missing materials, and carried over.
        CarriedOver,
        /// The result cannot be had on the spot; it will be forwarded on a working day.
        Forwarded,
        /// A department has not yet confirmed.
        Unconfirmed,
        /// The year's notice is not published.
        Tentative,
        /// The same person has the same item twice on that day.
        Repeated,
        /// They are here.
        Arrived,
    }
}

mirror! {
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct DepartmentStrip = hall::DepartmentStrip {
        pub department: u32,
        pub name: Names,
        pub short: Names,
        /// Bookings that hold a seat and need this department.
        pub bookings: u16,
        /// Those without a seat beside them.
        pub beside: u16,
        pub promise: Promise,
        /// Approvers confirmed for the day.
        pub approvers: u16,
        /// Moment after which the department is no longer asked.
        pub cutoff: String,
        /// Values of this department that are samples (示例), not from a source.
        pub sample: bool,
    }
}

mirror! {
    /// What a citizen may be promised of one department on one Saturday.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Promise = domain::duty::promise::Promise {
        /// The item needs no approver.
        NoneNeeded,
        /// The department will be asked; this booking is what brings the approver.
        WillBeAsked,
        Asked,
        Confirmed,
        Refused,
        /// Past the department's cut-off and nobody on duty.
        PastCutoff,
        /// The department has no back office in this hall.
        NoBackOffice,
        /// The catalogue does not say which department decides.
        DepartmentUnknown,
    }
}

mirror! {
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct DayTotals = hall::DayTotals {
        pub people: u32,
        pub bookings: u32,
        pub items: u32,
        pub seats: u32,
        /// Free seats in slots that have not begun.
        pub free: u32,
    }
}
