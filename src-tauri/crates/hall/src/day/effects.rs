//! What a booking, a change or a cancellation does to the departments of a day, before it is saved (PRODUCT rule 14): of the
//! day's one count, promises and what departments were told. The form asks for every time that can be chosen, so what holds
//! for all of them is reckoned once.

use super::demand;
use super::{DayBook, Promises};
use crate::ground::Look;
use crate::reference::Reference;
use chrono::NaiveDate;
use domain::booking::{Act, BookingState};
use domain::duty::demand::{Demand, asked};
use domain::duty::effect::{Cases, Effect, Meeting};
use domain::duty::half::Half;
use domain::duty::state::asking_begins;
use domain::event::{DepartmentStaffed, ItemSnapshot};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::time::MinuteOfDay;
use std::collections::{BTreeMap, BTreeSet};
use store::StoreError;

/// What a change does to a half-day of a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyEffect {
    pub date: NaiveDate,
    pub department: DepartmentId,
    pub short: Names,
    pub half: Half,
    pub effect: Effect,
}

/// Items of a visit that holds a seat, and when it begins.
pub(crate) type Seated<'a> = (&'a [ItemSnapshot], MinuteOfDay);

/// What is known of a day without the booking that changes.
pub(crate) struct Standing<'a> {
    pub date: NaiveDate,
    pub promises: &'a Promises,
    pub demand: &'a BTreeMap<DepartmentId, Demand>,
    pub staffed: &'a BTreeMap<DepartmentId, (RecordId, DepartmentStaffed)>,
}

/// The departments that a change can touch.
pub(crate) struct Effects<'a> {
    reference: &'a Reference,
    date: NaiveDate,
    meetings: BTreeMap<DepartmentId, Meeting<'a>>,
}

impl<'a> Effects<'a> {
    /// Of changes between these items, whichever of them a booking has before and after.
    pub(crate) fn read(
        look: &'a impl Look,
        standing: &Standing<'a>,
        items: &[&[ItemSnapshot]],
    ) -> Result<Self, StoreError> {
        let Standing { date, promises, demand, staffed } = *standing;
        let begins = asking_begins(look.views().hall_staffed()?, date.into());
        let departments: BTreeSet<DepartmentId> = items.iter().flat_map(|items| asked(items)).collect();
        let meeting = |id: DepartmentId| {
            let per_approver = staffed.get(&id).and_then(|(_, staffed)| staffed.cases_per_approver);
            Some((id, Meeting::new(promises.known(id)?, demand.get(&id), per_approver, look.now(), begins)))
        };
        let meetings = departments.into_iter().filter_map(meeting).collect();
        Ok(Self { reference: look.reference(), date, meetings })
    }

    /// What it does that a booking was `before` and is `after`: by department, the morning first.
    pub(crate) fn of(&self, before: Option<Seated<'_>>, after: Option<Seated<'_>>) -> Vec<DutyEffect> {
        let mut found = Vec::new();
        for (id, meeting) in &self.meetings {
            let Some(known) = self.reference.catalogue.department(*id) else { continue };
            let cases = |seated: Option<Seated<'_>>| seated.map(|(items, at)| Cases::of(items, *id, at));
            let halves = meeting.effects(cases(before).as_ref(), cases(after).as_ref());
            found.extend(halves.iter().filter_map(|(half, effect)| {
                let (date, department, short) = (self.date, *id, known.short.clone());
                (*effect).map(|effect| DutyEffect { date, department, short, half, effect })
            }));
        }
        found
    }
}

/// Where a booking holds its seat on a day: `None` where it does not.
pub(crate) fn seated<'b>(book: &'b DayBook, booking: &BookingState) -> Option<Seated<'b>> {
    let own = book.bookings.iter().find(|one| one.id == booking.id && one.seated)?;
    Some((&own.items, book.start(own)))
}

/// What it does that a booking goes from its day: cancelled, or moved to another. Nobody is told of a day that is over.
pub(crate) fn of_leaving(look: &impl Look, booking: &BookingState) -> Result<Vec<DutyEffect>, StoreError> {
    let date = booking.place.day.date();
    if !booking.can(Act::Cancel) || date < look.now().date() {
        return Ok(Vec::new());
    }
    let (book, promises) = (DayBook::read(look, date)?, Promises::for_day(look, date)?);
    let Some(before) = seated(&book, booking) else { return Ok(Vec::new()) };
    let (demand, staffed) = (demand::of_day_but(&book, Some(booking.id)), look.views().staffed()?);
    let standing = Standing { date, promises: &promises, demand: &demand, staffed: &staffed };
    Ok(Effects::read(look, &standing, &[before.0])?.of(Some(before), None))
}
