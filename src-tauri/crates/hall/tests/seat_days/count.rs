//! What must hold of two dates, counted anew from what everybody can see: the sessions as they were last set, the bookings
//! one by one, and the board. It shares no line with the rules it counts after.

use crate::common::TestHall;
use chrono::{NaiveDate, NaiveTime, Timelike};
use domain::booking::{BookingState, Status};
use domain::record::RecordId;
use domain::seat::Place;
use hall::{Desk, SessionBoard, SessionWish, WaitingKind};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Numbers of the seats that a slot has had: those up to the first are gone for good, none is above the second.
type Numbers = (u16, u16);

/// What is known of a date from outside.
#[derive(Debug, Default)]
pub(crate) struct Date {
    /// The sessions as they were last set.
    pub set: Vec<SessionWish>,
    /// Somebody has been booked there.
    opened: bool,
    /// Of every slot there was, by session number and slot: its seats then, and their numbers.
    numbers: BTreeMap<(u8, u16), (u16, Numbers)>,
}

/// A booking as it stands, and when.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Standing {
    pub booking: BookingState,
    pub agent: String,
    pub start: NaiveTime,
}

pub(crate) fn minute(time: NaiveTime) -> u32 {
    time.hour() * 60 + time.minute()
}

pub(crate) fn length(booking: &BookingState) -> u32 {
    booking.items.iter().map(|item| u32::from(item.window_minutes)).sum()
}

impl Standing {
    /// It asks for a seat: it has one or waits for one.
    pub(crate) fn asks(&self) -> bool {
        let BookingState { status, released, contested, .. } = &self.booking;
        *status == Status::Confirmed && !released && !contested
    }

    pub(crate) fn sits(&self) -> bool {
        self.asks() && self.booking.seated
    }

    pub(crate) fn date(&self) -> NaiveDate {
        self.booking.place.day.date()
    }

    fn overlaps(&self, other: &Self) -> bool {
        let end = |one: &Self| minute(one.start) + length(&one.booking);
        self.date() == other.date() && minute(self.start) < end(other) && minute(other.start) < end(self)
    }
}

pub(crate) fn read(desk: &Desk, booking: RecordId) -> Standing {
    let detail = desk.show_booking(booking).expect("a booking");
    Standing { booking: detail.booking, agent: detail.agent_phone, start: detail.start }
}

/// Slots of a session that a visit touches, counted minute by minute.
pub(crate) fn touched(session: &SessionBoard, from: u32, minutes: u32) -> Option<BTreeSet<usize>> {
    let slot = |at: u32| {
        session
            .slots
            .iter()
            .position(|slot| minute(slot.start) <= at && at < minute(slot.end).max(minute(slot.start) + 1))
    };
    (from..from + minutes).map(slot).collect()
}

/// The session as it was set that a board shows.
fn wish_of<'a>(set: &'a [SessionWish], board: &SessionBoard) -> Option<&'a SessionWish> {
    set.iter().find(|wish| {
        let slot = board.slots.first().map(|slot| minute(slot.end) - minute(slot.start));
        (wish.from, wish.to, Some(u32::from(wish.slot_minutes))) == (board.from, board.to, slot)
    })
}

pub(crate) fn serves(wish: &SessionWish, booking: &BookingState) -> bool {
    wish.items.is_empty() || booking.items.iter().all(|item| wish.items.contains(&item.item.0))
}

impl Date {
    /// Keeps count of which seat numbers there are, as the sessions come and go.
    fn note(&mut self, sessions: &[SessionBoard], somebody: bool) {
        if !self.opened && !somebody {
            return;
        }
        self.opened = true;
        let mut now: BTreeMap<(u8, u16), u16> = self.numbers.keys().map(|slot| (*slot, 0)).collect();
        for session in sessions {
            now.extend((0..).zip(&session.slots).map(|(slot, board)| ((session.session, slot), board.seats)));
        }
        for (slot, seats) in now {
            let (before, (gone, highest)) = self.numbers.entry(slot).or_default();
            *highest += seats.saturating_sub(*before);
            if seats == 0 {
                *gone = *highest;
            }
            *before = seats;
        }
    }
}

