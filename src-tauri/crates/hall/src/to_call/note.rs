//! What a call came to, put on record for every booking it was about, and taken back as one deed.

use crate::booking::{Saved, confirm_unchanged, standing};
use crate::day::{Promises, seating, times};
use crate::ground::{Desk, Refusal, Right, record};
use crate::reference::Reference;
use chrono::NaiveDateTime;
use domain::booking::{BookingState, Status};
use domain::event::{CallOutcome, Called, Fact, Told};
use domain::record::RecordId;
use domain::time::{BeijingDay, MinuteOfDay};
use domain::to_call::given_up;
use std::collections::BTreeSet;
use store::WriteTx;

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
    pub fn note_call(&self, bookings: Vec<(RecordId, RecordId)>, note: CallNote) -> Result<Saved, Refusal> {
        self.require(Right::WriteBooking)?;
        let (desk, reference, now) = (self.clone(), self.reference(), self.clock.now());
        let deed =
            self.store.write(move |tx: &mut WriteTx<'_>| note_calls(&desk, &reference, tx, now, &bookings, note))?;
        let noted: Vec<RecordId> = deed.iter().map(|(_, booking)| *booking).collect();
        self.reindex(&noted);
        let (token, booking) = *deed.first().ok_or(Refusal::BookingNotFound)?;
        let others = noted.into_iter().skip(1).collect();
        Ok(Saved { booking, others, undo: self.undo.offer_all(token, deed, now) })
    }
}

/// The events that say it, each with its booking.
pub(crate) fn note_calls(
    desk: &Desk,
    reference: &Reference,
    tx: &mut WriteTx<'_>,
    now: NaiveDateTime,
    bookings: &[(RecordId, RecordId)],
    note: CallNote,
) -> Result<Vec<(RecordId, RecordId)>, Refusal> {
    let mut deed = Vec::new();
    let mut days = BTreeSet::new();
    for (booking, base) in bookings {
        let row = callable(tx, *booking, *base)?;
        if row.arrived_ms.is_some() {
            return Err(Refusal::AlreadyArrived);
        }
        let CallNote { outcome, expected, release } = note;
        let called = Called {
            outcome,
            expected: expected.filter(|_| outcome == CallOutcome::Coming),
            released: release && outcome == CallOutcome::NoAnswer,
            told: if outcome == CallOutcome::NoAnswer { None } else { Some(told(reference, tx, now, &row)?) },
        };
        let event = record(tx, desk.author(), &Fact::Called(called), Some(*booking), Some(*base))?;
        deed.push((event, *booking));
        days.insert(row.place.day);
    }
    days.into_iter().try_for_each(|day: BeijingDay| seating::reseat_waiting(desk, reference, tx, day))?;
    Ok(deed)
}

/// What holds now is what was told.
fn told(reference: &Reference, tx: &WriteTx<'_>, now: NaiveDateTime, row: &BookingState) -> Result<Told, Refusal> {
    let start = times(tx.views(), row)?.map_or(MinuteOfDay(0), |(start, _)| MinuteOfDay::from(start));
    let promises = Promises::for_day(reference, tx.views(), row.place.day.date(), now)?;
    Ok(Told {
        day: row.place.day,
        start,
        seated: row.seated,
        stands: row.stands(),
        denied: promises.denied(&row.items, start),
    })
}

/// A booking that stands, or that the hall gave up and whose person does not know.
fn callable(tx: &WriteTx<'_>, booking: RecordId, base: RecordId) -> Result<BookingState, Refusal> {
    let untold = |row: &BookingState| match row.status {
        Status::Cancelled(reason) => row.known.stands && given_up(reason).is_some() && !row.erased,
        Status::Confirmed | Status::Undone => false,
    };
    match tx.views().booking(booking)?.filter(untold) {
        Some(row) => confirm_unchanged(row.last, base).map(|()| row),
        None => standing(tx, booking, base),
    }
}
