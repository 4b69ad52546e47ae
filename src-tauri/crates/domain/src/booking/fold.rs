//! A booking as the fold of its events. Any order of arrival, any duplicate, gives the same booking (invariant A4).

use super::known::Known;
use crate::event::{
    Arrived, BookingCancelled, BookingEdited, BookingErased, BookingMade, BookingSeated, CallOutcome, Called,
    CancelReason, Channel, Fact, ItemSnapshot, Language, PersonalField, Retracted, WalkedIn,
};
use crate::record::{Order, RecordId, Stamped};
use crate::seat::Place;
use crate::time::{BeijingDay, MinuteOfDay};
use minicbor::{Decode, Encode};
use std::collections::{BTreeMap, BTreeSet};

/// What can happen to a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // Documented at the bodies.
pub enum BookingFact {
    Made(BookingMade),
    ProvisionallyMade(BookingMade),
    Edited(BookingEdited),
    Cancelled(BookingCancelled),
    Retracted(Retracted),
    Erased(BookingErased),
    Seated(BookingSeated),
    WalkedIn(WalkedIn),
    Arrived(Arrived),
    Called(Called),
}

impl BookingFact {
    /// The one list of what changes a booking: a hall and its server fold the same.
    ///
    /// # Errors
    /// Gives back what is only noted of a booking, or belongs to another record.
    pub fn of(fact: Fact) -> Result<Self, Box<Fact>> {
        Ok(match fact {
            Fact::BookingMade(body) => Self::Made(body),
            Fact::ProvisionallyMade(body) => Self::ProvisionallyMade(body),
            Fact::BookingEdited(body) => Self::Edited(body),
            Fact::BookingCancelled(body) => Self::Cancelled(body),
            Fact::Retracted(body) => Self::Retracted(body),
            Fact::BookingErased(body) => Self::Erased(body),
            Fact::BookingSeated(body) => Self::Seated(body),
            Fact::WalkedIn(body) => Self::WalkedIn(body),
            Fact::Arrived(body) => Self::Arrived(body),
            Fact::Called(body) => Self::Called(body),
            other => return Err(Box::new(other)),
        })
    }
}

/// A booking as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// Identity: the event that made it.
    pub id: RecordId,
    /// The last event in the order; an edit names it as the one its author had seen.
    pub last: RecordId,
    /// Opaque number on the slip.
    pub number: u64,
    /// Where its making stands in the one order: earlier bookings keep their place before later ones.
    pub made: Order,
    /// Where it is: also kept when cancelled or no longer supported, to show what it was.
    pub place: Place,
    /// The time promised; absent where it is the beginning of the place's first slot.
    pub start: Option<MinuteOfDay>,
    /// The event that promised this time.
    pub timed_by: RecordId,
    /// The day's seats support it; if not it is on the list to be called. Never so for a walk-in, or once its seats were
    /// given up.
    pub seated: bool,
    /// Items with the names they had.
    pub items: Vec<ItemSnapshot>,
    /// People who come.
    pub party: u16,
    /// How it came in.
    pub channel: Channel,
    /// Green channel.
    pub green_channel: bool,
    /// Language of the slip.
    pub slip_language: Language,
    /// Where it stands in the lattice.
    pub status: Status,
    /// For each personal field that was ever set, the event under whose id the vault has the value that stands.
    pub personal: BTreeMap<PersonalField, RecordId>,
    /// Its personal values have been erased, for good.
    pub erased: bool,
    /// Bookings that one agent made together bear the id of the first of them.
    pub group: Option<RecordId>,
    /// The day of the earlier visit that was refused.
    pub earlier: Option<BeijingDay>,
    /// The hall moved it because this day was closed.
    pub moved_from: Option<BeijingDay>,
    /// Somebody without a booking, accepted on the day.
    pub walk_in: Option<WalkIn>,
    /// They are here since this wall time, ms since 1970 UTC.
    pub arrived_ms: Option<i64>,
    /// The day on which their case is decided, as it stood when they came; absent in older journals.
    pub decided_on: Option<BeijingDay>,
    /// The last call.
    pub call: Option<Call>,
    /// Its seats were given up after a call.
    pub released: bool,
    /// It was made though no seat could be had, and what has come of that.
    pub provisional: Option<Provisional>,
    /// Cancelled on one installation while they came on another: they are here, and somebody has to look at it.
    pub contested: bool,
    /// What its person knows of it.
    pub known: Known,
    /// Everything that happened, in the order.
    pub history: Vec<Change>,
}

impl Booking {
    /// Whether it holds its seats.
    pub fn holds_seats(&self) -> bool {
        self.stands() && self.seated
    }

