//! Which bookings somebody has to be called about, and why.

use crate::day::{self, DayBook};
use crate::ground::{Look, Reading, wall_to_beijing};
use domain::booking::{BookingState, Known};
use domain::event::{CallBackOutcome, CallOutcome, DutyAnswer, DutyAnswered, Fact};
use domain::limits::CALL_AFTER_MINUTES;
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::time::{BeijingDay, MinuteOfDay};
use domain::to_call::{Reason, Situation};
use journal::{WallTime, understand};
use std::collections::BTreeMap;
use store::{DayRow, DutyRow, StoreError};

/// A booking to call about.
pub(super) struct Due {
    pub(super) row: BookingState,
    /// The day and time its person knows.
    pub(super) known: (BeijingDay, MinuteOfDay),
    /// Its time now.
    pub(super) at: MinuteOfDay,
    pub(super) reasons: Vec<Reason>,
    /// Bookings are taken on its day.
    pub(super) open: bool,
    /// What the departments named in the reasons said.
    pub(super) answers: BTreeMap<DepartmentId, DutyAnswered>,
}

/// What is read once for all bookings.
pub(super) struct Gathering<'a> {
    look: &'a Reading<'a>,
    answers: BTreeMap<(BeijingDay, DepartmentId), DutyRow>,
    days: BTreeMap<BeijingDay, (Option<DayRow>, bool)>,
    /// From when on whoever has not come is called; `None` where today has no session.
    late_from: Option<MinuteOfDay>,
}

impl<'a> Gathering<'a> {
    pub(super) fn read(look: &'a Reading<'a>) -> Result<Self, StoreError> {
        let today = BeijingDay::from(look.now().date());
        let answers =
            look.views().duties_from(today)?.into_iter().map(|row| ((row.body.day, row.body.department), row));
        let after = look.views().hall_settings()?.call_after_minutes.unwrap_or(CALL_AFTER_MINUTES);
        let book = DayBook::read(look, look.now().date())?;
        let opening = book.plan.sessions().iter().map(|session| session.times.from).min();
        let late_from = opening.map(|opening| opening.plus(after));
        Ok(Self { look, answers: answers.collect(), days: BTreeMap::new(), late_from })
    }

    /// Every booking from today on that somebody has to be called about.
    pub(super) fn due(mut self) -> Result<Vec<Due>, StoreError> {
        let mut due = Vec::new();
        for row in self.look.views().booked_from(self.look.now().date().into())? {
            if row.may_be_called() {
                due.extend(self.look_at(row)?);
            }
        }
        Ok(due)
    }

    fn look_at(&mut self, row: BookingState) -> Result<Option<Due>, StoreError> {
        let Known { day, slot, start, .. } = row.known;
        let known_at = self.start(day, slot, start)?;
        let place = &row.place;
        let at = self.start(place.day, (place.session, place.slot), row.start)?;
        let denied = denied_of(self.look, &row)?;
        let answers = row.asked_departments().into_iter().map(|id| (id, self.answers.get(&(row.place.day, id))));
        let answers: BTreeMap<DepartmentId, DutyAnswered> =
            answers.filter_map(|(id, answer)| Some((id, answer?.body))).collect();
        let situation = Situation {
            known: &row.known,
            known_at,
            denied: &denied,
            day: row.place.day,
            at,
            status: row.status,
            seated: row.seated,
        };
        let mut reasons = situation.reasons(answers.iter().map(|(id, answer)| (*id, Some(answer))));
        reasons.extend(self.is_late(&row, at).then_some(Reason::NotArrived));
        if reasons.is_empty() {
            return Ok(None);
        }
        let open = self.day(row.place.day)?.1;
        Ok(Some(Due { known: (row.known.day, known_at), at, reasons, open, answers, row }))
    }

    /// Their time has begun, the hour to call has come, and since then nobody has reached them.
    fn is_late(&self, row: &BookingState, at: MinuteOfDay) -> bool {
        let today = self.look.now().date();
        let Some(from) = self.late_from.filter(|_| row.place.day.date() == today) else { return false };
        let due = from.max(at).on(today);
        let reached = row.call.is_some_and(|call| {
            let said = wall_to_beijing(WallTime(call.wall_ms));
            call.day == row.place.day && call.outcome != CallOutcome::NoAnswer && said >= due
        });
        row.holds_seats() && due < self.look.now() && !reached
    }

    fn start(
        &mut self,
        day: BeijingDay,
        (session, slot): (u8, u16),
        start: Option<MinuteOfDay>,
    ) -> Result<MinuteOfDay, StoreError> {
        if let Some(start) = start {
            return Ok(start);
        }
        let known = self.day(day)?.0.as_ref();
        let begins = known.and_then(|day| day.ever.get(&session)).map(|session| session.start(slot));
        Ok(begins.unwrap_or(MinuteOfDay(0)))
    }

    fn day(&mut self, day: BeijingDay) -> Result<&(Option<DayRow>, bool), StoreError> {
        if !self.days.contains_key(&day) {
            let open = day::require_open(self.look, day.date()).is_ok();
            self.days.insert(day, (self.look.views().day(day)?, open));
        }
        Ok(&self.days[&day])
    }
}

/// Departments of which a booking's person knows that they do not come: by what it says itself, and by calls about a
/// refusal as they were put on record before.
pub(crate) fn denied_of(look: &impl Look, row: &BookingState) -> Result<Vec<DepartmentId>, StoreError> {
    let mut denied = row.known.denied.clone();
    for call in look.views().called_back_of(row.id)? {
        if call.outcome != CallBackOutcome::Reached || call.order < row.known.since {
            continue;
        }
        let Some(said) = answered(look, call.answer)?.filter(|said| said.day == row.place.day) else { continue };
        denied.retain(|id| *id != said.department);
        denied.extend((said.answer == DutyAnswer::Refused).then_some(said.department));
    }
    Ok(denied)
}

/// What a department said in an event.
fn answered(look: &impl Look, id: RecordId) -> Result<Option<DutyAnswered>, StoreError> {
    Ok(match look.event(id)?.map(|event| understand(&event, Fact::decode).fact()) {
        Some(Some(Fact::DutyAnswered(body))) => Some(body),
        _ => None,
    })
}
