//! A day kept from one write to the next: a new booking adds itself, instead of all others being read again. The day that
//! is kept is always the one that would be read (`Desk::kept_days` asks); what it cannot follow, it is read for.

use super::day_book::DayBook;
use crate::booking::Visitor;
use crate::ground::{Desk, Look, Refusal, Writing};
use chrono::NaiveDate;
use domain::booking::BookingState;
use domain::record::RecordId;
use domain::time::BeijingDay;
use journal::EventId;
use std::collections::HashMap;
use std::sync::Arc;
use store::{KeptDay, StoreError};

/// People of a day as far as somebody has asked, by booking.
pub(crate) type People = HashMap<RecordId, Visitor>;

struct Kept {
    device: [u8; 8],
    book: Arc<DayBook>,
    people: People,
}

impl KeptDay for Kept {
    fn follow(&mut self, booking: &BookingState) -> bool {
        let known = self.book.bookings.iter().any(|other| other.id == booking.id);
        if !known && booking.place.day != self.book.plan.day() {
            return true;
        }
        self.people.remove(&booking.id);
        Arc::make_mut(&mut self.book).follow(booking)
    }

    fn value_set(&mut self, under: EventId) {
        let event = store::record_id(under);
        let bears = |booking: &&BookingState| booking.id == event || booking.personal.values().any(|id| *id == event);
        // Most values are those of the booking that has just been made.
        for booking in self.book.bookings.iter().rev().filter(bears) {
            self.people.remove(&booking.id);
        }
    }
}

impl DayBook {
    /// A day within a write: as it was kept, else read, and kept from then on.
    pub(crate) fn while_writing(w: &mut Writing<'_, '_>, date: NaiveDate) -> Result<Arc<Self>, StoreError> {
        let (day, device) = (BeijingDay::from(date), Look::device(w));
        if let Some(kept) = w.kept_day::<Kept>(day).filter(|kept| kept.device == device) {
            return Ok(Arc::clone(&kept.book));
        }
        let book = Arc::new(Self::read(w, date)?);
        if book.can_follow() {
            w.keep_day(day, Kept { device, book: Arc::clone(&book), people: People::new() });
        }
        Ok(book)
    }
}

/// The people of a day that are known already; put those found since back with [`keep_people`].
pub(crate) fn people(w: &mut Writing<'_, '_>, day: BeijingDay) -> People {
    w.kept_day::<Kept>(day).map(|kept| std::mem::take(&mut kept.people)).unwrap_or_default()
}

/// Keeps people of a day that is kept itself.
pub(crate) fn keep_people(w: &mut Writing<'_, '_>, day: BeijingDay, people: People) {
    if let Some(kept) = w.kept_day::<Kept>(day) {
        kept.people = people;
    }
}

impl Desk {
    /// How many days are kept; `None` if one of them is not what would be read now. For tests.
    ///
    /// # Errors
    /// What the store says.
    pub fn kept_days(&self) -> Result<Option<usize>, Refusal> {
        self.write(|w| -> Result<Option<usize>, Refusal> {
            let days = w.kept_days();
            for day in &days {
                let Some(kept) = w.kept_day::<Kept>(*day) else { continue };
                let (book, people) = (Arc::clone(&kept.book), kept.people.clone());
                let read = DayBook::read(w, day.date())?;
                let is_true = |(booking, person): (&RecordId, &Visitor)| -> Result<bool, StoreError> {
                    let Some(row) = w.views().booking(*booking)? else { return Ok(false) };
                    Ok(Visitor::of(w, &row)? == *person)
                };
                let people: Vec<bool> = people.iter().map(is_true).collect::<Result<_, _>>()?;
                if !book.is_same(&read) || people.contains(&false) {
                    return Ok(None);
                }
            }
            Ok(Some(days.len()))
        })
    }
}
