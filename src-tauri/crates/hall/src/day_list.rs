//! A day's list with whole names and numbers, for paper and for a file: whoever takes it along is on record first.

use crate::booking::{personal_value, times};
use crate::clock::wall_to_beijing;
use crate::record::record;
use crate::rights::Right;
use crate::{Desk, Refusal};
use chrono::{NaiveDate, NaiveTime};
use domain::booking::BookingNumber;
use domain::event::{Fact, ListHandedOut, PersonalField};
use domain::names::Names;
use domain::time::BeijingDay;
use journal::WallTime;
use store::{BookingRow, ReadTx, StoreError, WriteTx};

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
    pub party: u16,
    pub green_channel: bool,
    pub items: Vec<Names>,
    pub departments: Vec<Names>,
    pub missing: String,
    pub arrived: Option<NaiveTime>,
}

impl Desk {
    /// Everybody who is booked for a day, by time.
    ///
    /// # Errors
    /// What the disk says: what cannot be put on record is not handed out.
    pub fn day_list(&self, date: NaiveDate) -> Result<Vec<DayListLine>, Refusal> {
        self.require(Right::SeeFullName)?;
        let author = self.author();
        let day = BeijingDay::from(date);
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            record(tx, author, &Fact::ListHandedOut(ListHandedOut { day }), None, None)?;
            Ok(())
        })?;
        let reference = self.reference();
        let short = |id: &domain::catalogue::DepartmentId| {
            reference.catalogue.department(*id).map(|department| department.short.clone())
        };
        self.store.read(|tx: &ReadTx<'_>| -> Result<Vec<DayListLine>, Refusal> {
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
                    party: row.party,
                    green_channel: row.green_channel,
                    items: row.items.iter().map(|item| item.names.clone()).collect(),
                    departments: row.items.iter().flat_map(|item| &item.departments).filter_map(short).collect(),
                    missing: value(PersonalField::Missing)?,
                    arrived: row.arrived_ms.map(|ms| wall_to_beijing(WallTime(ms)).time()),
                })
            };
            let rows = tx.views().visits_of_day(day)?;
            let mut lines = rows.iter().map(line).collect::<Result<Vec<_>, _>>()?;
            lines.sort_by_key(|line| (line.start, line.number.digits()));
            Ok(lines)
        })
    }
}
