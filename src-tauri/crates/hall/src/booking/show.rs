//! One booking with everything about it: masked, because the screen can be seen over the counter; unmasked on request, and
//! that is put on record (PRODUCT rule 38).

use super::personal::personal_value;
use super::times::times;
use crate::clock::wall_to_beijing;
use crate::record::record;
use crate::rights::Right;
use crate::{Desk, Refusal};
use chrono::{NaiveDateTime, NaiveTime};
use domain::booking::{Booking, ChangeKind, fold, mask_name, mask_phone};
use domain::event::{BookingRevealed, Fact, PersonalField};
use domain::record::RecordId;
use journal::WallTime;
use store::{ReadTx, WriteTx};

/// A booking for the person who serves its citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingDetail {
    pub booking: Booking,
    /// Name and number are masked, and the texts left out.
    pub masked: bool,
    pub name: String,
    pub phone: String,
    pub missing: String,
    pub note: String,
    pub start: NaiveTime,
    pub end: NaiveTime,
    /// What happened and when, Beijing time by the writing PC's clock.
    pub history: Vec<(NaiveDateTime, ChangeKind)>,
}

impl Desk {
    /// Shows one booking, masked.
    ///
    /// # Errors
    /// [`Refusal::BookingNotFound`].
    pub fn show_booking(&self, id: RecordId) -> Result<BookingDetail, Refusal> {
        self.require(Right::ReadBook)?;
        let mut detail = self.store.read(|tx: &ReadTx<'_>| read(tx, id))?;
        detail.masked = true;
        detail.name = mask_name(&detail.name);
        detail.phone = mask_phone(&detail.phone);
        detail.missing.clear();
        detail.note.clear();
        Ok(detail)
    }

    /// Shows one booking unmasked. On record before it is on screen: who, when, which booking.
    ///
    /// # Errors
    /// [`Refusal::BookingNotFound`]; what the disk says: what cannot be put on record is not shown.
    pub fn reveal_booking(&self, id: RecordId) -> Result<BookingDetail, Refusal> {
        self.require(Right::SeeFullName)?;
        let author = self.author();
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
            tx.views().booking(id)?.ok_or(Refusal::BookingNotFound)?;
            record(tx, author, &Fact::BookingRevealed(BookingRevealed {}), Some(id), None)?;
            Ok(())
        })?;
        self.store.read(|tx: &ReadTx<'_>| read(tx, id))
    }
}

fn read(tx: &ReadTx<'_>, id: RecordId) -> Result<BookingDetail, Refusal> {
    let booking = fold(tx.views().booking_facts(id)?).ok_or(Refusal::BookingNotFound)?;
    let (start, end) = times(tx.views(), &booking.place)?.ok_or(Refusal::SlotUnknown)?;
    let value = |field| personal_value(tx, &booking.personal, field);
    Ok(BookingDetail {
        masked: false,
        name: value(PersonalField::Name)?,
        phone: value(PersonalField::Phone)?,
        missing: value(PersonalField::Missing)?,
        note: value(PersonalField::Note)?,
        start,
        end,
        history: booking
            .history
            .iter()
            .map(|change| (wall_to_beijing(WallTime(change.wall_ms)), change.kind))
            .collect(),
        booking,
    })
}
