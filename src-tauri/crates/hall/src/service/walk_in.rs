//! Somebody comes on the Saturday without a booking (PRODUCT rule 17): told before acceptance whether the department is
//! there, accepted in any case, and forwarded by the calendar where it is not. They hold no seat; booked people come first.

use crate::book::draft::DraftOf;
use crate::booking::{Saved, free_number, personal, snapshots};
use crate::day::{self, Promises, forwarded};
use crate::ground::{Desk, FieldRefusal, Refusal, Right, Warning, record, wall_to_beijing};
use crate::reference::Reference;
use chrono::{NaiveDate, NaiveDateTime};
use domain::booking::{BookingNumber, BookingState, Entry, check_entry, clean, mask_name};
use domain::duty::promise::Promise;
use domain::event::{Fact, ItemSnapshot, Language, PersonalField, WalkedIn};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::{DepartmentId, ItemId};
use domain::time::{BeijingDay, MinuteOfDay};
use journal::WallTime;
use store::{ReadTx, StoreError, Views, WriteTx};

/// What is told before acceptance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkInOutlook {
    pub departments: Vec<WalkInDepartment>,
    pub told: Told,
    pub materials: Vec<Names>,
    /// Seats that are booked and whose people come first: bookings of the day that have not come yet.
    pub booked_first: u32,
}

/// A department that decides about the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkInDepartment {
    /// Nothing where the catalogue names none.
    pub name: Option<Names>,
    pub promise: Promise,
    /// Approvers confirmed.
    pub approvers: u16,
}

/// What the citizen was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    pub staffed: bool,
    pub forwarded: Option<NaiveDate>,
}

/// A walk-in as it is to be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkInWish {
    pub date: NaiveDate,
    pub items: Vec<ItemId>,
    pub entry: Entry,
    pub green_channel: bool,
    pub slip_language: Language,
    /// What the citizen was told; if it is no longer so, they are told anew first.
    pub told: Told,
    /// Warnings the person has read and accepted.
    pub accepted: Vec<Warning>,
}

/// A case in a list, masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkInLine {
    pub booking: RecordId,
    pub number: BookingNumber,
    pub masked_name: String,
    pub date: NaiveDate,
    pub at: MinuteOfDay,
    /// They came with a booking; else they walked in.
    pub booked: bool,
    pub items: Vec<Names>,
    pub departments: Vec<Names>,
    pub forwarded: Option<NaiveDate>,
}

/// Who walked in on a day, and whose case was forwarded to it, booked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkIns {
    pub accepted: Vec<WalkInLine>,
    pub forwarded_here: Vec<WalkInLine>,
}

