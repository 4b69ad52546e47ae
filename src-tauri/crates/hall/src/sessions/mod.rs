//! When the hall takes bookings: the usual Saturday, dated plans, single dates. A change says first whom it would leave
//! without a seat, and is saved only by somebody who has seen just that list. Never one that nobody has seen.

mod check;
mod replan;

pub use check::SessionWish;
pub use replan::ChangePreview;

use crate::day::usual_as_founded;
use crate::ground::{Desk, FieldRefusal, Look, Refusal, Right, Writing};
use crate::reference::Reference;
use chrono::NaiveDate;
use domain::event::{DatedSessions, DayExcepted, ExceptionReason, Fact, TimetableSet};
use domain::record::RecordId;
use domain::reference::hours::Days;
use domain::seat::{DatedPlan, SessionPlan, Timetable};
use domain::time::BeijingDay;
use replan::Replan;
use std::sync::Arc;
use store::{ExceptionRow, StoreError, Views};

/// Most dated plans; more are forgotten ones.
const PLANS_MAX: usize = 40;

/// What a manager sees and changes.
pub struct Sessions {
    /// The last change: what the next one has to be based on.
    pub base: Option<RecordId>,
    pub usual: Vec<SessionPlan>,
    pub dated: Vec<DatedSessions>,
    pub exceptions: Vec<ExceptionRow>,
    pub reference: Arc<Reference>,
}

/// A change of the timetable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionsChange {
    /// Other sessions on usual Saturdays.
    Usual(Vec<SessionWish>),
    /// A dated plan: one more, or another in the place of one.
    Dated {
        place: Option<usize>,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        days: Days,
        sessions: Vec<SessionWish>,
    },
    /// A dated plan goes.
    DropDated { place: usize },
    /// One date; no sessions: closed.
    Exception { date: NaiveDate, reason: ExceptionReason, sessions: Vec<SessionWish> },
    /// Nothing special on a date any more.
    LiftException { date: NaiveDate },
}

/// A timetable as it stands or would stand.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tables {
    set: TimetableSet,
    exceptions: Vec<ExceptionRow>,
}

impl Tables {
    fn read(look: &impl Look) -> Result<Self, StoreError> {
        let views = look.views();
        let founded = || TimetableSet { usual: usual_as_founded(&look.hall().founded.saturday), dated: Vec::new() };
        Ok(Self { set: views.timetable()?.unwrap_or_else(founded), exceptions: views.day_exceptions()? })
    }

    fn timetable(&self) -> Timetable {
        Timetable {
            usual: self.set.usual.clone(),
            dated: self.set.dated.iter().cloned().map(DatedPlan::from).collect(),
            exceptions: self.exceptions.iter().map(|row| (row.day, row.sessions.clone())).collect(),
        }
    }

    /// Makes the change, and says the fact that tells it.
    fn change(&mut self, reference: &Reference, change: &SessionsChange) -> Result<Fact, Refusal> {
        match change {
            SessionsChange::Usual(sessions) => {
                self.set.usual = check::sessions(reference, sessions, &self.set.usual, false)?;
            }
            SessionsChange::Dated { place, from, to, days, sessions } => {
                self.put_dated(reference, *place, (*from, *to), *days, sessions)?;
            }
            SessionsChange::DropDated { place } => {
                if *place >= self.set.dated.len() {
                    return Err(Refusal::SessionsChanged);
                }
                self.set.dated.remove(*place);
            }
            SessionsChange::Exception { date, reason, sessions } => {
                let before = self.timetable().on(*date, &reference.calendar).sessions;
                let sessions = check::sessions(reference, sessions, &before, true)?;
                let row = ExceptionRow { day: BeijingDay::from(*date), sessions: sessions.clone(), reason: *reason };
                self.exceptions.retain(|other| other.day != row.day);
                self.exceptions.push(row);
                let excepted = DayExcepted { day: (*date).into(), sessions: Some(sessions), reason: *reason };
                return Ok(Fact::DayExcepted(excepted));
            }
            SessionsChange::LiftException { date } => {
                let day = BeijingDay::from(*date);
                let lifted = self.exceptions.iter().find(|row| row.day == day).ok_or(Refusal::SessionsChanged)?;
                let reason = lifted.reason;
                self.exceptions.retain(|other| other.day != day);
                return Ok(Fact::DayExcepted(DayExcepted { day, sessions: None, reason }));
            }
        }
        Ok(Fact::TimetableSet(self.set.clone()))
    }

    fn put_dated(
        &mut self,
        reference: &Reference,
        place: Option<usize>,
        (from, to): (Option<NaiveDate>, Option<NaiveDate>),
        days: Days,
        sessions: &[SessionWish],
    ) -> Result<(), Refusal> {
        if place.is_some_and(|place| place >= self.set.dated.len()) {
            return Err(Refusal::SessionsChanged);
        }
        if place.is_none() && self.set.dated.len() >= PLANS_MAX {
            return Err(FieldRefusal::TooManyPlans { max: PLANS_MAX }.into());
        }
        let before = place.map_or_else(|| self.set.usual.clone(), |place| self.set.dated[place].sessions.clone());
        let checked = check::sessions(reference, sessions, &before, true);
        let dates = if from.zip(to).is_some_and(|(from, to)| to < from) { Some(FieldRefusal::PlanDates) } else { None };
        let sessions = match (checked, dates) {
            (Err(Refusal::Fields(mut faults)), Some(fault)) => {
                faults.push(fault);
                return Err(Refusal::Fields(faults));
            }
            (Ok(_), Some(fault)) => return Err(fault.into()),
            (checked, _) => checked?,
        };
        let plan = DatedSessions { from: from.map(Into::into), to: to.map(Into::into), days, sessions };
        match place {
            Some(place) => self.set.dated[place] = plan,
            None => self.set.dated.push(plan),
        }
        Ok(())
    }
}

