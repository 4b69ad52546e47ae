//! A day's lists with whole names and numbers, for paper and for a file: whoever takes one along is on record first, and how
//! often it was taken from this PC is counted, so that a second copy can say so.

use crate::booking::{personal_value, times};
use crate::clock::wall_to_beijing;
use crate::record::record;
use crate::rights::Right;
use crate::{Desk, Refusal, day};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::booking::{BookingNumber, Status};
use domain::event::{CallOutcome, Fact, ListHandedOut, PersonalField};
use domain::names::Names;
use domain::time::BeijingDay;
use journal::WallTime;
use store::{BookingRow, ReadTx, StoreError, WriteTx};

/// Which list of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListOf {
    /// Everybody who is booked.
    Day,
    /// Those who are still to be called: have not come, or were moved from this day.
    Calls,
    /// Cases accepted without a booking and forwarded to this day.
    Forwarded,
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
    pub arrived: Option<NaiveTime>,
    /// What the last call came to.
    pub call: Option<CallOutcome>,
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
        let author = self.author();
        let day = BeijingDay::from(date);
        let copy = self.store.write(move |tx: &mut WriteTx<'_>| -> Result<u32, StoreError> {
            record(tx, author, &Fact::ListHandedOut(ListHandedOut { day }), None, None)?;
            let key = counted_as(day, list);
            let copy = tx
                .local_get(&key)?
                .and_then(|count| count.try_into().ok())
                .map_or(0, u32::from_le_bytes)
                .saturating_add(1);
            tx.local_put(&key, &copy.to_le_bytes())?;
            Ok(copy)
        })?;
        let reference = self.reference();
        let short = |id: &domain::catalogue::DepartmentId| {
            reference.catalogue.department(*id).map(|department| department.short.clone())
        };
        self.store.read(|tx: &ReadTx<'_>| -> Result<DayList, Refusal> {
            let line = |row: &BookingRow| -> Result<DayListLine, StoreError> {
                let value = |field| personal_value(tx, &row.personal, field);
                let (start, end) = times(tx.views(), row)?.unwrap_or_default();
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
                    arrived: row.arrived_ms.map(|ms| wall_to_beijing(WallTime(ms)).time()),
                    call: row.call.filter(|call| call.day == row.place.day).map(|call| call.outcome),
                    other_day: (row.place.day != day).then(|| row.place.day.date()),
                })
            };
            let rows = match list {
                ListOf::Day => tx.views().visits_of_day(day)?,
                ListOf::Calls => {
                    let all = tx.views().visits_of_day(day)?.into_iter().chain(tx.views().moved_from(day)?);
                    all.filter(|row| row.arrived_ms.is_none() && row.status == Status::Confirmed).collect()
                }
                ListOf::Forwarded => tx.views().forwarded_to(day)?,
            };
            let mut lines = rows.iter().map(line).collect::<Result<Vec<_>, _>>()?;
            lines.sort_by_key(|line| (line.start, line.number.digits()));
            let open = day::require_open(self, &reference, tx.views(), date).is_ok();
            Ok(DayList { lines, open, at: self.clock.now(), copy })
        })
    }
}

fn counted_as(day: BeijingDay, list: ListOf) -> String {
    let list = match list {
        ListOf::Day => "day",
        ListOf::Calls => "calls",
        ListOf::Forwarded => "forwarded",
    };
    format!("copies:{list}:{}", day.0)
}
