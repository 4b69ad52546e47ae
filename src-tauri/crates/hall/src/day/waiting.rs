//! Who waits for a seat on a day, or has to be told what became of it: shown on the board and before a change of sessions.

use super::day_book::DayBook;
use crate::booking::personal_value;
use chrono::NaiveTime;
use domain::booking::mask_name;
use domain::event::PersonalField;
use domain::names::Names;
use domain::record::RecordId;
use store::{BookingRow, ReadTx, StoreError};

/// What a card says of a booking that is, or was, provisional and whose person has to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingKind {
    /// It had a seat that the day no longer supports.
    Orphaned,
    /// Provisional: no seat yet.
    Provisional,
    /// It was provisional and has a seat now; its person does not know yet.
    Confirmed,
    /// It was provisional and declined; its person does not know yet.
    Declined,
}

/// Which of them a booking is, if any.
pub(crate) fn kind(booking: &BookingRow) -> Option<WaitingKind> {
    use domain::booking::Status;
    let waited = booking.provisional.is_some();
    let (known, gone) = (&booking.known, booking.released || booking.contested);
    match booking.status {
        Status::Confirmed if booking.is_pending() => Some(WaitingKind::Provisional),
        Status::Confirmed if !booking.seated && !gone => Some(WaitingKind::Orphaned),
        Status::Confirmed if waited && !gone && !known.seated => Some(WaitingKind::Confirmed),
        Status::Cancelled(domain::event::CancelReason::NoSeat) if waited && known.stands => Some(WaitingKind::Declined),
        Status::Confirmed | Status::Cancelled(_) | Status::Undone => None,
    }
}

/// A booking without a seat: it is kept, and gets one before any later one when there is one. Or one of whose fate its person
/// has to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingCard {
    pub booking: RecordId,
    pub base: RecordId,
    pub kind: WaitingKind,
    /// The time promised.
    pub start: NaiveTime,
    pub masked_name: String,
    pub item: Names,
    pub items: u16,
}

/// What is shown of a booking on a list of people to call.
pub(crate) fn waiting_card(tx: &ReadTx<'_>, book: &DayBook, booking: &BookingRow) -> Result<WaitingCard, StoreError> {
    let first = booking.items.first();
    Ok(WaitingCard {
        booking: booking.id,
        base: booking.last,
        kind: kind(booking).unwrap_or(WaitingKind::Orphaned),
        start: book.start(booking).time(),
        masked_name: mask_name(&personal_value(tx, &booking.personal, PersonalField::Name)?),
        item: first.map_or_else(|| Names::same(""), |item| item.names.clone()),
        items: u16::try_from(booking.items.len()).unwrap_or(u16::MAX),
    })
}
