//! The slip: what the citizen takes home.

use crate::booking::personal_value;
use crate::day::verdict::{item_verdict, verdict};
use crate::day::{Promises, promised, times};
use crate::ground::copies::{copies, count_copy};
use crate::ground::{Desk, Look, Refusal, Right};
use crate::reference::Reference;
use crate::settings::contact::{Contact, contact};
use chrono::{NaiveDate, NaiveTime};
use domain::booking::{BookingNumber, BookingState};
use domain::duty::promise::{Promise, ResultPromise};
use domain::event::{Fact, ItemSnapshot, Language, PersonalField, SlipIssued};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::time::{BeijingDay, MinuteOfDay};

/// What is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    pub booking: RecordId,
    pub contact: Contact,
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
    /// There is a number at which somebody can be told what comes of it.
    pub callable: bool,
    /// The how-manieth copy from this PC it would be.
    pub copy: u32,
}

/// One item on the slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipItem {
    pub names: Names,
    pub departments: Vec<Names>,
    pub materials: Vec<Names>,
    pub result: ResultPromise,
    /// Departments whose answer it waits for.
    pub waits_for: Vec<Names>,
}

impl Desk {
    /// The slip of a booking made before, as things stand now. It bears the whole name, so it is on record who made it.
    ///
    /// # Errors
    /// [`Refusal::BookingNotFound`]; what the disk says.
    pub fn issue_slip(&self, id: RecordId) -> Result<Slip, Refusal> {
        self.require(Right::SeeFullName)?;
        self.write(move |w| -> Result<Slip, Refusal> {
            let slip = slip(w, id)?;
            w.record(&Fact::SlipIssued(SlipIssued {}), Some(id), None)?;
            Ok(slip)
        })
    }

    /// Counts slips that go to the printer now, and says which copy of it each is on this PC.
    ///
    /// # Errors
    /// [`Refusal::BookingNotFound`].
    pub fn count_prints(&self, bookings: Vec<RecordId>) -> Result<Vec<u32>, Refusal> {
        self.require(Right::SeeFullName)?;
        self.write(move |w| -> Result<Vec<u32>, Refusal> {
            let mut copies = Vec::new();
            for id in bookings {
                w.views().booking(id)?.ok_or(Refusal::BookingNotFound)?;
                copies.push(count_copy(w, &counted_as(id))?);
            }
            Ok(copies)
        })
    }
}

/// The slip of a booking as things stand.
///
/// # Errors
/// [`Refusal::BookingNotFound`].
pub(crate) fn slip(look: &impl Look, id: RecordId) -> Result<Slip, Refusal> {
    let reference = look.reference();
    let booking = look.views().booking(id)?.ok_or(Refusal::BookingNotFound)?;
    let date = booking.place.day.date();
    let (start, end) = times(look.views(), &booking)?.unwrap_or_else(|| promised(&booking));
    let promises = Promises::for_items(look, date, &booking.items)?;
    let at = Some(start.into());
    let (result, forwarded_on) = verdict(reference, &promises, &booking, date, at);
    let items = booking.items.iter().map(|item| slip_item(reference, &promises, &booking, item, at));
    let value = |field| personal_value(look, &booking.personal, field);
    let phones = [value(PersonalField::Phone)?, value(PersonalField::AgentPhone)?];
    Ok(Slip {
        booking: id,
        contact: contact(look)?,
        demo: look.hall().founded.demo,
        number: BookingNumber::from_digits(booking.number),
        language: booking.slip_language,
        date,
        start,
        end,
        name: value(PersonalField::Name)?,
        party: booking.party,
        green_channel: booking.green_channel,
        items: items.collect(),
        missing: value(PersonalField::Missing)?,
        earlier: booking.earlier.map(BeijingDay::date),
        earlier_number: value(PersonalField::EarlierNumber)?,
        agent: value(PersonalField::AgentName)?,
        tentative: !reference.calendar.published(chrono::Datelike::year(&date)),
        result,
        forwarded_on,
        walk_in: booking.walk_in.is_some(),
        callable: phones.iter().any(|phone| !phone.is_empty()),
        copy: copies(look.local(&counted_as(id))?).saturating_add(1),
        cancelled: !booking.stands(),
        provisional: booking.is_pending(),
    })
}

fn slip_item(
    reference: &Reference,
    promises: &Promises,
    booking: &BookingState,
    item: &ItemSnapshot,
    at: Option<MinuteOfDay>,
) -> SlipItem {
    let full = |id: &DepartmentId| reference.catalogue.department(*id).map(|department| department.names.clone());
    let waits = |(id, promise): (Option<DepartmentId>, Promise)| {
        id.filter(|_| matches!(promise, Promise::WillBeAsked | Promise::Asked)).as_ref().and_then(full)
    };
    let result = item_verdict(promises, booking, item, at);
    let waiting = result == ResultPromise::OnTheSpotOnceConfirmed;
    SlipItem {
        names: item.names.clone(),
        departments: item.departments.iter().filter_map(full).collect(),
        materials: reference.catalogue.item(item.item).map(|item| item.materials.clone()).unwrap_or_default(),
        result,
        waits_for: promises.item(item, at).into_iter().filter(|_| waiting).filter_map(waits).collect(),
    }
}

fn counted_as(booking: RecordId) -> String {
    format!("slips:{booking}")
}
