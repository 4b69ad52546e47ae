//! What a call came to, put on record for every booking it was about, and taken back as one deed.

use crate::booking::{Noted, confirm_unchanged, require_understood, standing};
use crate::day::{Promises, seating, times};
use crate::ground::{Desk, Look, Refusal, Right, Writing};
use domain::booking::{BookingState, Status};
use domain::event::{CallOutcome, Called, Fact, Told};
use domain::record::RecordId;
use domain::time::{BeijingDay, MinuteOfDay};
use domain::to_call::given_up;
use std::collections::BTreeSet;

/// What a call came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallNote {
    pub outcome: CallOutcome,
    /// When they mean to be here, where they come.
    pub expected: Option<MinuteOfDay>,
    /// Nobody answered, and their seats are given up.
    pub release: bool,
}

impl Desk {
    /// Puts on record what a call came to, for all bookings of its line: each with the last event that was seen of it. Whoever
    /// was reached knows from now on what holds now. Cancelled frees the seats; nobody answering frees them if `release` says
    /// so.
    ///
    /// # Errors
    /// As for an edit; then nothing is written of any of them.
    pub fn note_call(&self, bookings: Vec<(RecordId, RecordId)>, note: CallNote) -> Result<Noted, Refusal> {
        self.require(Right::WriteBooking)?;
        let deed = self.write(move |w| note_calls(w, &bookings, note))?;
        let (token, booking) = *deed.first().ok_or(Refusal::BookingNotFound)?;
        Ok(Noted { booking, undo: self.undo.offer_all(token, deed, self.clock.now()) })
    }
}

/// The events that say it, each with its booking.
pub(crate) fn note_calls(
    w: &mut Writing<'_, '_>,
    bookings: &[(RecordId, RecordId)],
    note: CallNote,
) -> Result<Vec<(RecordId, RecordId)>, Refusal> {
    let mut deed = Vec::new();
    let mut days = BTreeSet::new();
    for (booking, base) in bookings {
        let row = callable(w, *booking, *base)?;
        if row.arrived_ms.is_some() {
            return Err(Refusal::AlreadyArrived);
        }
        let CallNote { outcome, expected, release } = note;
        let called = Called {
            outcome,
            expected: expected.filter(|_| outcome == CallOutcome::Coming),
            released: release && outcome == CallOutcome::NoAnswer,
            told: if outcome == CallOutcome::NoAnswer { None } else { Some(told(w, &row)?) },
        };
        let event = w.record(&Fact::Called(called), Some(*booking), Some(*base))?;
        deed.push((event, *booking));
        days.insert(row.place.day);
    }
    days.into_iter().try_for_each(|day: BeijingDay| seating::reseat_waiting(w, day))?;
    Ok(deed)
}

/// What holds now is what was told.
fn told(look: &impl Look, row: &BookingState) -> Result<Told, Refusal> {
    let start = times(look.views(), row)?.map_or(MinuteOfDay(0), |(start, _)| MinuteOfDay::from(start));
    let promises = Promises::for_items(look, row.place.day.date(), &row.items)?;
    Ok(Told {
        day: row.place.day,
        start,
        seated: row.seated,
        stands: row.stands(),
        denied: promises.denied(&row.items, start),
    })
}

/// A booking that stands, or that the hall gave up and whose person does not know.
fn callable(look: &impl Look, booking: RecordId, base: RecordId) -> Result<BookingState, Refusal> {
    let untold = |row: &BookingState| match row.status {
        Status::Cancelled(reason) => row.known.stands && given_up(reason).is_some() && !row.erased,
        Status::Confirmed | Status::Undone => false,
    };
    match look.views().booking(booking)?.filter(untold) {
        Some(row) => {
            require_understood(look, booking)?;
            confirm_unchanged(row.last, base).map(|()| row)
        }
        None => standing(look, booking, base),
    }
}