/// Everything that must hold of the dates.
pub(crate) fn check(
    hall: &TestHall,
    dates: &mut BTreeMap<NaiveDate, Date>,
    all: &[Standing],
) -> Result<(), TestCaseError> {
    let desk = hall.hall();
    for (date, known) in dates {
        let view = desk.book_day(*date).expect("a day");
        prop_assert_eq!(view.sessions.len(), known.set.len(), "sessions as they were set");
        let here: Vec<&Standing> = all.iter().filter(|one| one.date() == *date).collect();
        known.note(&view.sessions, !here.is_empty());
        let mut used: BTreeMap<(u8, u16), Vec<u16>> = BTreeMap::new();
        for one in here.iter().filter(|one| one.sits()) {
            sits_well(one, known, &view.sessions)?;
            for (slot, seat) in one.booking.place.tokens() {
                used.entry((one.booking.place.session, slot)).or_default().push(seat);
            }
        }
        for session in &view.sessions {
            let wish = wish_of(&known.set, session);
            prop_assert!(wish.is_some(), "a session nobody set: {session:?}");
            for (slot, board) in (0u16..).zip(&session.slots) {
                let seats = used.remove(&(session.session, slot)).unwrap_or_default();
                let distinct: BTreeSet<u16> = seats.iter().copied().collect();
                prop_assert_eq!(distinct.len(), seats.len(), "a token twice in slot {}", slot);
                prop_assert_eq!(Some(board.seats), wish.map(|wish| wish.seats));
                prop_assert!(seats.len() <= usize::from(board.seats), "more bookings than seats");
                prop_assert_eq!(usize::from(board.free), usize::from(board.seats) - seats.len(), "what is free");
                prop_assert_eq!(board.cells.len(), seats.len(), "whoever sits there is on the board");
            }
        }
        prop_assert_eq!(used, BTreeMap::new(), "seats in a session or slot that is no more");
        let waiting: Vec<RecordId> = view
            .waiting
            .iter()
            .filter(|card| matches!(card.kind, WaitingKind::Orphaned | WaitingKind::Provisional))
            .map(|card| card.booking)
            .collect();
        let wait: Vec<&&Standing> = here.iter().filter(|one| one.asks() && !one.sits()).collect();
        let listed: BTreeSet<RecordId> = waiting.iter().copied().collect();
        prop_assert_eq!(&listed, &wait.iter().map(|one| one.booking.id).collect(), "who has no seat is listed");
        prop_assert_eq!(listed.len(), waiting.len());
        for one in wait {
            let room = has_room(&one.booking, one.start, known, &view.sessions);
            prop_assert!(!room, "waits beside a free seat: {one:?}");
        }
    }
    nobody_in_two_places(all)
}

/// It sits in a session that is there and serves it, in every slot its minutes touch and no other, on seats that exist.
fn sits_well(one: &Standing, known: &Date, sessions: &[SessionBoard]) -> Result<(), TestCaseError> {
    let Place { session: number, slot, seats, .. } = &one.booking.place;
    let session = sessions.iter().find(|session| session.session == *number);
    prop_assert!(session.is_some(), "in a session that is no more: {one:?}");
    let Some(session) = session else { return Ok(()) };
    prop_assert!(wish_of(&known.set, session).is_some_and(|wish| serves(wish, &one.booking)), "not served: {one:?}");
    let touched = touched(session, minute(one.start), length(&one.booking));
    let first = usize::from(*slot);
    prop_assert_eq!(touched, Some((first..first + seats.len()).collect()), "its slots: {:?}", one);
    for (slot, seat) in one.booking.place.tokens() {
        let (_, (gone, highest)) = known.numbers.get(&(*number, slot)).copied().unwrap_or_default();
        prop_assert!(gone < seat && seat <= highest, "seat {seat} of {gone}..{highest} is no more: {one:?}");
    }
    Ok(())
}

/// Whether some session as it stands has a free seat in every slot of a visit.
pub(crate) fn has_room(booking: &BookingState, start: NaiveTime, known: &Date, sessions: &[SessionBoard]) -> bool {
    let served =
        sessions.iter().filter(|session| wish_of(&known.set, session).is_some_and(|wish| serves(wish, booking)));
    served.into_iter().any(|session| {
        let touched = touched(session, minute(start), length(booking));
        touched.is_some_and(|slots| slots.iter().all(|slot| session.slots[*slot].free > 0))
    })
}

fn nobody_in_two_places(all: &[Standing]) -> Result<(), TestCaseError> {
    let asks: Vec<&Standing> = all.iter().filter(|one| one.asks() && !one.agent.is_empty()).collect();
    for (at, one) in asks.iter().enumerate() {
        let twice = asks[at + 1..].iter().find(|other| other.agent == one.agent && other.overlaps(one));
        prop_assert!(twice.is_none(), "an agent in two places: {one:?} and {twice:?}");
    }
    Ok(())
}
