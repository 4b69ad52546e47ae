//! Making a booking: everything that can refuse it is checked inside the one write transaction, so two windows that want
//! the last seat are told apart there.

use super::personal;
use super::wish::{BookingWish, CheckedWish};
use crate::day::{self, DayBook};
use crate::record::record;
use crate::rights::Right;
use crate::seating::{self, Seating};
use crate::{Desk, Reference, Refusal, UndoOffer, Warning};
use chrono::NaiveDateTime;
use domain::booking::BookingNumber;
use domain::event::{BookingMade, Fact, PersonalField};
use domain::record::RecordId;
use domain::time::{BeijingDay, MinuteOfDay};
use store::{BookingRow, StoreError, WriteTx};

/// A booking is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    pub booking: RecordId,
    pub undo: UndoOffer,
}

impl Desk {
    /// Makes a booking. `request` is chosen by the screen: sent twice, it makes one booking.
    ///
    /// # Errors
    /// Every fault of the form at its field, a closed day, a full slot, or what the disk says; then nothing is written.
    pub fn make_booking(&self, request: String, wish: BookingWish) -> Result<Saved, Refusal> {
        self.require(Right::WriteBooking)?;
        let reference = self.reference();
        let checked = wish.check(&reference, &[])?;
        let (desk, now) = (self.clone(), self.clock.now());
        let booking = self.store.write(move |tx: &mut WriteTx<'_>| -> Result<RecordId, Refusal> {
            if let Some(before) = tx.request(&request)? {
                return Ok(store::record_id(before));
            }
            let booking = write(&desk, &reference, tx, now, &checked)?;
            tx.note_request(&request, store::event_id(booking))?;
            tx.draft_delete(&desk.draft_slot())?;
            Ok(booking)
        })?;
        self.reindex(&[booking]);
        Ok(Saved { booking, undo: self.undo.offer(booking, booking, now) })
    }
}

fn write(
    desk: &Desk,
    reference: &Reference,
    tx: &mut WriteTx<'_>,
    now: NaiveDateTime,
    checked: &CheckedWish,
) -> Result<RecordId, Refusal> {
    let CheckedWish { wish, items } = checked;
    let Seating { place, start, moved, .. } = find_place(desk, reference, tx, now, checked, None)?;
    let filled = personal::values(&wish.entry).into_iter().filter(|(_, value)| !value.is_empty());
    let values: Vec<(PersonalField, String)> = filled.map(|(field, value)| (field, value.to_owned())).collect();
    let made = Fact::BookingMade(BookingMade {
        number: free_number(tx)?.digits(),
        day: place.day,
        session: place.session,
        slot: place.slot,
        seats: place.seats,
        items: items.clone(),
        party: wish.entry.party,
        channel: wish.channel,
        green_channel: wish.green_channel,
        slip_language: wish.slip_language,
        personal: values.iter().map(|(field, _)| *field).collect(),
        start,
    });
    let booking = record(tx, desk.author(), &made, None, None)?;
    seating::record_moved(tx, desk.author(), moved)?;
    personal::put(tx, booking, values)?;
    Ok(booking)
}

/// Seats for a wish. A booking that is moved keeps those it has if it can, and gives them up for others.
pub(super) fn find_place(
    desk: &Desk,
    reference: &Reference,
    tx: &mut WriteTx<'_>,
    now: NaiveDateTime,
    checked: &CheckedWish,
    moving: Option<&BookingRow>,
) -> Result<Seating, Refusal> {
    let wish = &checked.wish;
    day::require_open(desk, reference, tx.views(), wish.date)?;
    let book = DayBook::read(desk, reference, tx.views(), tx.device().0, wish.date)?;
    let at = wished_start(&book, wish, moving)?;
    let visit = day::wished_visit(desk, reference, wish.date, &checked.items);
    let seating = seating::find(&book, &visit, at, moving)?;
    if day::is_past(at, wish.date, now) && !wish.accepted.contains(&Warning::SlotPast) {
        return Err(Refusal::Confirm(Warning::SlotPast));
    }
    day::ensure_opened(tx, desk.author(), &book.plan)?;
    Ok(seating)
}

/// The form names a time by a slot that begins then. One that names the seats the booking has means the time it has.
fn wished_start(book: &DayBook, wish: &BookingWish, moving: Option<&BookingRow>) -> Result<MinuteOfDay, Refusal> {
    let named = (BeijingDay::from(wish.date), wish.session, wish.slot);
    let own = moving.filter(|booking| (booking.place.day, booking.place.session, booking.place.slot) == named);
    if let Some(booking) = own {
        return Ok(book.start(booking));
    }
    let session = book.plan.session(wish.session).filter(|session| wish.slot < session.times.slots());
    session.map(|session| session.times.start(wish.slot)).ok_or(Refusal::SlotUnknown)
}

/// A number that no booking of this hall bears.
fn free_number(tx: &WriteTx<'_>) -> Result<BookingNumber, Refusal> {
    loop {
        let random = getrandom::u64().map_err(|error| StoreError::Io(error.to_string()))?;
        let number = BookingNumber::from_random(random);
        if !tx.views().number_used(number.digits())? {
            return Ok(number);
        }
    }
}
