//! A day's lists with whole names and numbers, for paper and for a file: whoever takes one along is on record first, and how
//! often it was taken from this PC is counted, so that a second copy can say so.

use crate::booking::personal_value;
use crate::day::verdict::verdict;
use crate::day::{self, Promises, forwarded, times};
use crate::ground::copies::count_copy;
use crate::ground::{Desk, Look, Refusal, Right, wall_to_beijing};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::booking::{BookingNumber, BookingState, Standing, Status};
use domain::duty::promise::ResultPromise;
use domain::event::{CallOutcome, Channel, Fact, ListHandedOut, PersonalField};
use domain::names::Names;
use domain::time::{BeijingDay, MinuteOfDay};
use journal::WallTime;
use store::StoreError;

/// Which list of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListOf {
    /// Everybody who is booked.
    Day,
    /// Cases forwarded to this day, of walk-ins and of bookings that came.
    Forwarded,
    /// All that became of the day: also who cancelled, was moved to another day, or walked in. For a file.
    Record,
}

/// A list, and the how-manieth copy of it on this PC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayList {
    pub lines: Vec<DayListLine>,
    /// Bookings are taken on the day.
    pub open: bool,
    /// When it was taken, by this PC's clock.
    pub at: NaiveDateTime,
    pub copy: u32,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayListLine {
    pub start: NaiveTime,
    pub end: NaiveTime,
    pub number: BookingNumber,
    pub name: String,
    pub phone: String,
    /// Whoever acts for the person, or empty.
    pub agent: String,
    pub agent_phone: String,
    pub party: u16,
    pub green_channel: bool,
    pub items: Vec<Names>,
    pub departments: Vec<Names>,
    pub missing: String,
    pub note: String,
    /// How it came in; `None` for a walk-in.
    pub source: Option<Channel>,
    pub standing: Standing,
    /// Whether the result can be had on the spot, and the working day it is forwarded to.
    pub result: ResultPromise,
    pub forwarded_on: Option<NaiveDate>,
    pub arrived: Option<NaiveTime>,
    /// What the last call came to.
    pub call: Option<CallOutcome>,
    /// When they then meant to be here.
    pub expected: Option<NaiveTime>,
    /// Another day than the list's: where it was moved to, or where it was accepted.
    pub other_day: Option<NaiveDate>,
}

impl Desk {
    /// A list of a day, by time.
    ///
    /// # Errors
    /// What the disk says: what cannot be put on record is not handed out.
    pub fn day_list(&self, date: NaiveDate, list: ListOf) -> Result<DayList, Refusal> {
        self.require(Right::SeeFullName)?;
        let day = BeijingDay::from(date);
        let copy = self.write(move |w| -> Result<u32, StoreError> {
            w.record(&Fact::ListHandedOut(ListHandedOut { day }), None, None)?;
            count_copy(w, &counted_as(day, list))
        })?;
        self.read(|look| -> Result<DayList, Refusal> {
            let (reference, views) = (look.reference(), look.views());
            let short = |id: &domain::reference::catalogue::DepartmentId| {
                reference.catalogue.department(*id).map(|department| department.short.clone())
            };
            let promises = Promises::for_day(look, date)?;
            let line = |row: &BookingState| -> Result<DayListLine, StoreError> {
                let value = |field| personal_value(look, &row.personal, field);
                let call = row.call_of_its_day();
                let times = times(views, row)?;
                let at = times.map(|(start, _)| start.into());
                let (result, forwarded_on) = verdict(reference, &promises, row, date, at);
                let (start, end) = times.unwrap_or_default();
                Ok(DayListLine {
                    start,
                    end,
                    number: BookingNumber::from_digits(row.number),
                    name: value(PersonalField::Name)?,
                    phone: value(PersonalField::Phone)?,
                    agent: value(PersonalField::AgentName)?,
                    agent_phone: value(PersonalField::AgentPhone)?,
                    party: row.party,
                    green_channel: row.green_channel,
                    items: row.items.iter().map(|item| item.names.clone()).collect(),
                    departments: row.items.iter().flat_map(|item| &item.departments).filter_map(short).collect(),
                    missing: value(PersonalField::Missing)?,
                    note: value(PersonalField::Note)?,
                    source: row.walk_in.is_none().then_some(row.channel),
                    standing: row.standing_on(day),
                    result,
                    forwarded_on,
                    arrived: row.arrived_ms.map(|ms| wall_to_beijing(WallTime(ms)).time()),
                    call: call.map(|call| call.outcome),
                    expected: call.and_then(|call| call.expected).map(MinuteOfDay::time),
                    other_day: (row.place.day != day).then(|| row.place.day.date()),
                })
            };
            let rows = match list {
                ListOf::Day => views.visits_of_day(day)?,
                ListOf::Forwarded => forwarded::to(look, date)?,
                ListOf::Record => {
                    let booked = views.booked_for_day(day)?.into_iter().chain(views.walk_ins_of_day(day)?);
                    let all = booked.chain(views.moved_from(day)?);
                    all.filter(|row| row.status != Status::Undone).collect()
                }
            };
            let mut lines = rows.iter().map(line).collect::<Result<Vec<_>, _>>()?;
            lines.sort_by_key(|line| (line.start, line.number.digits()));
            let open = day::require_open(look, date).is_ok();
            Ok(DayList { lines, open, at: look.now(), copy })
        })
    }
}

fn counted_as(day: BeijingDay, list: ListOf) -> String {
    let list = match list {
        ListOf::Day => "day",
        ListOf::Forwarded => "forwarded",
        ListOf::Record => "record",
    };
    format!("copies:{list}:{}", day.0)
}
