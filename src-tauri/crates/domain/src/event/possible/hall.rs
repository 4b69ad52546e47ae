//! Of the hall, its sessions, its people, its installations, and what departments are asked.

use super::parts::{Fault, Possible, first, sessions, unless};
use crate::event::{
    CutoffSet, DatedSessions, DayExcepted, DayOpened, DayPlanned, DayReplanned, DepartmentStaffed, DeviceEnrolled,
    DeviceSucceeded, DutyAnswered, DutyAttended, DutyPublished, DutyTold, HalfAnswer, HallAdjusted, HallFounded,
    HallStaffed, HalvesAnswered, HandedOut, ListHandedOut, MintedSeats, PersonChanged, PersonEntered, PublishedHalf,
    PublishedLine, ReferenceAdopted, ReferenceOffered, SeatsReminted, SecretSet, SignInFailed, SignedIn, TimetableSet,
    WindowsSet,
};
use crate::limits::{ERASE_DAYS, IDLE_MINUTES, SATURDAYS};
use crate::seat::{PlannedSession, SESSIONS_MAX, Serves, SessionPlan};
use std::ops::RangeInclusive;

/// Sessions of the old kind: numbered in their order.
fn numbered(times: &[PlannedSession]) -> Fault {
    if times.len() > SESSIONS_MAX {
        return Some("a day has no so many sessions");
    }
    let plan = |(number, times): (u8, &PlannedSession)| SessionPlan { number, times: *times, serves: Serves::All };
    sessions(&(0..).zip(times).map(plan).collect::<Vec<_>>())
}

/// The first version that could set when people are called had no bound of its own for it.
const MINUTES_OF_A_DAY: u16 = 24 * 60;

fn within<T: PartialOrd>(value: Option<T>, bounds: &RangeInclusive<T>) -> Fault {
    unless(value.is_none_or(|value| bounds.contains(&value)), "a number that nobody can set")
}

impl Possible for HallFounded {
    fn impossible(&self) -> Fault {
        numbered(&self.saturday)
    }
}

impl Possible for HallAdjusted {
    fn impossible(&self) -> Fault {
        first([
            within(self.idle_lock_minutes, &IDLE_MINUTES),
            within(self.erase_after_days, &ERASE_DAYS),
            within(self.call_after_minutes, &(0..=MINUTES_OF_A_DAY)),
        ])
    }
}

impl Possible for ReferenceAdopted {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for ReferenceOffered {
    fn impossible(&self) -> Fault {
        self.from.impossible()
    }
}

impl Possible for DayOpened {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), numbered(&self.sessions)])
    }
}

impl Possible for DayPlanned {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), sessions(&self.sessions)])
    }
}

impl Possible for DayReplanned {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), sessions(&self.sessions), seats(&self.minted), seats(&self.retired)])
    }
}

impl Possible for TimetableSet {
    fn impossible(&self) -> Fault {
        first([sessions(&self.usual), self.dated.impossible()])
    }
}

impl Possible for DatedSessions {
    fn impossible(&self) -> Fault {
        first([self.from.impossible(), self.to.impossible(), sessions(&self.sessions)])
    }
}

impl Possible for DayExcepted {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), self.sessions.as_deref().and_then(sessions)])
    }
}

impl Possible for SeatsReminted {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), seats(&self.tokens)])
    }
}

/// More seats than a day of any hall has: 32 sessions of 288 slots of 99.
const SEATS_MAX: usize = 32 * 288 * 99;

fn seats(runs: &[MintedSeats]) -> Fault {
    let fits = |run: &MintedSeats| run.slot < 1440 && run.first.checked_add(run.count).is_some();
    let all = runs.iter().fold(0, |all: usize, run| all.saturating_add(usize::from(run.count)));
    unless(all <= SEATS_MAX && runs.iter().all(fits), "seats that no day has")
}

impl Possible for PersonEntered {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for PersonChanged {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for SecretSet {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for SignedIn {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for SignInFailed {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for HandedOut {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for ListHandedOut {
    fn impossible(&self) -> Fault {
        self.day.impossible()
    }
}

impl Possible for DeviceSucceeded {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for DeviceEnrolled {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for DutyAnswered {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), self.from.impossible(), self.until.impossible()])
    }
}

impl Possible for CutoffSet {
    fn impossible(&self) -> Fault {
        first([self.at.impossible(), unless(self.weekday.is_none_or(|day| day < 7), "no week has the day")])
    }
}

impl Possible for HalfAnswer {
    fn impossible(&self) -> Fault {
        first([self.from.impossible(), self.until.impossible()])
    }
}

impl Possible for HalvesAnswered {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), self.morning.impossible(), self.afternoon.impossible()])
    }
}

impl Possible for DutyTold {
    fn impossible(&self) -> Fault {
        self.day.impossible()
    }
}

impl Possible for DepartmentStaffed {
    fn impossible(&self) -> Fault {
        let saturdays = self.not_saturdays.iter().all(|saturday| SATURDAYS.contains(saturday));
        let cases = self.cases_per_approver.is_none_or(|cases| cases > 0);
        first([unless(saturdays, "no month has the Saturday"), unless(cases, "an approver for no cases")])
    }
}

impl Possible for HallStaffed {
    fn impossible(&self) -> Fault {
        unless(self.asks_from.is_none_or(|day| (1..=7).contains(&day)), "no week has the day")
    }
}

impl Possible for PublishedHalf {
    fn impossible(&self) -> Fault {
        first([self.from.impossible(), self.until.impossible()])
    }
}

impl Possible for PublishedLine {
    fn impossible(&self) -> Fault {
        first([self.morning.impossible(), self.afternoon.impossible()])
    }
}

impl Possible for DutyPublished {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), self.lines.impossible()])
    }
}

impl Possible for DutyAttended {
    fn impossible(&self) -> Fault {
        self.day.impossible()
    }
}

impl Possible for WindowsSet {
    /// Nobody at the windows can be set, and is told as too few.
    fn impossible(&self) -> Fault {
        self.day.impossible()
    }
}
