//! One booking with everything about it: masked, because the screen can be seen over the counter; unmasked on request, and
//! that is put on record (PRODUCT rule 38).

use super::history::{HistoryLine, history};
use super::personal::{Visitor, personal_value};
use crate::assist::order_cards::OrdersOf;
use crate::day::effects::{DutyEffect, of_leaving};
use crate::day::verdict::{item_verdict, verdict};
use crate::day::{Promises, promised, times};
use crate::ground::{Desk, Look, Refusal, Right};
use crate::reference::Reference;
use chrono::{NaiveDate, NaiveTime};
use domain::assist::case::Stage;
use domain::booking::{
    Act, BookingNumber, BookingState, Likeness, fold, mask_identity, mask_name, mask_phone, shares_item,
};
use domain::duty::promise::ResultPromise;
use domain::event::{BookingRevealed, Fact, ItemSnapshot, PersonalField};
use domain::names::Names;
use domain::record::RecordId;
use domain::time::MinuteOfDay;
use std::collections::BTreeMap;
use store::StoreError;

/// A booking for the person who serves its citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingDetail {
    pub booking: BookingState,
    /// What whoever looks at it can do with it.
    pub can: Vec<Act>,
    /// Name and number are masked, and the texts left out.
    pub masked: bool,
    pub name: String,
    pub phone: String,
    pub missing: String,
    pub note: String,
    pub agent_name: String,
    pub agent_phone: String,
    pub earlier_number: String,
    pub identity: String,
    /// It is of today, by this PC's clock.
    pub is_today: bool,
    /// What the same agent booked together with it, still standing.
    pub group: Vec<GroupMember>,
    /// The same person's bookings for the same item on that day: made on installations that were apart.
    pub repeats: Vec<GroupMember>,
    pub start: NaiveTime,
    pub end: NaiveTime,
    /// Each item with its departments and what is promised of it.
    pub cases: Vec<DetailCase>,
    /// Whether the result can be had on the spot, and the working day it is forwarded to.
    pub result: ResultPromise,
    pub forwarded_on: Option<NaiveDate>,
    /// What cancelling it does to the departments.
    pub leaving: Vec<DutyEffect>,
    pub history: Vec<HistoryLine>,
    /// Cases of the assisted-handling log that came from it.
    pub assisted: Vec<(RecordId, Stage)>,
    /// Its work orders.
    pub orders: OrdersOf,
}

/// What holds for one item of a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetailCase {
    pub departments: Vec<Names>,
    pub result: ResultPromise,
}

/// A booking of the same agent, masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupMember {
    pub booking: RecordId,
    pub number: BookingNumber,
    pub masked_name: String,
    pub date: NaiveDate,
    pub start: NaiveTime,
}

impl Desk {
    /// Shows one booking, masked.
    ///
    /// # Errors
    /// [`Refusal::BookingNotFound`].
    pub fn show_booking(&self, id: RecordId) -> Result<BookingDetail, Refusal> {
        self.require(Right::ReadBook)?;
        let mut detail = self.read_booking(id)?;
        detail.masked = true;
        detail.name = mask_name(&detail.name);
        detail.phone = mask_phone(&detail.phone);
        detail.identity = mask_identity(&detail.identity);
        detail.agent_name = mask_name(&detail.agent_name);
        detail.agent_phone = mask_phone(&detail.agent_phone);
        for text in [&mut detail.missing, &mut detail.note, &mut detail.earlier_number] {
            text.clear();
        }
        detail.history.iter_mut().for_each(|line| line.remark.clear());
        Ok(detail)
    }

    /// Shows one booking unmasked. On record before it is on screen: who, when, which booking.
    ///
    /// # Errors
    /// [`Refusal::BookingNotFound`]; what the disk says: what cannot be put on record is not shown.
    pub fn reveal_booking(&self, id: RecordId) -> Result<BookingDetail, Refusal> {
        self.require(Right::SeeFullName)?;
        self.write(move |w| -> Result<(), Refusal> {
            w.views().booking(id)?.ok_or(Refusal::BookingNotFound)?;
            w.record(&Fact::BookingRevealed(BookingRevealed {}), Some(id), None)?;
            Ok(())
        })?;
        self.read_booking(id)
    }

