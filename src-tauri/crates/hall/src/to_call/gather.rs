//! Which bookings somebody has to be called about, and why.

use crate::day::{self, DayBook, Promises};
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
use store::{DayRow, StoreError};

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
    /// From when to when its departments are there on the day, where that is not all of it.
    pub(super) hours: BTreeMap<DepartmentId, Hours>,
}

/// From, until; `None` for the beginning and the end of the day.
pub(super) type Hours = (Option<MinuteOfDay>, Option<MinuteOfDay>);

/// A day as far as its bookings' people have to be called about it.
struct Day {
    row: Option<DayRow>,
    /// Bookings are taken on it.
    open: bool,
    promises: Promises,
}

/// What is read once for all bookings.
pub(super) struct Gathering<'a> {
    look: &'a Reading<'a>,
    days: BTreeMap<BeijingDay, Day>,
    /// From when on whoever has not come is called; `None` where today has no session.
    late_from: Option<MinuteOfDay>,
}

impl<'a> Gathering<'a> {
    pub(super) fn read(look: &'a Reading<'a>) -> Result<Self, StoreError> {
        let after = look.views().hall_settings()?.call_after_minutes.unwrap_or(CALL_AFTER_MINUTES);
        let book = DayBook::read(look, look.now().date())?;
        let opening = book.plan.sessions().iter().map(|session| session.times.from).min();
        let late_from = opening.map(|opening| opening.plus(after));
        Ok(Self { look, days: BTreeMap::new(), late_from })
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
        let day = self.day(row.place.day)?;
        let known = row.asked_departments().into_iter().filter_map(|id| Some((id, day.promises.known(id)?)));
        let theirs = |id: DepartmentId| row.items.iter().filter(move |item| item.asks(id)).map(|item| item.item);
        let said: Vec<_> = known.map(|(id, known)| (id, known.word(theirs(id), at), known.hours())).collect();
        let situation = Situation {
            known: &row.known,
            known_at,
            denied: &denied,
            day: row.place.day,
            at,
            status: row.status,
            seated: row.seated,
        };
        let mut reasons = situation.reasons(said.iter().map(|(id, word, _)| (*id, *word)));
        reasons.extend(self.is_late(&row, at).then_some(Reason::NotArrived));
        if reasons.is_empty() {
            return Ok(None);
        }
        let hours = said.into_iter().map(|(id, _, hours)| (id, hours)).collect();
        let open = self.day(row.place.day)?.open;
        Ok(Some(Due { known: (row.known.day, known_at), at, reasons, open, hours, row }))
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
        let known = self.day(day)?.row.as_ref();
        let begins = known.and_then(|day| day.ever.get(&session)).map(|session| session.start(slot));
        Ok(begins.unwrap_or(MinuteOfDay(0)))
    }

    fn day(&mut self, day: BeijingDay) -> Result<&Day, StoreError> {
        if !self.days.contains_key(&day) {
            let (open, promises) =
                (day::require_open(self.look, day.date()).is_ok(), Promises::for_day(self.look, day.date())?);
            self.days.insert(day, Day { row: self.look.views().day(day)?, open, promises });
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
