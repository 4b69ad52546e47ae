//! A day whose bookings all go elsewhere: because somebody moves them, or because the hall closes it. Closing and moving are one
//! transaction; whom nobody has a place for stays on the day, and everybody stays on its call list until reached.

use crate::booking::agent::{Errands, agent_of};
use crate::booking::personal_value;
use crate::booking::undo_book::{ClosedDay, Deed, UndoOffer};
use crate::day::{self, DayBook, Seating, seating, times};
use crate::ground::{Desk, FieldRefusal, Look, Refusal, Right, Writing};
use crate::sessions::{self, SessionsChange};
use chrono::{NaiveDate, NaiveTime};
use domain::booking::{BookingState, Stretch, mask_name};
use domain::event::{BookingEdited, ExceptionReason, Fact, PersonalField};
use domain::record::RecordId;
use domain::time::{BeijingDay, MinuteOfDay};
use store::StoreError;

/// What is to become of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayMove {
    pub from: NaiveDate,
    /// Where its bookings go; nothing: they stay, to be called.
    pub to: Option<NaiveDate>,
    /// The hall closes the day, and why.
    pub close: Option<ExceptionReason>,
}

/// What a move of a whole day did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayMoved {
    pub moved: u32,
    /// Bookings without a place on another day.
    pub left: u32,
    /// Absent where nothing was done.
    pub undo: Option<UndoOffer>,
}

/// Where a booking would go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedLine {
    pub booking: RecordId,
    pub masked_name: String,
    pub start: NaiveTime,
    /// When it would begin on the other day; nothing: it would stay.
    pub to: Option<NaiveTime>,
}

/// A booking, the event that moved it, and to when.
struct Step {
    booking: RecordId,
    moved: Option<(RecordId, NaiveTime)>,
}

/// A rehearsal ends as an error, so that its transaction is rolled back.
enum Rehearsal {
    Over(Vec<Step>),
    Refused(Refusal),
}

impl From<StoreError> for Rehearsal {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

impl Desk {
    /// What a move would do, without doing it.
    ///
    /// # Errors
    /// As for the move.
    pub fn preview_day_move(&self, wish: DayMove) -> Result<Vec<MovedLine>, Refusal> {
        self.require_move(wish)?;
        let rehearsed = self.write(move |w| -> Result<(), Rehearsal> {
            Err(carry_out(w, wish).map_or_else(Rehearsal::Refused, |(steps, _)| Rehearsal::Over(steps)))
        });
        let steps = match rehearsed {
            Err(Rehearsal::Over(steps)) => steps,
            Err(Rehearsal::Refused(refusal)) => return Err(refusal),
            Ok(()) => Vec::new(),
        };
        self.read(|look| steps.into_iter().map(|step| line(look, &step)).collect())
    }

    /// Moves every booking of a day to another one: to the same time where that is free, else to the next free one, else
    /// to the first; and closes the day, if the hall does. What finds no place stays, to be called. `seen` are the bookings
    /// that the person was shown, where they were.
    ///
    /// # Errors
    /// When the other day takes no bookings; [`Refusal::NotPermitted`] for whoever does not answer for the hall;
    /// [`Refusal::ChangedMeanwhile`] when it would be other bookings than were seen.
    pub fn move_day(&self, wish: DayMove, seen: Option<Vec<RecordId>>) -> Result<DayMoved, Refusal> {
        self.require_move(wish)?;
        let (steps, closed) = self.write(move |w| -> Result<_, Refusal> {
            let (steps, closed) = carry_out(w, wish)?;
            let these = steps.iter().map(|step| step.booking).collect::<Vec<_>>();
            if seen.is_some_and(|seen| seen != these) { Err(Refusal::ChangedMeanwhile) } else { Ok((steps, closed)) }
        })?;
        let deed: Vec<_> = steps.iter().filter_map(|step| Some((step.moved?.0, step.booking))).collect();
        let moved = u32::try_from(deed.len()).unwrap_or(u32::MAX);
        let left = u32::try_from(steps.len() - deed.len()).unwrap_or(u32::MAX);
        let token = closed.as_ref().map(|closed| closed.by).or(deed.first().map(|(event, _)| *event));
        let undo = token.map(|token| self.undo.offer_all(token, Deed { events: deed, closed }, self.clock.now()));
        Ok(DayMoved { moved, left, undo })
    }

