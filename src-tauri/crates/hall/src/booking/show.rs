//! One booking with everything about it, unmasked.

use super::personal::personal_value;
use crate::clock::wall_to_beijing;
use crate::{Action, Hall, Refusal};
use chrono::{NaiveDateTime, NaiveTime};
use domain::booking::{Booking, ChangeKind, fold};
use domain::event::PersonalField;
use domain::record::RecordId;
use journal::WallTime;
use store::ReadTx;

/// A booking for the person who serves its citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingDetail {
    pub booking: Booking,
    pub name: String,
    pub phone: String,
    pub missing: String,
    pub note: String,
    pub start: NaiveTime,
    pub end: NaiveTime,
    /// What happened and when, Beijing time by the writing PC's clock.
    pub history: Vec<(NaiveDateTime, ChangeKind)>,
}

impl Hall {
    /// Shows one booking.
    ///
    /// # Errors
    /// [`Refusal::BookingNotFound`].
    pub fn show_booking(&self, id: RecordId) -> Result<BookingDetail, Refusal> {
        self.actor().require(Action::SeeFullName)?;
        self.store.read(|tx: &ReadTx<'_>| {
            let booking = fold(tx.views().booking_facts(id)?).ok_or(Refusal::BookingNotFound)?;
            let day = tx.views().day(booking.place.day)?.ok_or(Refusal::BookingNotFound)?;
            let place = &booking.place;
            let session = day.sessions.get(usize::from(place.session)).ok_or(Refusal::SlotUnknown)?;
            let slots = u16::try_from(place.seats.len()).unwrap_or(1);
            let value = |field| personal_value(tx, &booking.personal, field);
            Ok(BookingDetail {
                name: value(PersonalField::Name)?,
                phone: value(PersonalField::Phone)?,
                missing: value(PersonalField::Missing)?,
                note: value(PersonalField::Note)?,
                start: session.start(place.slot).time(),
                end: session.end(place.slot, slots).time(),
                history: booking
                    .history
                    .iter()
                    .map(|change| (wall_to_beijing(WallTime(change.wall_ms)), change.kind))
                    .collect(),
                booking,
            })
        })
    }
}
