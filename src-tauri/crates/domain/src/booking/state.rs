//! How a booking stands, and every question about that. History is apart (`fold`): whoever reads a day needs none.

use super::known::Known;
use crate::duty::demand;
use crate::event::{CallOutcome, CancelReason, Channel, ItemSnapshot, Language, PersonalField, Promised};
use crate::record::{Order, RecordId};
use crate::reference::catalogue::DepartmentId;
use crate::seat::Place;
use crate::time::{BeijingDay, MinuteOfDay};
use minicbor::{Decode, Encode};
use std::collections::{BTreeMap, BTreeSet};

/// How a booking stands: what is stored of it, kept and asked.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BookingState {
    /// Identity: the event that made it.
    #[n(0)]
    pub id: RecordId,
    /// The last event in the order; an edit names it as the one its author had seen.
    #[n(1)]
    pub last: RecordId,
    /// Opaque number on the slip.
    #[n(2)]
    pub number: u64,
    /// Where its making stands in the one order: earlier bookings keep their place before later ones.
    #[n(3)]
    pub made: Order,
    /// Where it is: also kept when cancelled or no longer supported, to show what it was.
    #[n(4)]
    pub place: Place,
    /// The time promised; absent where it is the beginning of the place's first slot.
    #[n(5)]
    pub start: Option<MinuteOfDay>,
    /// The event that promised this time.
    #[n(6)]
    pub timed_by: RecordId,
    /// The day's seats support it; if not it is on the list to be called. Never so for a walk-in, or once its seats were
    /// given up.
    #[n(7)]
    pub seated: bool,
    /// Items with the names they had.
    #[n(8)]
    pub items: Vec<ItemSnapshot>,
    /// People who come.
    #[n(9)]
    pub party: u16,
    /// How it came in.
    #[n(10)]
    pub channel: Channel,
    /// Green channel.
    #[n(11)]
    pub green_channel: bool,
    /// Language of the slip.
    #[n(12)]
    pub slip_language: Language,
    /// Where it stands in the lattice.
    #[n(13)]
    pub status: Status,
    /// For each personal field that was ever set, the event under whose id the vault has the value that stands.
    #[n(14)]
    pub personal: BTreeMap<PersonalField, RecordId>,
    /// Its personal values have been erased, for good.
    #[n(15)]
    pub erased: bool,
    /// Bookings that one agent made together bear the id of the first of them.
    #[n(16)]
    pub group: Option<RecordId>,
    /// The day of the earlier visit that was refused.
    #[n(17)]
    pub earlier: Option<BeijingDay>,
    /// The hall moved it because this day was closed.
    #[n(18)]
    pub moved_from: Option<BeijingDay>,
    /// Somebody without a booking, accepted on the day.
    #[n(19)]
    pub walk_in: Option<WalkIn>,
    /// They are here since this wall time, ms since 1970 UTC.
    #[n(20)]
    pub arrived_ms: Option<i64>,
    /// The day on which their case is decided, as it stood when they came; absent in older journals.
    #[n(21)]
    pub decided_on: Option<BeijingDay>,
    /// The last call.
    #[n(22)]
    pub call: Option<Call>,
    /// Its seats were given up after a call.
    #[n(23)]
    pub released: bool,
    /// It was made though no seat could be had, and what has come of that.
    #[n(24)]
    pub provisional: Option<Provisional>,
    /// Cancelled on one installation while they came on another: they are here, and somebody has to look at it.
    #[n(25)]
    pub contested: bool,
    /// What its person knows of it.
    #[n(26)]
    pub known: Known,
    /// What was last promised of its result; absent where that is not on record.
    #[n(27)]
    pub promised: Option<Promised>,
}

impl BookingState {
    /// Whether it is neither cancelled nor taken back.
    pub fn stands(&self) -> bool {
        self.status == Status::Confirmed
    }

    /// Whether it holds its seats.
    pub fn holds_seats(&self) -> bool {
        self.stands() && self.seated
    }

    /// Whether the day's seats have to support it: it holds some or waits for some.
    pub fn claims_seats(&self) -> bool {
        self.stands() && !self.released && !self.contested && self.walk_in.is_none()
    }

    /// Whether it has no seat and gets the next one that it can have.
    pub fn waits(&self) -> bool {
        self.claims_seats() && !self.seated
    }

    /// Whether it is still open if it gets a seat at all.
    pub fn is_pending(&self) -> bool {
        self.stands() && !self.contested && self.provisional.is_some_and(|provisional| !provisional.confirmed)
    }

    /// The working day its case is forwarded to, as its person was told when they came; `None` where it is decided on the
    /// day itself, or nobody has come.
    pub fn forwarded(&self) -> Option<BeijingDay> {
        let told = self.walk_in.and_then(|walk_in| walk_in.forwarded);
        told.or(self.decided_on.filter(|day| *day > self.place.day))
    }

    /// Departments that have to approve something of it.
    pub fn asked_departments(&self) -> BTreeSet<DepartmentId> {
        demand::asked(&self.items)
    }

    /// The last call, if it was about the day on which the booking is now.
    pub fn call_of_its_day(&self) -> Option<Call> {
        self.call.filter(|call| call.day == self.place.day)
    }
}

/// A booking that was made though no seat could be had (PRODUCT rule 10): confirmed when a seat is given to it, or declined
/// by being cancelled for want of one; whichever comes first in the order, and once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Provisional {
    /// A seat was given to it. What becomes of that seat later is as with any booking.
    #[n(0)]
    pub confirmed: bool,
    /// Its person knows what came of it.
    #[n(1)]
    pub told: bool,
}

/// How somebody without a booking was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct WalkIn {
    /// When, by the PC's clock.
    #[n(0)]
    pub at: MinuteOfDay,
    /// The working day it is forwarded to; absent where the department was on duty.
    #[n(1)]
    pub forwarded: Option<BeijingDay>,
}

/// A call that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Call {
    /// What it came to.
    #[n(0)]
    pub outcome: CallOutcome,
    /// When they mean to be here.
    #[n(1)]
    pub expected: Option<MinuteOfDay>,
    /// Wall time of the PC that wrote it, ms since 1970 UTC.
    #[n(2)]
    pub wall_ms: i64,
    /// The day it was about: after it was moved, another day's call says nothing.
    #[n(3)]
    pub day: BeijingDay,
}

/// Where a booking stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum Status {
    /// It has its seats.
    #[n(0)]
    Confirmed,
    /// Final, unless the cancelling itself is taken back.
    #[n(1)]
    Cancelled(#[n(0)] CancelReason),
    /// The making was taken back within its minute: as if it had not been, but on record.
    #[n(2)]
    Undone,
}