    /// Whether it is neither cancelled nor taken back.
    pub fn stands(&self) -> bool {
        self.status == Status::Confirmed
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

    /// Whether the day's seats have to support it: it holds some or waits for some.
    pub fn claims_seats(&self) -> bool {
        self.stands() && !self.released && !self.contested && self.walk_in.is_none()
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It has its seats.
    Confirmed,
    /// Final, unless the cancelling itself is taken back.
    Cancelled(CancelReason),
    /// The making was taken back within its minute: as if it had not been, but on record.
    Undone,
}

/// One line of a booking's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The event.
    pub id: RecordId,
    /// Wall time of the PC that wrote it, ms since 1970 UTC.
    pub wall_ms: i64,
    /// What it was.
    pub kind: ChangeKind,
}

/// Kinds of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Made.
    Made,
    /// Fields other than the time changed.
    Edited,
    /// Moved to another time or day.
    Rescheduled,
    /// Cancelled.
    Cancelled,
    /// An earlier change was taken back.
    Undone,
    /// Personal values were erased.
    Erased,
    /// They came.
    Arrived,
    /// They were called.
    Called(CallOutcome),
    /// It was provisional, and has a seat now.
    Confirmed,
}

/// Folds a booking from its events in any order. `None` when the event that made it is not among them yet.
pub fn fold(mut events: Vec<Stamped<BookingFact>>) -> Option<Booking> {
    events.sort_by_key(|event| event.order);
    events.dedup_by_key(|event| event.order);
    let retracted: BTreeSet<RecordId> = events
        .iter()
        .filter_map(|event| match &event.fact {
            BookingFact::Retracted(retraction) => Some(retraction.target),
            _ => None,
        })
        .collect();
    let mut booking = events.iter().find_map(|event| match &event.fact {
        BookingFact::Made(made) => Some(begin(event.order, made)),
        BookingFact::ProvisionallyMade(made) => Some(ask(event.order, made)),
        BookingFact::WalkedIn(walked_in) => Some(accept(event.order, walked_in)),
        _ => None,
    })?;
    if retracted.contains(&booking.id) {
        booking.status = Status::Undone;
    }
    for event in &events {
        booking.apply(event, retracted.contains(&event.order.id));
    }
    booking.settle_arrival();
    booking.seated &= !booking.contested && !booking.released && booking.walk_in.is_none();
    // Whatever came before or after it, seen or not: what is erased does not come back.
    if booking.erased {
        booking.personal.clear();
    }
    Some(booking)
}

fn begin(order: Order, made: &BookingMade) -> Booking {
    let id = order.id;
    Booking {
        id,
        last: id,
        number: made.number,
        made: order,
        start: made.start,
        timed_by: id,
        seated: true,
        place: Place { day: made.day, session: made.session, slot: made.slot, seats: made.seats.clone() },
        items: made.items.clone(),
        party: made.party,
        channel: made.channel,
        green_channel: made.green_channel,
        slip_language: made.slip_language,
        status: Status::Confirmed,
        personal: made.personal.iter().map(|field| (*field, id)).collect(),
        erased: false,
        group: made.group,
        earlier: made.earlier,
        moved_from: None,
        walk_in: None,
        arrived_ms: None,
        decided_on: None,
        call: None,
        released: false,
        provisional: None,
        contested: false,
        known: Known::when_made(made, (order.lamport, id), true),
        history: Vec::new(),
    }
}

/// It has a time and no seat.
fn ask(order: Order, made: &BookingMade) -> Booking {
    let provisional = Some(Provisional { confirmed: false, told: false });
    let known = Known::when_made(made, (order.lamport, order.id), false);
    Booking { provisional, seated: false, known, ..begin(order, made) }
}

/// Somebody who walked in has come, and holds no seat.
fn accept(order: Order, walked_in: &WalkedIn) -> Booking {
    let made = BookingMade {
        number: walked_in.number,
        day: walked_in.day,
        session: 0,
        slot: 0,
        seats: Vec::new(),
        items: walked_in.items.clone(),
        party: walked_in.party,
        channel: Channel::Desk,
        green_channel: walked_in.green_channel,
        slip_language: walked_in.slip_language,
        personal: walked_in.personal.clone(),
        start: None,
        group: None,
        earlier: None,
        denied: None,
    };
    let walk_in = Some(WalkIn { at: walked_in.at, forwarded: walked_in.forwarded });
    Booking { walk_in, ..begin(order, &made) }
}