    fn require_move(&self, wish: DayMove) -> Result<(), Refusal> {
        self.require(Right::AnswerForHall)?;
        if Some(wish.from) == wish.to { Err(FieldRefusal::SameDay.into()) } else { Ok(()) }
    }
}

fn carry_out(w: &mut Writing<'_, '_>, wish: DayMove) -> Result<(Vec<Step>, Option<ClosedDay>), Refusal> {
    if let Some(to) = wish.to {
        day::require_open(w, to)?;
    }
    let mut closed = None;
    if let Some(reason) = wish.close {
        let was = sessions::exception_of(w.views(), wish.from)?;
        let change = SessionsChange::Exception { date: wish.from, reason, sessions: Vec::new() };
        let by = sessions::apply(w, &change, None)?;
        closed = by.map(|by| ClosedDay { by, date: wish.from, was });
    }
    let mut steps = Vec::new();
    for row in w.views().bookings_of_day(BeijingDay::from(wish.from))? {
        if row.arrived_ms.is_some() {
            continue;
        }
        let moved = match wish.to {
            Some(to) => move_one(w, &row, to)?,
            None => None,
        };
        steps.push(Step { booking: row.id, moved });
    }
    seating::reseat_waiting(w, wish.from.into())?;
    Ok((steps, closed))
}

/// Moves one booking, if the day has a place for it.
fn move_one(
    w: &mut Writing<'_, '_>,
    row: &BookingState,
    to: NaiveDate,
) -> Result<Option<(RecordId, NaiveTime)>, Refusal> {
    let wanted = times(w.views(), row)?.map(|(start, _)| MinuteOfDay::from(start));
    let book = DayBook::while_writing(w, to)?;
    let visit = day::wished_visit(w, to, &row.items);
    let now = w.now;
    let starts = book.starts().into_iter().map(|(start, ..)| start);
    let errands = Errands::of(w, agent_of(w, row)?.as_ref(), to.into(), Some(row.id))?;
    let busy = |start| errands.meanwhile(Stretch { from: start, minutes: day::minutes(&row.items) }).is_some();
    let mut starts: Vec<MinuteOfDay> = starts.filter(|start| !day::is_past(*start, to, now) && !busy(*start)).collect();
    starts.dedup();
    // The wanted time and what comes after it, then what comes before.
    starts.sort_by_key(|start| (Some(*start) < wanted, *start));
    let found = starts.into_iter().find_map(|start| seating::find(&book, &visit, start, Some(row)).ok());
    let Some(Seating { place, start, at, moved }) = found else { return Ok(None) };
    day::ensure_opened(w, &book.plan)?;
    drop(book);
    let moved_from = Some(row.place.day);
    let edited = BookingEdited { place: Some(place), start, moved_from, ..BookingEdited::default() };
    let event = w.record(&Fact::BookingEdited(edited), Some(row.id), Some(row.last))?;
    seating::record_moved(w, moved)?;
    Ok(Some((event, at.time())))
}

fn line(look: &impl Look, step: &Step) -> Result<MovedLine, Refusal> {
    let row = look.views().booking(step.booking)?.ok_or(Refusal::BookingNotFound)?;
    Ok(MovedLine {
        booking: row.id,
        masked_name: mask_name(&personal_value(look, &row.personal, PersonalField::Name)?),
        start: times(look.views(), &row)?.map(|(start, _)| start).unwrap_or_default(),
        to: step.moved.map(|(_, at)| at),
    })
}