    fn read_booking(&self, id: RecordId) -> Result<BookingDetail, Refusal> {
        let people = self.names_of_people()?;
        let detail = self.read(|look| -> Result<_, Refusal> {
            let mut detail = read(look, id, &people)?;
            detail.orders = self.orders_of_booking(look, &detail.booking, &people)?;
            if !look.views().awaits_newer(id)? {
                detail.can = self.can(&detail.booking);
            }
            Ok(detail)
        })?;
        Ok(detail)
    }
}

fn read(look: &impl Look, id: RecordId, people: &BTreeMap<RecordId, String>) -> Result<BookingDetail, Refusal> {
    let facts = look.views().booking_facts(id)?;
    let folded = fold(facts.clone()).ok_or(Refusal::BookingNotFound)?;
    let history = history(look, &folded, facts, people)?;
    let booking = folded.state;
    let (start, end) = times(look.views(), &booking)?.unwrap_or_else(|| promised(&booking));
    let value = |field| personal_value(look, &booking.personal, field);
    let date = booking.place.day.date();
    let promises = Promises::for_items(look, date, &booking.items)?;
    let reference = look.reference();
    let (result, forwarded_on) = verdict(reference, &promises, &booking, date, Some(start.into()));
    Ok(BookingDetail {
        can: Vec::new(),
        masked: false,
        is_today: date == look.now().date(),
        name: value(PersonalField::Name)?,
        phone: value(PersonalField::Phone)?,
        missing: value(PersonalField::Missing)?,
        note: value(PersonalField::Note)?,
        agent_name: value(PersonalField::AgentName)?,
        agent_phone: value(PersonalField::AgentPhone)?,
        earlier_number: value(PersonalField::EarlierNumber)?,
        identity: value(PersonalField::Identity)?,
        group: group(look, &booking)?,
        repeats: repeats(look, &booking)?,
        start,
        end,
        cases: booking
            .items
            .iter()
            .map(|item| case(reference, &promises, &booking, item, Some(start.into())))
            .collect(),
        result,
        forwarded_on,
        leaving: of_leaving(look, &booking)?,
        history,
        assisted: assisted(look, id)?,
        orders: OrdersOf::default(),
        booking,
    })
}

fn assisted(look: &impl Look, booking: RecordId) -> Result<Vec<(RecordId, Stage)>, StoreError> {
    let cases = look.views().cases_of_booking(booking)?;
    Ok(cases.iter().filter(|case| case.is_live()).map(|case| (case.id, case.stage())).collect())
}

fn case(
    reference: &Reference,
    promises: &Promises,
    row: &BookingState,
    item: &ItemSnapshot,
    at: Option<MinuteOfDay>,
) -> DetailCase {
    let known = item.departments.iter().filter_map(|id| reference.catalogue.department(*id));
    DetailCase {
        departments: known.map(|department| department.short.clone()).collect(),
        result: item_verdict(promises, row, item, at),
    }
}

fn group(look: &impl Look, booking: &BookingState) -> Result<Vec<GroupMember>, StoreError> {
    let Some(first) = booking.group else { return Ok(Vec::new()) };
    let mut members = Vec::new();
    for row in look.views().group(first)? {
        if row.id == booking.id || !row.stands() {
            continue;
        }
        members.push(member(look, &row)?);
    }
    Ok(members)
}

/// A person has one booking for an item on a Saturday (PRODUCT rule 11): what stands twice is shown, and a person decides.
fn repeats(look: &impl Look, row: &BookingState) -> Result<Vec<GroupMember>, StoreError> {
    let Visitor { citizen: theirs, name } = Visitor::of(look, row)?;
    if theirs.is_nobody() || !row.stands() {
        return Ok(Vec::new());
    }
    let mut repeats = Vec::new();
    for other in look.views().bookings_of_day(row.place.day)? {
        let same = other.id != row.id && shares_item(&other.items, &row.items);
        if !same {
            continue;
        }
        let visitor = Visitor::of(look, &other)?;
        if theirs.likeness(&name, &visitor.citizen, &visitor.name) == Likeness::Same {
            repeats.push(member(look, &other)?);
        }
    }
    Ok(repeats)
}

fn member(look: &impl Look, row: &BookingState) -> Result<GroupMember, StoreError> {
    Ok(GroupMember {
        booking: row.id,
        number: BookingNumber::from_digits(row.number),
        masked_name: mask_name(&personal_value(look, &row.personal, PersonalField::Name)?),
        date: row.place.day.date(),
        start: times(look.views(), row)?.map(|(start, _)| start).unwrap_or_default(),
    })
}
