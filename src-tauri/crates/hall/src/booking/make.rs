//! Making a booking: everything that can refuse it is checked inside the one write transaction, so two windows that want
//! the last seat are told apart there.

use super::group::{self, Principal};
use super::undo_book::UndoOffer;
use super::wish::BookingWish;
use super::write::{Together, write};
use crate::book::draft::DraftOf;
use crate::ground::{Desk, Refusal, Right};
use domain::record::RecordId;
use store::WriteTx;

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
        let (checked, others) = group::check_all(&reference, wish, others)?;
        let (desk, now) = (self.clone(), self.clock.now());
        let (made, new) = self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(Vec<RecordId>, bool), Refusal> {
            if let Some(before) = tx.request(&request)? {
                return Ok((made_before(tx, store::record_id(before))?, false));
            }
            let together = if others.is_empty() { Together::Alone } else { Together::First };
            let (booking, place) = write(&desk, &reference, tx, now, &checked, together)?;
            let mut made = vec![booking];
            made.extend(group::make_others(&desk, &reference, tx, now, (booking, place), others)?);
            tx.note_request(&request, store::event_id(booking))?;
            tx.draft_delete(&desk.draft_slot(DraftOf::Booking))?;
            Ok((made, true))
        })?;
        self.reindex(&made);
        let deed: Vec<_> = made.iter().map(|booking| (*booking, *booking)).collect();
        let mut made = made.into_iter();
        let booking = made.next().ok_or(Refusal::BookingNotFound)?;
        let undo = if new { self.undo.offer_all(booking, deed, now) } else { self.undo.as_before(booking, now) };
        Ok(Saved { booking, others: made.collect(), undo })
    }
}

/// What the same request made when it was sent first.
fn made_before(tx: &WriteTx<'_>, first: RecordId) -> Result<Vec<RecordId>, Refusal> {
    let group = tx.views().group(first)?;
    let others = group.iter().map(|row| row.id).filter(|id| *id != first);
    Ok(std::iter::once(first).chain(others).collect())
}
