//! Which day the screens open with, the next on which bookings are taken, and whether today is one of service.

use super::day_book;
use crate::ground::{Hall, Look, Reading, Refusal};
use chrono::NaiveDate;
use domain::seat::SessionPlan;
use domain::time::BeijingDay;
use store::StoreError;

/// So many Saturdays ahead the next open one is looked for.
const SATURDAYS_AHEAD: usize = 60;

impl Hall {
    /// The day to open with: today while one of its slots is still to come, else the next on which bookings are taken.
    ///
    /// # Errors
    /// What the store says.
    pub fn focus(&self) -> Result<NaiveDate, Refusal> {
        self.read(|look| {
            let (now, today) = (look.now(), look.now().date());
            let sessions = |date| day_book::require_open(look, date).map(|decided| decided.sessions);
            let to_come = |session: &SessionPlan| session.times.to.on(today) > now;
            if sessions(today).is_ok_and(|sessions| sessions.iter().any(to_come)) {
                return Ok(today);
            }
            let open = first_open_after(look, today)?;
            Ok(open.unwrap_or_else(|| look.reference().calendar.next_ordinary_saturday(today)))
        })
    }

    /// Today, until midnight, where it is a day of service: bookings are or were taken for it, or somebody walked in.
    ///
    /// # Errors
    /// What the store says.
    pub fn service_day(&self) -> Result<Option<NaiveDate>, Refusal> {
        self.read(|look| -> Result<Option<NaiveDate>, Refusal> {
            let (views, today) = (look.views(), look.now().date());
            let day = BeijingDay::from(today);
            let serves = day_book::require_open(look, today).is_ok()
                || !views.booked_for_day(day)?.is_empty()
                || !views.walk_ins_of_day(day)?.is_empty()
                || !views.moved_from(day)?.is_empty();
            Ok(serves.then_some(today))
        })
    }
}

/// The first day after this one, and not before today, on which bookings are taken.
pub(crate) fn first_open_after(look: &Reading<'_>, after: NaiveDate) -> Result<Option<NaiveDate>, StoreError> {
    let yesterday = look.now().date().pred_opt().unwrap_or(after);
    let (after, calendar) = (after.max(yesterday), &look.reference().calendar);
    let single = look.views().day_exceptions()?.into_iter().map(|row| row.day.date()).filter(|date| *date > after);
    let saturdays =
        std::iter::successors(Some(calendar.next_saturday(after)), |date| Some(calendar.next_saturday(*date)));
    let mut ahead: Vec<NaiveDate> = single.chain(saturdays.take(SATURDAYS_AHEAD)).collect();
    ahead.sort_unstable();
    Ok(ahead.into_iter().find(|date| day_book::require_open(look, *date).is_ok()))
}
