//! The search itself: in the index of citizens, then among items of bookings to come.

use super::entry::{FoundBooking, FoundBookings};
use crate::ground::{Desk, Look, Reading, Refusal, Right};
use chrono::NaiveDate;
use domain::booking::{BookingNumber, BookingState, mask_name, mask_phone};
use domain::event::PersonalField;
use domain::record::RecordId;
use domain::text::has_letter;
use domain::time::BeijingDay;
use std::collections::BTreeSet;
use store::StoreError;

/// Items whose bookings are listed: more would be a list of everything.
const ITEMS_MAX: usize = 5;

/// The same within one day, which is short enough.
const ITEMS_OF_DAY_MAX: usize = 200;

/// Bookings to come that are looked through for an item: many Saturdays of the busiest hall.
const UPCOMING_MAX: u32 = 2000;

/// A list longer than this is searched, not read.
const FOUND_MAX: usize = 200;

impl Desk {
    /// Bookings by name (characters, pinyin, initials), tail of the phone, or number; then those to come by item. Names
    /// masked.
    ///
    /// # Errors
    /// [`Refusal::NotPermitted`].
    pub fn find_bookings(&self, text: &str, limit: usize) -> Result<FoundBookings, Refusal> {
        self.require(Right::SeeFullName)?;
        let limit = limit.min(FOUND_MAX);
        let mut found = self.citizens.search(text, limit, None);
        if has_letter(text) && found.bookings.len() < limit {
            let known: BTreeSet<RecordId> = found.bookings.iter().map(|one| one.booking).collect();
            let by_item = self.upcoming_by_item(text, limit - found.bookings.len(), &known)?;
            found.bookings.extend(by_item);
        }
        Ok(found)
    }

    /// Bookings of one day by the same, whatever their number: a filter over its board and its lists.
    ///
    /// # Errors
    /// [`Refusal::NotPermitted`].
    pub fn find_on_day(&self, text: &str, date: NaiveDate) -> Result<FoundBookings, Refusal> {
        self.require(Right::SeeFullName)?;
        let mut found = self.citizens.search(text, usize::MAX, Some(date));
        if has_letter(text) {
            let known: BTreeSet<RecordId> = found.bookings.iter().map(|one| one.booking).collect();
            let by_item = self.by_item(text, ITEMS_OF_DAY_MAX, usize::MAX, &known, |look| {
                look.views().visits_of_day(BeijingDay::from(date))
            })?;
            found.bookings.extend(by_item);
        }
        Ok(found)
    }

    /// Bookings from today on whose item matches, the next day first.
    fn upcoming_by_item(
        &self,
        text: &str,
        limit: usize,
        known: &BTreeSet<RecordId>,
    ) -> Result<Vec<FoundBooking>, Refusal> {
        let today = BeijingDay::from(self.clock.now().date());
        self.by_item(text, ITEMS_MAX, limit, known, |look| look.views().upcoming(today, UPCOMING_MAX))
    }

    /// Of some bookings those whose item matches and that are not known yet.
    fn by_item(
        &self,
        text: &str,
        items: usize,
        limit: usize,
        known: &BTreeSet<RecordId>,
        rows: impl FnOnce(&Reading<'_>) -> Result<Vec<BookingState>, StoreError>,
    ) -> Result<Vec<FoundBooking>, Refusal> {
        let hits = self.reference().index.search(text, items).hits;
        if hits.is_empty() {
            return Ok(Vec::new());
        }
        self.read(|look| -> Result<Vec<FoundBooking>, Refusal> {
            let mut found = Vec::new();
            for row in rows(look)? {
                let item = row.items.iter().find(|item| hits.iter().any(|hit| hit.item == item.item));
                let Some(item) = item.filter(|_| !known.contains(&row.id)) else { continue };
                let value = |field| crate::booking::personal_value(look, &row.personal, field);
                found.push(FoundBooking {
                    booking: row.id,
                    number: BookingNumber::from_digits(row.number),
                    date: row.place.day.date(),
                    stands: true,
                    masked_name: mask_name(&value(PersonalField::Name)?),
                    masked_phone: mask_phone(&value(PersonalField::Phone)?),
                    masked_agent: mask_name(&value(PersonalField::AgentName)?),
                    masked_agent_phone: mask_phone(&value(PersonalField::AgentPhone)?),
                    item: Some(item.names.clone()),
                    by_sound: false,
                });
                if found.len() == limit {
                    break;
                }
            }
            Ok(found)
        })
    }
}
