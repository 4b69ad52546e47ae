//! Whether a booking is still what somebody saw when they decided to change it.

use crate::ground::{Look, Refusal};
use domain::booking::{BookingState, Status};
use domain::record::RecordId;

/// The booking, if it still stands as its author saw it.
pub(crate) fn standing(look: &impl Look, booking: RecordId, base: RecordId) -> Result<BookingState, Refusal> {
    let current = look.views().booking(booking)?.ok_or(Refusal::BookingNotFound)?;
    match current.status {
        Status::Confirmed => {}
        Status::Cancelled(_) => return Err(Refusal::AlreadyCancelled),
        Status::Undone => return Err(Refusal::BookingNotFound),
    }
    if current.erased {
        return Err(Refusal::Erased);
    }
    require_understood(look, booking)?;
    confirm_unchanged(current.last, base)?;
    Ok(current)
}

/// Whoever does not understand what must be understood of a booking does not act on it.
pub(crate) fn require_understood(look: &impl Look, booking: RecordId) -> Result<(), Refusal> {
    if look.views().awaits_newer(booking)? { Err(Refusal::NewerNeeded) } else { Ok(()) }
}

/// An action is based on what its author saw; if something happened since, it is refused, and nothing is lost.
pub(crate) fn confirm_unchanged(current: RecordId, seen: RecordId) -> Result<(), Refusal> {
    if current == seen { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
}
