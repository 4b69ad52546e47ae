//! Which day the screens open with, the next on which bookings are taken, and whether today is one of service.

use super::day_book;
use crate::ground::{Hall, Refusal};
use crate::reference::Reference;
use chrono::NaiveDate;
use domain::seat::SessionPlan;
use domain::time::BeijingDay;
use store::{ReadTx, StoreError, Views};

/// So many Saturdays ahead the next open one is looked for.
const SATURDAYS_AHEAD: usize = 60;

impl Hall {
    /// The day to open with: today while one of its slots is still to come, else the next on which bookings are taken.
    ///
    /// # Errors
    /// What the store says.
    pub fn focus(&self) -> Result<NaiveDate, Refusal> {
        let now = self.clock.now();
        let today = now.date();
        let reference = self.reference();
        let calendar = &reference.calendar;
        self.store.read(|tx: &ReadTx<'_>| {
            let views = tx.views();
            let sessions = |date| day_book::require_open(self, &reference, views, date).map(|decided| decided.sessions);
            let to_come = |session: &SessionPlan| session.times.to.on(today) > now;
            if sessions(today).is_ok_and(|sessions| sessions.iter().any(to_come)) {
                return Ok(today);
            }
            let open = self.first_open_after(&reference, views, today)?;
            Ok(open.unwrap_or_else(|| calendar.next_ordinary_saturday(today)))
        })
    }

    /// The first day after this one, and not before today, on which bookings are taken.
    pub(crate) fn first_open_after(
        &self,
        reference: &Reference,
        views: Views<'_>,
        after: NaiveDate,
    ) -> Result<Option<NaiveDate>, StoreError> {
        let yesterday = self.clock.now().date().pred_opt().unwrap_or(after);
        let (after, calendar) = (after.max(yesterday), &reference.calendar);
        let single = views.day_exceptions()?.into_iter().map(|row| row.day.date()).filter(|date| *date > after);
        let saturdays =
            std::iter::successors(Some(calendar.next_saturday(after)), |date| Some(calendar.next_saturday(*date)));
        let mut ahead: Vec<NaiveDate> = single.chain(saturdays.take(SATURDAYS_AHEAD)).collect();
        ahead.sort_unstable();
        Ok(ahead.into_iter().find(|date| day_book::require_open(self, reference, views, *date).is_ok()))
    }

    /// Today, until midnight, where it is a day of service: bookings are or were taken for it, or somebody walked in.
    ///
    /// # Errors
    /// What the store says.
    pub fn service_day(&self) -> Result<Option<NaiveDate>, Refusal> {
        let (today, reference) = (self.clock.now().date(), self.reference());
        let day = BeijingDay::from(today);
        self.store.read(|tx: &ReadTx<'_>| -> Result<Option<NaiveDate>, Refusal> {
            let views = tx.views();
            let serves = day_book::require_open(self, &reference, views, today).is_ok()
                || !views.booked_for_day(day)?.is_empty()
                || !views.walk_ins_of_day(day)?.is_empty()
                || !views.moved_from(day)?.is_empty();
            Ok(serves.then_some(today))
        })
    }
}
