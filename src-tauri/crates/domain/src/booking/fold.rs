//! A booking as the fold of its events. Any order of arrival, any duplicate, gives the same booking (invariant A4).

use super::known::Known;
use super::state::{BookingState, Call, Provisional, Status, WalkIn};
use crate::event::{
    BookingEdited, BookingFact, BookingMade, BookingSeated, CallOutcome, Called, CancelReason, Channel, PersonalField,
    WalkedIn,
};
use crate::record::{Order, RecordId, Stamped};
use crate::seat::Place;
use std::collections::BTreeSet;

impl BookingFact {
    /// The number on the slip, of a fact that makes a booking.
    pub fn number(&self) -> Option<u64> {
        match self {
            Self::Made(made) | Self::ProvisionallyMade(made) => Some(made.number),
            Self::WalkedIn(walked_in) => Some(walked_in.number),
            _ => None,
        }
    }
}

/// A booking: how it stands, and everything that happened to it, in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// How it stands.
    pub state: BookingState,
    /// Everything that happened. Apart from the state, so that a day's bookings are read without their histories.
    pub history: Vec<Change>,
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
    let mut state = events.iter().find_map(|event| match &event.fact {
        BookingFact::Made(made) => Some(begin(event.order, made)),
        BookingFact::ProvisionallyMade(made) => Some(ask(event.order, made)),
        BookingFact::WalkedIn(walked_in) => Some(accept(event.order, walked_in)),
        _ => None,
    })?;
    if retracted.contains(&state.id) {
        state.status = Status::Undone;
    }
    let mut history = Vec::new();
    for event in &events {
        let kind = state.apply(event, retracted.contains(&event.order.id));
        history.extend(kind.map(|kind| Change { id: event.order.id, wall_ms: event.wall_ms, kind }));
    }
    state.settle_arrival();
    state.seated &= !state.contested && !state.released && state.walk_in.is_none();
    // Whatever came before or after it, seen or not: what is erased does not come back.
    if state.erased {
        state.personal.clear();
    }
    Some(Booking { state, history })
}

fn begin(order: Order, made: &BookingMade) -> BookingState {
    let id = order.id;
    BookingState {
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
        promised: made.promised,
        known: Known::when_made(made, (order.lamport, id), true),
    }
}

/// It has a time and no seat.
fn ask(order: Order, made: &BookingMade) -> BookingState {
    let provisional = Some(Provisional { confirmed: false, told: false });
    let known = Known::when_made(made, (order.lamport, order.id), false);
    BookingState { provisional, seated: false, known, ..begin(order, made) }
}

/// Somebody who walked in has come, and holds no seat.
fn accept(order: Order, walked_in: &WalkedIn) -> BookingState {
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
        promised: None,
    };
    let walk_in = Some(WalkIn { at: walked_in.at, forwarded: walked_in.forwarded });
    BookingState { walk_in, ..begin(order, &made) }
}

impl BookingState {
    /// Takes an event in. The line of the history that it makes; `None` if it is no change of what was agreed.
    fn apply(&mut self, event: &Stamped<BookingFact>, retracted: bool) -> Option<ChangeKind> {
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
                if !retracted && self.stands() && !self.is_late_decline(cancelled.reason) {
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
            BookingFact::Seated(seated) => return self.seat(seated).then_some(ChangeKind::Confirmed),
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
        Some(kind)
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
        if outcome == CallOutcome::Cancelled && self.stands() {
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
        self.promised = edited.promised.or(self.promised);
        self.personal.extend(edited.personal.iter().map(|field| (*field, event)));
    }
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
