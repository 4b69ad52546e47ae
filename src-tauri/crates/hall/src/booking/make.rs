//! Making a booking: everything that can refuse it is checked inside the one write transaction, so two windows that want
//! the last seat are told apart there.

use super::group::{self, Principal};
use super::undo_book::UndoOffer;
use super::wish::BookingWish;
use super::write::{Together, write};
use crate::book::draft::DraftOf;
use crate::book::slip::{Slip, slip};
use crate::ground::{Desk, Look, Refusal, Right, Writing};
use domain::record::RecordId;

/// A booking is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    pub booking: RecordId,
    /// What an agent booked together with it.
    pub others: Vec<RecordId>,
    /// The slip of each of them as the write left it, in this order.
    pub slips: Vec<Slip>,
    pub undo: UndoOffer,
}

/// Something about a booking is on disk that its slip does not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    pub booking: RecordId,
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
        let (slips, new) = self.write(move |w| -> Result<(Vec<Slip>, bool), Refusal> {
            if let Some(before) = w.request(&request)? {
                let made = made_before(w, store::record_id(before))?;
                return Ok((slips(w, &made)?, false));
            }
            let together = if others.is_empty() { Together::Alone } else { Together::First };
            let (booking, place) = write(w, &checked, together)?;
            let mut made = vec![booking];
            made.extend(group::make_others(w, (booking, place), others)?);
            w.note_request(&request, store::event_id(booking))?;
            w.drop_draft(DraftOf::Booking)?;
            Ok((slips(w, &made)?, true))
        })?;
        let mut made = slips.iter().map(|slip| slip.booking);
        let (booking, others) = (made.next().ok_or(Refusal::BookingNotFound)?, made.collect());
        let (deed, now): (Vec<_>, _) =
            (slips.iter().map(|slip| (slip.booking, slip.booking)).collect(), self.clock.now());
        let undo = if new { self.undo.offer_all(booking, deed, now) } else { self.undo.as_before(booking, now) };
        Ok(Saved { booking, others, slips, undo })
    }
}

/// What the same request made when it was sent first.
fn made_before(look: &Writing<'_, '_>, first: RecordId) -> Result<Vec<RecordId>, Refusal> {
    let group = look.views().group(first)?;
    let others = group.iter().map(|row| row.id).filter(|id| *id != first);
    Ok(std::iter::once(first).chain(others).collect())
}

fn slips(look: &Writing<'_, '_>, bookings: &[RecordId]) -> Result<Vec<Slip>, Refusal> {
    bookings.iter().map(|booking| slip(look, *booking)).collect()
}
