//! Who waits for a seat on a day, or has to be told what became of it: shown on the board and before a change of sessions.

use super::day_book::DayBook;
use crate::booking::personal_value;
use crate::ground::{Desk, Look};
use chrono::NaiveTime;
use domain::booking::{Act, BookingState, WaitingKind, mask_name};
use domain::event::PersonalField;
use domain::names::Names;
use domain::record::RecordId;
use store::StoreError;

/// A booking without a seat: it is kept, and gets one before any later one when there is one. Or one of whose fate its person
/// has to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingCard {
    pub booking: RecordId,
    pub base: RecordId,
    pub kind: WaitingKind,
    /// What whoever looks at it can do with it.
    pub can: Vec<Act>,
    /// The time promised.
    pub start: NaiveTime,
    pub masked_name: String,
    pub item: Names,
    pub items: u16,
}

/// What is shown of a booking on a list of people to call.
pub(crate) fn waiting_card(
    desk: &Desk,
    look: &impl Look,
    book: &DayBook,
    booking: &BookingState,
) -> Result<WaitingCard, StoreError> {
    let first = booking.items.first();
    Ok(WaitingCard {
        booking: booking.id,
        base: booking.last,
        can: desk.can(booking),
        kind: booking.waiting_kind().unwrap_or(WaitingKind::Orphaned),
        start: book.start(booking).time(),
        masked_name: mask_name(&personal_value(look, &booking.personal, PersonalField::Name)?),
        item: first.map_or_else(|| Names::same(""), |item| item.names.clone()),
        items: u16::try_from(booking.items.len()).unwrap_or(u16::MAX),
    })
}
