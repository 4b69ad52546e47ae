//! What bodies are made of.

use crate::assist::leg::{LegEntry, TRIPS_MAX};
use crate::assist::moment::{Moment, Stretch, When};
use crate::assist::number::CardNumber;
use crate::limits::{SLOT_MINUTES_MIN, WINDOWS_MAX};
use crate::seat::{DayPlan, Place, SessionPlan};
use crate::time::{BeijingDay, MinuteOfDay};

/// What cannot be of what is said; `None` if it can.
pub(in crate::event) type Fault = Option<&'static str>;

/// Something said that may be what cannot be.
pub(in crate::event) trait Possible {
    /// The first thing that cannot be; `None` if all can.
    fn impossible(&self) -> Fault;
}

/// The first of these.
pub(super) fn first<const N: usize>(faults: [Fault; N]) -> Fault {
    faults.into_iter().flatten().next()
}

pub(super) fn unless(can_be: bool, fault: &'static str) -> Fault {
    (!can_be).then_some(fault)
}

impl<T: Possible> Possible for Option<T> {
    fn impossible(&self) -> Fault {
        self.as_ref().and_then(Possible::impossible)
    }
}

impl<T: Possible> Possible for [T] {
    fn impossible(&self) -> Fault {
        self.iter().find_map(Possible::impossible)
    }
}

impl<T: Possible> Possible for Vec<T> {
    fn impossible(&self) -> Fault {
        self.as_slice().impossible()
    }
}

impl Possible for BeijingDay {
    fn impossible(&self) -> Fault {
        unless(self.is_possible(), "no calendar has the day")
    }
}

impl Possible for MinuteOfDay {
    fn impossible(&self) -> Fault {
        unless(self.is_possible(), "no day has the time")
    }
}

/// Sessions of one day.
pub(super) fn sessions(sessions: &[SessionPlan]) -> Fault {
    let plan = DayPlan::new(BeijingDay(0), sessions.to_vec());
    let fits = |session: &SessionPlan| {
        session.times.slot_minutes >= SLOT_MINUTES_MIN && (1..=WINDOWS_MAX).contains(&session.times.seats)
    };
    first([
        unless(plan.is_ok(), "the sessions are no day's"),
        unless(sessions.iter().all(fits), "a session has slots or seats that no hall has"),
    ])
}

/// Most slots of a session: one for each minute of a day.
const SLOTS_MAX: usize = 1440;

impl Possible for Place {
    fn impossible(&self) -> Fault {
        let slots = usize::from(self.slot).saturating_add(self.seats.len());
        first([self.day.impossible(), unless(slots <= SLOTS_MAX, "no session has so many slots")])
    }
}

impl Possible for Moment {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), self.at.impossible()])
    }
}

impl Possible for When {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), self.at.impossible()])
    }
}

impl Possible for Stretch {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), self.from.impossible(), self.to.impossible()])
    }
}

impl Possible for LegEntry {
    fn impossible(&self) -> Fault {
        first([self.time.impossible(), unless(self.trips <= TRIPS_MAX, "a leg has two trips at most")])
    }
}

impl Possible for CardNumber {
    fn impossible(&self) -> Fault {
        unless(CardNumber::from_serial(self.serial()) == Some(*self), "the number is no card's")
    }
}
