//! What a change of the timetable does to days that have been opened: which tokens come and go, who has a seat then.

use crate::day::DayBook;
use crate::day::seating::record_seats;
use crate::day::waiting::{WaitingCard, waiting_card};
use crate::ground::{Desk, FieldRefusal, Look, Refusal, Writing};
use chrono::NaiveDate;
use domain::booking::BookingState;
use domain::event::{DayReplanned, Fact, seat_runs};
use domain::record::RecordId;
use domain::seat::{DayPlan, Place, PlannedSession, Recut, Serves, SessionPlan, Support, Timetable, recut};
use domain::time::BeijingDay;
use std::collections::BTreeMap;
use store::StoreError;

/// What a change would do to the bookings of days to come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangePreview {
    /// By day, in the order they were made: they would have no seat any more.
    pub orphaned: Vec<(NaiveDate, WaitingCard)>,
    /// They wait now, and would have a seat again.
    pub seated_again: Vec<(NaiveDate, WaitingCard)>,
    /// Days with bookings whose sessions would change.
    pub days: Vec<NaiveDate>,
}

/// A day whose sessions change.
pub(super) struct Replan {
    book: DayBook,
    plan: DayPlan,
    recut: Recut,
    after: Support,
}

/// Days to come that have been opened and that the change means.
pub(super) fn due(look: &impl Look, before: &Timetable, after: &Timetable) -> Result<Vec<Replan>, Refusal> {
    let today = BeijingDay::from(look.now().date());
    let mut due = Vec::new();
    for day in look.views().days_opened_from(today)? {
        let on = |timetable: &Timetable| timetable.on(day.date(), &look.reference().calendar).sessions;
        if on(before) == on(after) {
            continue;
        }
        let book = DayBook::read(look, day.date())?;
        if book.frozen {
            return Err(Refusal::SeatsFrozen { date: day.date() });
        }
        let used_up = || FieldRefusal::TimesUsedUp { date: day.date() };
        let sessions = numbered(on(after), &book.ever).ok_or_else(used_up)?;
        let plan = DayPlan::new(day, sessions).map_err(|error| StoreError::Damaged(error.to_string()))?;
        let replan = Replan::new(book, plan);
        if replan.recut.used_up {
            return Err(used_up().into());
        }
        due.push(replan);
    }
    Ok(due)
}

/// Numbers for a day that has a history: the same times have the number they always had there, others a new one.
fn numbered(sessions: Vec<SessionPlan>, ever: &BTreeMap<u8, PlannedSession>) -> Option<Vec<SessionPlan>> {
    let known =
        |(number, times): (&u8, &PlannedSession)| SessionPlan { number: *number, times: *times, serves: Serves::All };
    let known: Vec<SessionPlan> = ever.iter().map(known).collect();
    super::check::number(sessions.into_iter().map(|session| (session.times, session.serves)).collect(), &known)
}

impl Replan {
    fn new(book: DayBook, plan: DayPlan) -> Self {
        let recut = recut(&book.minted, &plan);
        let after = book.support_under(&plan, &recut.own);
        Self { book, plan, recut, after }
    }

    /// Bookings with the seats they would have, in the order they were made. Those that keep the seats of another
    /// installation are not among them.
    fn seats(&self) -> impl Iterator<Item = (&BookingState, Option<&Place>)> {
        let booking = |(made, place)| {
            let booking = self.book.bookings.iter().find(|booking| booking.made == made)?;
            Some((booking, place))
        };
        self.after.places().filter_map(booking)
    }

    /// Bookings that would have no seat any more.
    pub(super) fn orphaned(&self) -> Vec<RecordId> {
        self.seats()
            .filter(|(booking, place)| booking.seated && place.is_none())
            .map(|(booking, _)| booking.id)
            .collect()
    }

    /// Puts on record the plan, the tokens that come and go, and who sits where since.
    pub(super) fn write(self, w: &mut Writing<'_, '_>) -> Result<(), Refusal> {
        let replanned = Fact::DayReplanned(DayReplanned {
            day: self.plan.day(),
            sessions: self.plan.sessions().to_vec(),
            minted: seat_runs(self.recut.minted.iter().copied()),
            retired: seat_runs(self.recut.retired.iter().copied()),
        });
        w.record(&replanned, None, None)?;
        for (booking, place) in self.seats() {
            let before = booking.seated.then_some(&booking.place);
            if before != place {
                let time = (booking.timed_by, self.book.start(booking));
                record_seats(w, booking.id, time, place.cloned())?;
            }
        }
        Ok(())
    }
}

/// The lists of people, masked.
pub(super) fn preview(desk: &Desk, look: &impl Look, replans: &[Replan]) -> Result<ChangePreview, Refusal> {
    let mut preview = ChangePreview::default();
    for replan in replans {
        let date = replan.plan.day().date();
        if !replan.book.bookings.is_empty() {
            preview.days.push(date);
        }
        for (booking, place) in replan.seats() {
            let card = || waiting_card(desk, look, &replan.book, booking).map(|card| (date, card));
            match (booking.seated, place.is_some()) {
                (true, false) => preview.orphaned.push(card()?),
                (false, true) => preview.seated_again.push(card()?),
                (true, true) | (false, false) => {}
            }
        }
    }
    Ok(preview)
}