impl Desk {
    /// What a walk-in is to be told on a day.
    ///
    /// # Errors
    /// What the store says; unknown items are passed over.
    pub fn walk_in_outlook(&self, date: NaiveDate, items: &[ItemId]) -> Result<WalkInOutlook, Refusal> {
        self.require(Right::ReadBook)?;
        let reference = self.reference();
        let now = self.clock.now();
        let found: Vec<_> = items.iter().filter_map(|id| reference.catalogue.item(*id)).collect();
        let snapshots: Vec<ItemSnapshot> = found.iter().map(|item| ItemSnapshot::of(item)).collect();
        self.store.read(|tx: &ReadTx<'_>| -> Result<WalkInOutlook, Refusal> {
            let promises = Promises::for_day(&reference, tx.views(), date, now)?;
            let at = forwarded::heard_at(date, None, now);
            let each = snapshots.iter().flat_map(|item| promises.item(item, at));
            let department = |(id, promise): (Option<DepartmentId>, Promise)| WalkInDepartment {
                name: id.and_then(|id| reference.catalogue.department(id)).map(|known| known.short.clone()),
                promise,
                approvers: id.map_or(0, |id| promises.approvers(id)),
            };
            let booked = tx.views().visits_of_day(BeijingDay::from(date))?;
            let waiting = booked.iter().filter(|row| row.arrived_ms.is_none() && !row.released).count();
            Ok(WalkInOutlook {
                departments: each.map(department).collect(),
                told: told(&reference, tx.views(), date, now, &snapshots)?,
                materials: found.iter().flat_map(|item| item.materials.iter().cloned()).collect(),
                booked_first: u32::try_from(waiting).unwrap_or(u32::MAX),
            })
        })
    }

    /// Accepts a walk-in. `request` is chosen by the screen: sent twice, it accepts once.
    ///
    /// # Errors
    /// Faults at their fields; a day without service; [`Refusal::ToldOtherwise`] when what was told is no longer so.
    pub fn accept_walk_in(&self, request: String, wish: WalkInWish) -> Result<Saved, Refusal> {
        self.require(Right::WriteBooking)?;
        let reference = self.reference();
        let now = self.clock.now();
        let mut entry = clean(wish.entry.clone());
        entry.phones_asked = wish.accepted.contains(&Warning::PhoneUnlikely);
        let items = snapshots(&reference, &wish.items, &[], check_entry(&entry, wish.date))?;
        self.store.read(|tx: &ReadTx<'_>| day::require_open(self, &reference, tx.views(), wish.date))?;
        if wish.date != now.date() && !wish.accepted.contains(&Warning::NotToday) {
            return Err(Refusal::Confirm(Warning::NotToday));
        }
        let (desk, author) = (self.clone(), self.author());
        let booking = self.store.write(move |tx: &mut WriteTx<'_>| -> Result<RecordId, Refusal> {
            if let Some(before) = tx.request(&request)? {
                return Ok(store::record_id(before));
            }
            let told = told(&reference, tx.views(), wish.date, now, &items)?;
            if told != wish.told {
                return Err(Refusal::ToldOtherwise);
            }
            let filled = entry.values().filter(|(_, value)| !value.is_empty());
            let values: Vec<(PersonalField, String)> = filled.map(|(field, value)| (field, value.to_owned())).collect();
            let fact = Fact::WalkedIn(WalkedIn {
                number: free_number(tx)?.digits(),
                day: BeijingDay::from(wish.date),
                at: MinuteOfDay::from(now.time()),
                items,
                party: entry.party,
                green_channel: wish.green_channel,
                slip_language: wish.slip_language,
                personal: values.iter().map(|(field, _)| *field).collect(),
                forwarded: told.forwarded.map(BeijingDay::from),
            });
            let booking = record(tx, author, &fact, None, None)?;
            personal::put(tx, booking, values)?;
            tx.note_request(&request, store::event_id(booking))?;
            tx.draft_delete(&desk.draft_slot(DraftOf::WalkIn))?;
            Ok(booking)
        })?;
        self.reindex(&[booking]);
        Ok(Saved { booking, others: Vec::new(), undo: self.undo.offer(booking, booking, now) })
    }

    /// Who walked in on a day, and what was forwarded to it.
    ///
    /// # Errors
    /// What the store says.
    pub fn walk_ins(&self, date: NaiveDate) -> Result<WalkIns, Refusal> {
        self.require(Right::ReadBook)?;
        let reference = self.reference();
        let day = BeijingDay::from(date);
        self.store.read(|tx: &ReadTx<'_>| -> Result<WalkIns, Refusal> {
            let accepted = tx.views().walk_ins_of_day(day)?;
            let told = |row: &BookingState| row.walk_in.and_then(|walk_in| walk_in.forwarded).map(BeijingDay::date);
            let here = forwarded::to(&reference, tx.views(), date)?;
            Ok(WalkIns {
                accepted: accepted.iter().map(|row| line(tx, &reference, row, told(row))).collect::<Result<_, _>>()?,
                forwarded_here: here
                    .iter()
                    .map(|row| line(tx, &reference, row, Some(date)))
                    .collect::<Result<_, _>>()?,
            })
        })
    }

    /// What is wrong with the fields of somebody without a booking.
    pub fn walk_in_faults(&self, wish: &WalkInWish) -> Vec<FieldRefusal> {
        let mut entry = clean(wish.entry.clone());
        entry.phones_asked = wish.accepted.contains(&Warning::PhoneUnlikely);
        Refusal::fields_of(snapshots(&self.reference(), &wish.items, &[], check_entry(&entry, wish.date)))
    }
}

fn told(
    reference: &Reference,
    views: Views<'_>,
    date: NaiveDate,
    now: NaiveDateTime,
    items: &[ItemSnapshot],
) -> Result<Told, StoreError> {
    let decided_on = forwarded::decided_on(reference, views, date, items, None, now)?;
    Ok(Told { staffed: decided_on == date, forwarded: (decided_on != date).then_some(decided_on) })
}

/// A case of somebody who walked in, or came with a booking: both are served, and may be forwarded.
fn line(
    tx: &ReadTx<'_>,
    reference: &Reference,
    row: &BookingState,
    forwarded: Option<NaiveDate>,
) -> Result<WalkInLine, StoreError> {
    let arrived = || row.arrived_ms.map(|ms| wall_to_beijing(WallTime(ms)).time().into());
    let at = row.walk_in.map(|walk_in| walk_in.at).or_else(arrived).unwrap_or(MinuteOfDay(0));
    let departments = row.items.iter().flat_map(|item| &item.departments);
    Ok(WalkInLine {
        booking: row.id,
        number: BookingNumber::from_digits(row.number),
        masked_name: mask_name(&personal::personal_value(tx, &row.personal, PersonalField::Name)?),
        date: row.place.day.date(),
        at,
        booked: row.walk_in.is_none(),
        items: row.items.iter().map(|item| item.names.clone()).collect(),
        departments: departments
            .filter_map(|id| reference.catalogue.department(*id))
            .map(|department| department.short.clone())
            .collect(),
        forwarded,
    })
}
