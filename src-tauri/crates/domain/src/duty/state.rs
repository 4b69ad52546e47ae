//! Where a department stands for a day: one word, and what to do next. The worst that holds is the word.

use super::answer::Stands;
use super::demand::{HalfDay, bookings};
use super::gaps::{Circumstances, gaps};
use super::half::{Half, Halves};
use super::need::{Gap, needed};
use super::promise::DepartmentDay;
use super::told::{Difference, difference};
use crate::event::{Coming, HalfTold, HallStaffed};
use crate::reference::catalogue::Cutoff;
use crate::time::BeijingDay;
use chrono::{NaiveDateTime, NaiveTime, Weekday};

/// The word for a department, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// There is work in a half-day for which it cannot come, or for an item or a time for which nobody does.
    Cannot,
    /// Past the cut-off there is work and no answer, 未答复.
    Unanswered,
    /// Answers contradict each other.
    Contradicted,
    /// It was told, and more is needed now, 需补通知.
    TellMore,
    /// There is work, asking has begun, and it was not told, 待通知.
    ToTell,
    /// Fewer come than are needed, or more are needed than it can send.
    Short,
    /// It was told, and has still to answer.
    Asked,
    /// It can be called by telephone.
    OnCall,
    /// It comes for all of its work.
    Confirmed,
    /// It was told or comes, and there is no work for it any more.
    MayStay,
    /// There is work, and asking has not begun.
    NotYet,
    /// There is no work.
    Idle,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NextAct {
    /// Find somebody else, another time, or tell the citizens.
    Settle,
    /// Ring it.
    Ring,
    /// Ask it once more what holds, and write that down.
    AskWhatHolds,
    /// Tell it what is new.
    TellMore,
    /// Tell it what is asked.
    Tell,
    /// Ask it for more people.
    AskForMore,
    /// Write its answer down once it has come.
    NoteAnswer,
    /// Tell it that nobody has to come; a person decides that.
    TellMayStay,
}

impl State {
    /// What to do next. `None` where there is nothing to do now.
    pub fn next(self) -> Option<NextAct> {
        match self {
            Self::Cannot => Some(NextAct::Settle),
            Self::Unanswered => Some(NextAct::Ring),
            Self::Contradicted => Some(NextAct::AskWhatHolds),
            Self::TellMore => Some(NextAct::TellMore),
            Self::ToTell => Some(NextAct::Tell),
            Self::Short => Some(NextAct::AskForMore),
            Self::Asked => Some(NextAct::NoteAnswer),
            Self::MayStay => Some(NextAct::TellMayStay),
            Self::OnCall | Self::Confirmed | Self::NotYet | Self::Idle => None,
        }
    }
}

/// How a department stands for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentState {
    /// The word.
    pub state: State,
    /// What it is asked for now.
    pub needed: Halves<HalfTold>,
    /// What has changed since it was told.
    pub difference: Difference,
    /// What is missing.
    pub gaps: Vec<Gap>,
    /// Bookings with a seat that wait for it to answer.
    pub waiting: u16,
}

/// How a department stands at a moment. `None` where it has no back office in this hall: a line of its own says so.
pub fn of_department(
    about: &Circumstances<'_>,
    now: NaiveDateTime,
    asking_begins: NaiveDateTime,
) -> Option<DepartmentState> {
    let known = about.known;
    if !known.present {
        return None;
    }
    let needed = needed(about.demand, about.cases_per_approver());
    let (difference, gaps) = (difference(&known.told, &needed), gaps(about));
    let work = about.demand.map_or(&[][..], |demand| &demand.halves).iter().filter(|half| half.cases.held > 0);
    let is_contradicted = |half| matches!(known.answers.of(half).stands, Stands::Contradicting(_));
    let has_more = known.told.is_something() && difference.more.is_something();
    let held = [
        Half::BOTH.into_iter().any(is_contradicted).then_some(State::Contradicted),
        has_more.then_some(State::TellMore),
        gaps.iter().map(|gap| if gap.why.leaves_visits_alone() { State::Cannot } else { State::Short }).min(),
        work.clone().map(|half| of_half(known, half.half(), now, asking_begins)).min(),
    ];
    let without_work =
        if Half::BOTH.into_iter().any(|half| expects(known, half)) { State::MayStay } else { State::Idle };
    let state = held.into_iter().flatten().min().unwrap_or(without_work);
    Some(DepartmentState { state, waiting: waiting(known, work), needed, difference, gaps })
}

/// Of a half-day with work, apart from gaps.
fn of_half(known: &DepartmentDay, half: Half, now: NaiveDateTime, asking_begins: NaiveDateTime) -> State {
    match &known.answers.of(half).stands {
        Stands::None if now >= known.cutoff => State::Unanswered,
        Stands::None if known.was_told(half) => State::Asked,
        Stands::None if now >= asking_begins => State::ToTell,
        Stands::None => State::NotYet,
        Stands::Contradicting(_) => State::Contradicted,
        Stands::One(tip) => match tip.answer.coming {
            Coming::Comes => State::Confirmed,
            Coming::OnCall => State::OnCall,
            Coming::Cannot => State::Cannot,
            Coming::NotReached => State::Asked,
        },
    }
}

/// Whether the department means to send somebody for a half-day, or to answer whether it does.
pub(super) fn expects(known: &DepartmentDay, half: Half) -> bool {
    match &known.answers.of(half).stands {
        Stands::None => known.was_told(half),
        Stands::One(tip) => matches!(tip.answer.coming, Coming::Comes | Coming::OnCall),
        Stands::Contradicting(_) => true,
    }
}

fn waiting<'a>(known: &DepartmentDay, work: impl Iterator<Item = &'a HalfDay>) -> u16 {
    let open = work.filter(|theirs| known.answers.of(theirs.half()).stands.one().is_none());
    let cases = open.flat_map(HalfDay::all_cases).map(|(_, case)| case).filter(|case| case.seated);
    u16::try_from(bookings(cases).len()).unwrap_or(u16::MAX)
}

/// When the hall begins to ask for a day: the last such weekday before it, from its beginning; Wednesday where none is set.
pub fn asking_begins(hall: HallStaffed, day: BeijingDay) -> NaiveDateTime {
    let set = hall.asks_from.and_then(|number| Weekday::try_from(number.checked_sub(1)?).ok());
    Cutoff { weekday: set.unwrap_or(Weekday::Wed), time: NaiveTime::MIN }.before(day.date())
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
