//! The slip: what the citizen takes home.

use crate::booking::{personal_value, times};
use crate::promises::Promises;
use crate::record::record;
use crate::rights::Right;
use crate::{Desk, Refusal};
use chrono::{NaiveDate, NaiveTime};
use domain::booking::{BookingNumber, Status, WalkIn};
use domain::event::{Fact, Language, PersonalField, SlipIssued};
use domain::names::Names;
use domain::promise::ResultPromise;
use domain::record::RecordId;
use domain::time::BeijingDay;
use store::{ReadTx, WriteTx};

/// What is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    pub hall: Names,
    pub demo: bool,
    pub number: BookingNumber,
    pub language: Language,
    pub date: NaiveDate,
    pub start: NaiveTime,
    pub end: NaiveTime,
    pub name: String,
    pub party: u16,
    pub green_channel: bool,
    pub items: Vec<SlipItem>,
    pub missing: String,
    /// Day and number of the earlier visit that was refused.
    pub earlier: Option<NaiveDate>,
    pub earlier_number: String,
    /// Whoever acts for the person, or empty.
    pub agent: String,
    pub tentative: bool,
    pub result: ResultPromise,
    pub forwarded_on: Option<NaiveDate>,
    pub cancelled: bool,
    /// No seat could be had so far: whoever made it calls.
    pub provisional: bool,
    /// It is the receipt of somebody who walked in: its time is when they were accepted.
    pub walk_in: bool,
    /// It was made before: this is another copy.
    pub reprint: bool,
}

/// One item on the slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipItem {
    pub names: Names,
    pub departments: Vec<Names>,
    pub materials: Vec<Names>,
    pub result: ResultPromise,
}

impl Desk {
    /// The slip of a booking made before, as things stand now. It bears the whole name, so it is on record who made it.
    ///
    /// # Errors
    /// [`Refusal::BookingNotFound`]; what the disk says.
    pub fn issue_slip(&self, id: RecordId) -> Result<Slip, Refusal> {
        self.require(Right::SeeFullName)?;
        let author = self.author();
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
            tx.views().booking(id)?.ok_or(Refusal::BookingNotFound)?;
            record(tx, author, &Fact::SlipIssued(SlipIssued {}), Some(id), None)?;
            Ok(())
        })?;
        Ok(Slip { reprint: true, ..self.slip_now(id)? })
    }

    /// The slip of a booking that has just been saved here, by whoever typed the name.
    ///
    /// # Errors
    /// [`Refusal::BookingNotFound`].
    pub fn slip(&self, id: RecordId) -> Result<Slip, Refusal> {
        self.require(Right::WriteBooking)?;
        self.slip_now(id)
    }

    fn slip_now(&self, id: RecordId) -> Result<Slip, Refusal> {
        let reference = self.reference();
        let now = self.clock.now();
        self.store.read(|tx: &ReadTx<'_>| {
            let booking = tx.views().booking(id)?.ok_or(Refusal::BookingNotFound)?;
            let date = booking.place.day.date();
            let (start, end) = times(tx.views(), &booking)?.ok_or(Refusal::SlotUnknown)?;
            let promises = Promises::for_day(&reference, tx.views(), date, now)?;
            // A walk-in was told, and that stands; a booking's promise is what it is now.
            let result = match booking.walk_in {
                Some(WalkIn { forwarded: Some(_), .. }) => ResultPromise::Forwarded,
                Some(WalkIn { forwarded: None, .. }) => ResultPromise::OnTheSpot,
                None => promises.result(&booking.items, Some(start.into())),
            };
            let by_now = || reference.calendar.next_working_day(date);
            let told = booking.walk_in.and_then(|walk_in| walk_in.forwarded).map(BeijingDay::date);
            let items = booking.items.iter().map(|item| SlipItem {
                names: item.names.clone(),
                departments: item
                    .departments
                    .iter()
                    .filter_map(|id| reference.catalogue.department(*id))
                    .map(|department| department.names.clone())
                    .collect(),
                materials: reference.catalogue.item(item.item).map(|item| item.materials.clone()).unwrap_or_default(),
                result: if booking.walk_in.is_some() { result } else { promises.result([item], Some(start.into())) },
            });
            Ok(Slip {
                hall: self.founded.name.clone(),
                demo: self.founded.demo,
                number: BookingNumber::from_digits(booking.number),
                language: booking.slip_language,
                date,
                start,
                end,
                name: personal_value(tx, &booking.personal, PersonalField::Name)?,
                party: booking.party,
                green_channel: booking.green_channel,
                items: items.collect(),
                missing: personal_value(tx, &booking.personal, PersonalField::Missing)?,
                earlier: booking.earlier.map(BeijingDay::date),
                earlier_number: personal_value(tx, &booking.personal, PersonalField::EarlierNumber)?,
                agent: personal_value(tx, &booking.personal, PersonalField::AgentName)?,
                tentative: !reference.calendar.published(chrono::Datelike::year(&date)),
                result,
                forwarded_on: (result == ResultPromise::Forwarded).then(|| told.unwrap_or_else(by_now)),
                walk_in: booking.walk_in.is_some(),
                reprint: false,
                cancelled: booking.status != Status::Confirmed,
                provisional: booking.is_pending(),
            })
        })
    }
}
