//! The service day's call list (PRODUCT rule 19): who has not come at the set time, what each call came to, and the same
//! for a Saturday that closes (`moving`).

use crate::booking::agent::{Errands, agent_of};
use crate::booking::{Noted, personal_value, standing, standing_twice};
use crate::day::{self, DayBook, Seating, forwarded, seating, times};
use crate::ground::{Desk, FieldRefusal, Look, Refusal, Right, Warning, wall_to_beijing};
use crate::to_call::CallNote;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::booking::{BookingNumber, BookingState, CallAct, Stretch, mask_name, mask_phone};
use domain::event::{Arrived, BookingEdited, CallOutcome, Fact, HallAdjusted, PersonalField};
use domain::limits::{CALL_AFTER_MINUTES, CALL_MINUTES};
use domain::names::Names;
use domain::record::RecordId;
use domain::time::{BeijingDay, MinuteOfDay};
use journal::WallTime;
use store::StoreError;

/// The call list of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallList {
    /// Bookings are taken on the day; if not, everybody is to be called.
    pub open: bool,
    /// From when on those who have not come are called; nothing where the day has no sessions.
    pub due_at: Option<NaiveTime>,
    /// That time has come, by this PC's clock.
    pub due: bool,
    pub call_after_minutes: u16,
    pub lines: Vec<CallLine>,
}

/// A booking in the list, masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallLine {
    pub booking: RecordId,
    pub base: RecordId,
    pub number: BookingNumber,
    pub masked_name: String,
    pub masked_phone: String,
    /// Whoever acts for them and can be called for them; empty where there is nobody.
    pub masked_agent: String,
    pub masked_agent_phone: String,
    pub start: NaiveTime,
    /// Its time has begun and nobody has come.
    pub late: bool,
    pub items: Vec<Names>,
    pub party: u16,
    pub green_channel: bool,
    /// There is a note, to be read with the number.
    pub has_note: bool,
    pub arrived: Option<NaiveDateTime>,
    /// Its seats were given up.
    pub released: bool,
    /// The day's seats do not support it.
    pub waiting: bool,
    /// Cancelled on one installation while they came on another.
    pub contested: bool,
    /// The same person has the same item twice on that day.
    pub repeated: bool,
    /// It was cancelled in a call.
    pub cancelled: bool,
    /// What whoever looks at it can do with it.
    pub can: Vec<CallAct>,
    pub call: Option<CallCard>,
    /// The hall moved it to another day.
    pub moved_to: Option<NaiveDate>,
}

/// What the last call came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallCard {
    pub outcome: CallOutcome,
    pub expected: Option<MinuteOfDay>,
    pub at: NaiveDateTime,
}

impl Desk {
    /// The call list of a day.
    ///
    /// # Errors
    /// What the store says.
    pub fn call_list(&self, date: NaiveDate) -> Result<CallList, Refusal> {
        self.require(Right::SeeFullName)?;
        let day = BeijingDay::from(date);
        self.read(|look| -> Result<CallList, Refusal> {
            let (views, now) = (look.views(), look.now());
            let after = views.hall_settings()?.call_after_minutes.unwrap_or(CALL_AFTER_MINUTES);
            let book = DayBook::read(look, date)?;
            let opening = book.plan.sessions().iter().map(|session| session.times.from).min();
            let due_at = opening.map(|opening| opening.plus(after));
            let twice = standing_twice(look, &book.bookings)?;
            let rows = views.booked_for_day(day)?.into_iter().chain(views.moved_from(day)?);
            let mut rows: Vec<BookingState> = rows.filter(BookingState::is_on_call_list).collect();
            rows.sort_by_key(|row| row.made);
            let mut lines = rows.iter().map(|row| line(self, look, row, date)).collect::<Result<Vec<_>, _>>()?;
            lines.iter_mut().for_each(|line| line.repeated = twice.contains(&line.booking));
            lines.sort_by_key(|line| line.start);
            Ok(CallList {
                open: day::require_open(look, date).is_ok(),
                due_at: due_at.map(MinuteOfDay::time),
                due: due_at.is_some_and(|due_at| due_at.on(date) <= now),
                call_after_minutes: after,
                lines,
            })
        })
    }

    /// Marks that somebody with a booking has come. On another day than the booking's own it asks first.
    ///
    /// # Errors
    /// As for an edit; [`Warning::NotToday`] unless it was accepted.
    pub fn mark_arrived(&self, booking: RecordId, base: RecordId, accepted: &[Warning]) -> Result<Noted, Refusal> {
        self.require(Right::WriteBooking)?;
        let asks = !accepted.contains(&Warning::NotToday);
        let event = self.write(move |w| -> Result<RecordId, Refusal> {
            let current = standing(w, booking, base)?;
            if current.arrived_ms.is_some() {
                return Err(Refusal::AlreadyArrived);
            }
            let date = current.place.day.date();
            if asks && date != w.now.date() {
                return Err(Refusal::Confirm(Warning::NotToday));
            }
            let start = times(w.views(), &current)?.map(|(start, _)| start.into());
            let decided = forwarded::decided_on(w, date, &current.items, start, w.now)?;
            let arrived = Arrived { decided_on: Some(decided.into()) };
            let event = w.record(&Fact::Arrived(arrived), Some(booking), Some(base))?;
            seating::reseat_waiting(w, current.place.day)?;
            Ok(event)
        })?;
        Ok(Noted { booking, undo: self.undo.offer(event, booking, self.clock.now()) })
    }