impl Desk {
    /// The timetable as it is set.
    ///
    /// # Errors
    /// What the store says.
    pub fn sessions(&self) -> Result<Sessions, Refusal> {
        self.require(Right::ReadBook)?;
        self.read(|look| {
            let tables = Tables::read(look)?;
            Ok(Sessions {
                base: look.views().timetable_base()?,
                usual: tables.set.usual,
                dated: tables.set.dated,
                exceptions: tables.exceptions,
                reference: self.reference(),
            })
        })
    }

    /// What a change would do to the bookings that are.
    ///
    /// # Errors
    /// Every fault at its field.
    pub fn preview_sessions(&self, change: &SessionsChange) -> Result<ChangePreview, Refusal> {
        self.require(Right::AnswerForHall)?;
        self.read(|look| {
            let before = Tables::read(look)?;
            let mut after = before.clone();
            after.change(look.reference(), change)?;
            let replans = replan::due(look, &before.timetable(), &after.timetable())?;
            replan::preview(self, look, &replans)
        })
    }

    /// Changes the timetable and with it the days that have been opened. `seen` are the bookings that the person was
    /// shown to be left without a seat: if it would be others, nothing is changed.
    ///
    /// # Errors
    /// Every fault at its field; [`Refusal::SessionsChanged`] when the timetable or that list is not what was seen;
    /// [`Refusal::SeatsFrozen`] when seats of an affected day still belong to a name no longer in use.
    pub fn change_sessions(
        &self,
        base: Option<RecordId>,
        change: SessionsChange,
        seen: Vec<RecordId>,
    ) -> Result<(), Refusal> {
        self.require(Right::AnswerForHall)?;
        self.write(move |w| -> Result<(), Refusal> {
            if w.views().timetable_base()? != base {
                return Err(Refusal::SessionsChanged);
            }
            apply(w, &change, Some(seen))?;
            Ok(())
        })
    }

    /// What is wrong with the fields of a change of sessions.
    pub fn sessions_faults(&self, change: &SessionsChange) -> Vec<FieldRefusal> {
        Refusal::fields_of(self.preview_sessions(change))
    }
}

/// Makes a change of the timetable, and plans the days anew that it means. `seen` as in [`Desk::change_sessions`]; nothing
/// where the caller says itself what becomes of those who lose their seat. Answers the event that says it, if anything
/// changed.
pub(crate) fn apply(
    w: &mut Writing<'_, '_>,
    change: &SessionsChange,
    seen: Option<Vec<RecordId>>,
) -> Result<Option<RecordId>, Refusal> {
    let before = Tables::read(w)?;
    let mut after = before.clone();
    let fact = after.change(w.reference, change)?;
    if before == after {
        return Ok(None);
    }
    write(w, (&before, &after), &fact, seen).map(Some)
}

/// What is special about a date, if anything is.
pub(crate) fn exception_of(views: Views<'_>, date: NaiveDate) -> Result<Option<ExceptionRow>, StoreError> {
    let day = BeijingDay::from(date);
    Ok(views.day_exceptions()?.into_iter().find(|row| row.day == day))
}

/// Makes a date what it was before `closing`, the last change of the timetable.
///
/// # Errors
/// [`Refusal::UndoChanged`] when the timetable was changed since.
pub(crate) fn reopen(
    w: &mut Writing<'_, '_>,
    (closing, date): (RecordId, NaiveDate),
    was: Option<ExceptionRow>,
) -> Result<(), Refusal> {
    let before = Tables::read(w)?;
    let day = BeijingDay::from(date);
    let closed = before.exceptions.iter().find(|row| row.day == day).map(|row| row.reason);
    let (Some(reason), true) = (closed, w.views().timetable_base()? == Some(closing)) else {
        return Err(Refusal::UndoChanged);
    };
    let mut after = before.clone();
    after.exceptions.retain(|row| row.day != day);
    let (sessions, reason) = was.as_ref().map_or((None, reason), |row| (Some(row.sessions.clone()), row.reason));
    after.exceptions.extend(was);
    let fact = Fact::DayExcepted(DayExcepted { day, sessions, reason });
    write(w, (&before, &after), &fact, None)?;
    Ok(())
}

fn write(
    w: &mut Writing<'_, '_>,
    (before, after): (&Tables, &Tables),
    fact: &Fact,
    seen: Option<Vec<RecordId>>,
) -> Result<RecordId, Refusal> {
    let (was, will) = (before.timetable(), after.timetable());
    let replans = replan::due(w, &was, &will)?;
    if let Some(mut seen) = seen {
        let mut orphaned: Vec<RecordId> = replans.iter().flat_map(Replan::orphaned).collect();
        orphaned.sort_unstable();
        seen.sort_unstable();
        if orphaned != seen {
            return Err(Refusal::SessionsChanged);
        }
    }
    let event = w.record(fact, None, None)?;
    replans.into_iter().try_for_each(|replan| replan.write(w))?;
    Ok(event)
}
