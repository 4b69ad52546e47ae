//! Whose case goes on to a working day (PRODUCT rule 17): whoever walked in or came with a booking while a department was
//! not on duty. Which day that is was told to them, and stands.

use super::promises::Promises;
use super::times::times;
use crate::ground::{Look, wall_to_beijing};
use crate::reference::Reference;
use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::booking::BookingState;
use domain::duty::walk_in::{forwarded_on, is_staffed};
use domain::event::ItemSnapshot;
use domain::time::{BeijingDay, MinuteOfDay};
use journal::WallTime;
use store::StoreError;

/// The day on which a case is decided, as things stand at a moment of its service day: that day where every department
/// concerned is on duty when it is heard, else the next working day. `start`: the time that a booking has.
pub(crate) fn decided_on(
    look: &impl Look,
    date: NaiveDate,
    items: &[ItemSnapshot],
    start: Option<MinuteOfDay>,
    now: NaiveDateTime,
) -> Result<NaiveDate, StoreError> {
    let promises = Promises::at(look, date, now.max(date.into()))?;
    let at = heard_at(date, start, now);
    let staffed = is_staffed(items.iter().flat_map(|item| promises.item(item, at)).map(|(_, promise)| promise));
    Ok(forwarded_on(&look.reference().calendar, date, staffed).unwrap_or(date))
}

/// When somebody who comes on a day is heard: at once, but not before their own time. `None` if neither is known.
pub(crate) fn heard_at(date: NaiveDate, start: Option<MinuteOfDay>, now: NaiveDateTime) -> Option<MinuteOfDay> {
    start.max((now.date() == date).then(|| now.time().into()))
}

/// Everybody whose case is forwarded to a working day, in the order of their making within each service day.
pub(crate) fn to(look: &impl Look, day: NaiveDate) -> Result<Vec<BookingState>, StoreError> {
    let views = look.views();
    let mut rows = views.forwarded_to(BeijingDay::from(day))?;
    // Older journals do not say what an arrival came to: it is reckoned for the moment of it.
    for date in days_before(look.reference(), day) {
        for row in views.visits_of_day(BeijingDay::from(date))? {
            let (Some(arrived), None) = (row.arrived_ms, row.decided_on) else { continue };
            let then = wall_to_beijing(WallTime(arrived));
            let start = times(views, &row)?.map(|(start, _)| start.into());
            if decided_on(look, date, &row.items, start, then)? == day {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

/// The days whose next working day is this one.
fn days_before(reference: &Reference, day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let before = (1..).map_while(move |back| day.checked_sub_days(Days::new(back)));
    before.take_while(move |date| reference.calendar.next_working_day(*date) == day)
}