    /// Records what a call came to. Cancelled frees the seats; nobody answering frees them if `release` says so.
    ///
    /// # Errors
    /// As for an edit.
    pub fn record_call(
        &self,
        booking: RecordId,
        base: RecordId,
        outcome: CallOutcome,
        expected: Option<MinuteOfDay>,
        release: bool,
    ) -> Result<Noted, Refusal> {
        self.note_call(vec![(booking, base)], CallNote { outcome, expected, release })
    }

    /// Gives a booking whose seats were given up others: at its time, else at the next one of the day that is free.
    ///
    /// # Errors
    /// As for an edit; [`Refusal::SlotFull`] when no time of the day from its own on is free, [`Refusal::NotReleased`] when
    /// it has not given up its seats.
    pub fn seat_again(&self, booking: RecordId, base: RecordId) -> Result<Noted, Refusal> {
        self.require(Right::WriteBooking)?;
        let event = self.write(move |w| -> Result<RecordId, Refusal> {
            let current = standing(w, booking, base)?;
            if !current.released {
                return Err(Refusal::NotReleased);
            }
            let (date, now) = (current.place.day.date(), w.now);
            let book = DayBook::while_writing(w, date)?;
            let visit = day::booked_visit(&current.items);
            let wanted = book.start(&current);
            // Whoever comes late for their time is served from now on.
            let late = |start: &MinuteOfDay| *start != wanted && day::is_past(*start, date, now);
            let errands = Errands::of(w, agent_of(w, &current)?.as_ref(), current.place.day, Some(booking))?;
            let busy = |start: &MinuteOfDay| {
                errands.meanwhile(Stretch { from: *start, minutes: day::minutes(&current.items) }).is_some()
            };
            let starts = book.starts().into_iter().map(|(start, ..)| start).filter(|start| *start > wanted);
            let mut starts = std::iter::once(wanted).chain(starts).filter(|start| !late(start) && !busy(start));
            let found = starts.find_map(|start| seating::find(&book, &visit, start, Some(&current)).ok());
            let Seating { place, start, moved, .. } = found.ok_or(Refusal::SlotFull { start: wanted.time() })?;
            drop(book);
            let edited = BookingEdited { place: Some(place), start, ..BookingEdited::default() };
            let event = w.record(&Fact::BookingEdited(edited), Some(booking), Some(base))?;
            seating::record_moved(w, moved)?;
            Ok(event)
        })?;
        Ok(Noted { booking, undo: self.undo.offer(event, booking, self.clock.now()) })
    }

    /// Sets from how many minutes after opening on those who have not come are called.
    ///
    /// # Errors
    /// What is out of range, at its field.
    pub fn set_call_time(&self, minutes: u16) -> Result<(), Refusal> {
        self.require(Right::AnswerForHall)?;
        if !CALL_MINUTES.contains(&minutes) {
            return Err(FieldRefusal::CallMinutes { min: *CALL_MINUTES.start(), max: *CALL_MINUTES.end() }.into());
        }
        let adjusted = HallAdjusted { call_after_minutes: Some(minutes), ..HallAdjusted::default() };
        Ok(self.write(move |w| -> Result<(), StoreError> {
            w.record(&Fact::HallAdjusted(adjusted), None, None)?;
            Ok(())
        })?)
    }
}

fn line(desk: &Desk, look: &impl Look, row: &BookingState, date: NaiveDate) -> Result<CallLine, StoreError> {
    let value = |field| personal_value(look, &row.personal, field);
    let start = times(look.views(), row)?.map(|(start, _)| start).unwrap_or_default();
    let is_here = row.place.day.date() == date;
    let call = row.call_of_its_day();
    Ok(CallLine {
        booking: row.id,
        base: row.last,
        number: BookingNumber::from_digits(row.number),
        masked_name: mask_name(&value(PersonalField::Name)?),
        masked_phone: mask_phone(&value(PersonalField::Phone)?),
        masked_agent: mask_name(&value(PersonalField::AgentName)?),
        masked_agent_phone: mask_phone(&value(PersonalField::AgentPhone)?),
        start,
        late: is_here && row.arrived_ms.is_none() && date.and_time(start) < look.now(),
        items: row.items.iter().map(|item| item.names.clone()).collect(),
        party: row.party,
        green_channel: row.green_channel,
        has_note: row.personal.contains_key(&PersonalField::Note),
        arrived: row.arrived_ms.map(|ms| wall_to_beijing(WallTime(ms))),
        released: row.released,
        contested: row.contested,
        repeated: false,
        waiting: row.waits(),
        cancelled: !row.stands(),
        can: desk.can_on_call_list(row, date.into()),
        call: call.map(|call| CallCard {
            outcome: call.outcome,
            expected: call.expected,
            at: wall_to_beijing(WallTime(call.wall_ms)),
        }),
        moved_to: (!is_here).then(|| row.place.day.date()),
    })
}
