//! Making a booking: everything that can refuse it is checked inside the one write transaction, so two windows that want
//! the last seat are told apart there.

use super::wish::{BookingWish, CheckedWish};
use super::{personal, repeat};
use crate::record::record;
use crate::rights::Right;
use crate::{Desk, Reference, Refusal, UndoOffer, Warning, day};
use chrono::NaiveDateTime;
use domain::booking::BookingNumber;
use domain::event::{BookingMade, Fact, PersonalField};
use domain::record::RecordId;
use domain::seat::{NoSeat, Place};
use domain::time::BeijingDay;
use store::{StoreError, WriteTx};

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
        day::require_open(self, &reference, checked.wish.date)?;
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
    let CheckedWish { wish, items, minutes } = checked;
    repeat::require_none(tx, checked, None)?;
    let place = find_place(desk, reference, tx, now, wish, *minutes, None)?;
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
    });
    let booking = record(tx, desk.author(), &made, None, None)?;
    personal::put(tx, booking, values)?;
    Ok(booking)
}

/// Seats for a wish. Seats that `moving` holds count as free.
pub(super) fn find_place(
    desk: &Desk,
    reference: &Reference,
    tx: &mut WriteTx<'_>,
    now: NaiveDateTime,
    wish: &BookingWish,
    minutes: u16,
    moving: Option<&Place>,
) -> Result<Place, Refusal> {
    let device = tx.device().0;
    let day::DaySeats { sessions, mut free } = day::seats(desk, reference, tx.views(), device, wish.date)?;
    let day = BeijingDay::from(wish.date);
    if let Some(place) = moving.filter(|place| place.day == day) {
        for (slot, seat) in place.tokens() {
            free.release(place.session, slot, seat);
        }
    }
    let session = sessions.get(usize::from(wish.session)).ok_or(Refusal::SlotUnknown)?;
    let seats = free.seats_for(wish.session, wish.slot, minutes).map_err(|none| match none {
        NoSeat::Unknown => Refusal::SlotUnknown,
        NoSeat::TooShort => Refusal::SlotTooShort,
        NoSeat::Full { slot } => Refusal::SlotFull { start: session.start(slot).time() },
    })?;
    if day::is_past(session, wish.slot, wish.date, now) && !wish.accepted.contains(&Warning::SlotPast) {
        return Err(Refusal::Confirm(Warning::SlotPast));
    }
    day::ensure_opened(tx, desk.author(), wish.date, &sessions)?;
    Ok(Place { day, session: wish.session, slot: wish.slot, seats })
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
