//! Making a booking: everything that can refuse it is checked inside the one write transaction, so two windows that want
//! the last seat are told apart there.

use super::group::{self, Principal};
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
    /// What an agent booked together with it.
    pub others: Vec<RecordId>,
    pub undo: UndoOffer,
}

impl Desk {
    /// Makes a booking. `request` is chosen by the screen: sent twice, it makes one booking.
    ///
    /// # Errors
    /// Every fault of the form at its field, a closed day, a full slot, or what the disk says; then nothing is written.
    pub fn make_booking(&self, request: String, wish: BookingWish) -> Result<Saved, Refusal> {
        self.make_bookings(request, wish, Vec::new())
    }

    /// Makes a booking, and one for each other principal of its agent: all in one transaction, or none.
    ///
    /// # Errors
    /// As for one; faults of a principal are told at its row, and [`Refusal::PrincipalNoSeat`] when the day has no block
    /// left for one.
    pub fn make_bookings(&self, request: String, wish: BookingWish, others: Vec<Principal>) -> Result<Saved, Refusal> {
        self.require(Right::WriteBooking)?;
        let reference = self.reference();
        let checked = wish.check(&reference, &[])?;
        let others = group::check(&checked, others)?;
        day::require_open(self, &reference, checked.wish.date)?;
        let (desk, now) = (self.clone(), self.clock.now());
        let made = self.store.write(move |tx: &mut WriteTx<'_>| -> Result<Vec<RecordId>, Refusal> {
            if let Some(before) = tx.request(&request)? {
                return made_before(tx, store::record_id(before));
            }
            let several = !others.is_empty();
            let (booking, place) = write(&desk, &reference, tx, now, &checked, |itself| several.then_some(itself))?;
            let mut made = vec![booking];
            made.extend(group::make_others(&desk, &reference, tx, now, (booking, place), others)?);
            tx.note_request(&request, store::event_id(booking))?;
            tx.draft_delete(&desk.draft_slot())?;
            Ok(made)
        })?;
        self.reindex(&made);
        let deed = made.iter().map(|booking| (*booking, *booking)).collect();
        let mut made = made.into_iter();
        let booking = made.next().ok_or(Refusal::BookingNotFound)?;
        Ok(Saved { booking, others: made.collect(), undo: self.undo.offer_all(booking, deed, now) })
    }
}

/// What the same request made when it was sent first.
fn made_before(tx: &WriteTx<'_>, first: RecordId) -> Result<Vec<RecordId>, Refusal> {
    let group = tx.views().group(first)?;
    let others = group.iter().map(|row| row.id).filter(|id| *id != first);
    Ok(std::iter::once(first).chain(others).collect())
}

/// Writes a booking; says where it is. `group` is told the id the booking will have.
pub(super) fn write(
    desk: &Desk,
    reference: &Reference,
    tx: &mut WriteTx<'_>,
    now: NaiveDateTime,
    checked: &CheckedWish,
    group: impl FnOnce(RecordId) -> Option<RecordId>,
) -> Result<(RecordId, Place), Refusal> {
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
        seats: place.seats.clone(),
        items: items.clone(),
        party: wish.entry.party,
        channel: wish.channel,
        green_channel: wish.green_channel,
        slip_language: wish.slip_language,
        personal: values.iter().map(|(field, _)| *field).collect(),
        group: group(store::record_id(tx.next_id())),
        earlier: wish.earlier.map(BeijingDay::from),
    });
    let booking = record(tx, desk.author(), &made, None, None)?;
    personal::put(tx, booking, values)?;
    Ok((booking, place))
}

/// Seats for a wish. Seats that `moving` holds count as free.
pub(crate) fn find_place(
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
pub(crate) fn free_number(tx: &WriteTx<'_>) -> Result<BookingNumber, Refusal> {
    loop {
        let random = getrandom::u64().map_err(|error| StoreError::Io(error.to_string()))?;
        let number = BookingNumber::from_random(random);
        if !tx.views().number_used(number.digits())? {
            return Ok(number);
        }
    }
}