impl Booking {
    fn apply(&mut self, event: &Stamped<BookingFact>, retracted: bool) {
        let since = (event.order.lamport, event.order.id);
        let kind = match &event.fact {
            BookingFact::Made(_) | BookingFact::ProvisionallyMade(_) | BookingFact::WalkedIn(_) => ChangeKind::Made,
            BookingFact::Edited(edited) => {
                if !retracted {
                    self.edit(edited, event.order.id);
                    self.know_edited(edited, since);
                }
                if edited.place.is_some() { ChangeKind::Rescheduled } else { ChangeKind::Edited }
            }
            BookingFact::Cancelled(cancelled) => {
                if !retracted && self.status == Status::Confirmed && !self.is_late_decline(cancelled.reason) {
                    self.status = Status::Cancelled(cancelled.reason);
                    self.know_cancelled(cancelled.reason);
                    if cancelled.remark {
                        self.personal.insert(PersonalField::CancelRemark, event.order.id);
                    }
                }
                ChangeKind::Cancelled
            }
            BookingFact::Retracted(_) => ChangeKind::Undone,
            BookingFact::Erased(_) => {
                self.erased = true;
                ChangeKind::Erased
            }
            // No change of what was agreed with the citizen: the history and an edit's base pass it over.
            BookingFact::Seated(seated) => {
                if self.seat(seated) {
                    let confirmed = Change { id: event.order.id, wall_ms: event.wall_ms, kind: ChangeKind::Confirmed };
                    self.history.push(confirmed);
                }
                return;
            }
            BookingFact::Arrived(arrived) => {
                if !retracted {
                    if self.arrived_ms.is_none() {
                        (self.arrived_ms, self.decided_on) = (Some(event.wall_ms), arrived.decided_on);
                    }
                    self.know_arrived();
                    self.tell();
                }
                ChangeKind::Arrived
            }
            BookingFact::Called(called) => {
                if !retracted {
                    self.called(called, event.wall_ms);
                    self.know_called(called, since);
                }
                ChangeKind::Called(called.outcome)
            }
        };
        self.last = event.order.id;
        self.history.push(Change { id: event.order.id, wall_ms: event.wall_ms, kind });
    }

    /// Who has come is not cancelled, whichever was written first: neither knew of the other. The seats may be somebody's by now.
    fn settle_arrival(&mut self) {
        if self.arrived_ms.is_some() && matches!(self.status, Status::Cancelled(_)) {
            self.status = Status::Confirmed;
            self.contested = true;
        }
    }

    /// For want of a seat, though one had been given to it on another installation: the first of the two stands.
    fn is_late_decline(&self, reason: CancelReason) -> bool {
        reason == CancelReason::NoSeat && self.provisional.is_some_and(|provisional| provisional.confirmed)
    }

    /// Says whether that confirmed it.
    fn seat(&mut self, seated: &BookingSeated) -> bool {
        if seated.of != self.timed_by {
            return false;
        }
        self.seated = seated.place.is_some();
        self.start = Some(seated.start);
        let Some(place) = &seated.place else { return false };
        self.place.clone_from(place);
        let confirms = self.is_pending();
        if confirms {
            self.provisional = Some(Provisional { confirmed: true, told: false });
        }
        confirms
    }

    /// Whoever comes, agrees to another time or answers the call knows what came of a provisional booking.
    fn tell(&mut self) {
        if !self.is_pending()
            && let Some(provisional) = &mut self.provisional
        {
            provisional.told = true;
        }
    }

    fn called(&mut self, called: &Called, wall_ms: i64) {
        let Called { outcome, expected, released, .. } = *called;
        self.call = Some(Call { outcome, expected, wall_ms, day: self.place.day });
        self.released |= released;
        if outcome != CallOutcome::NoAnswer {
            self.tell();
        }
        if outcome == CallOutcome::Cancelled && self.status == Status::Confirmed {
            self.status = Status::Cancelled(CancelReason::CitizenAsked);
        }
    }

    fn edit(&mut self, edited: &BookingEdited, event: RecordId) {
        if let Some(place) = &edited.place {
            self.place = place.clone();
            self.start = edited.start;
            self.timed_by = event;
            self.seated = true;
            self.released = false;
            if self.stands()
                && let Some(provisional) = &mut self.provisional
            {
                *provisional = Provisional { confirmed: true, told: true };
            }
        }
        if let Some(items) = &edited.items {
            self.items.clone_from(items);
        }
        self.party = edited.party.unwrap_or(self.party);
        self.channel = edited.channel.unwrap_or(self.channel);
        self.green_channel = edited.green_channel.unwrap_or(self.green_channel);
        self.slip_language = edited.slip_language.unwrap_or(self.slip_language);
        self.earlier = edited.earlier.or(self.earlier);
        self.moved_from = edited.moved_from.or(self.moved_from);
        self.personal.extend(edited.personal.iter().map(|field| (*field, event)));
    }
}

impl PersonalField {
    /// All fields, for erasing and for search.
    pub const ALL: [PersonalField; 9] = [
        Self::Name,
        Self::Phone,
        Self::Missing,
        Self::Note,
        Self::CancelRemark,
        Self::AgentName,
        Self::AgentPhone,
        Self::EarlierNumber,
        Self::Identity,
    ];

    /// Number of the field in the vault; never reused.
    pub fn number(self) -> u16 {
        match self {
            Self::Name => 1,
            Self::Phone => 2,
            Self::Missing => 3,
            Self::Note => 4,
            Self::CancelRemark => 5,
            Self::AgentName => 6,
            Self::AgentPhone => 7,
            Self::EarlierNumber => 8,
            Self::Identity => 9,
        }
    }
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
