//! Somebody comes on the Saturday without a booking (PRODUCT rule 17): told before acceptance whether the department is
//! there, accepted in any case, and forwarded by the calendar where it is not. They hold no seat; booked people come first.

use crate::book::draft::DraftOf;
use crate::book::slip::{Slip, slip};
use crate::booking::{Saved, free_number, personal, snapshots};
use crate::day::{self, Promises, forwarded};
use crate::ground::{Desk, FieldRefusal, Look, Refusal, Right, Warning, wall_to_beijing};
use chrono::NaiveDate;
use domain::booking::{BookingNumber, BookingState, Entry, check_entry, clean, mask_name};
use domain::duty::promise::Promise;
use domain::event::{Fact, ItemSnapshot, Language, PersonalField, WalkedIn};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::{DepartmentId, ItemId};
use domain::time::{BeijingDay, MinuteOfDay};
use journal::WallTime;
use store::StoreError;

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
        self.read(|look| -> Result<WalkInOutlook, Refusal> {
            let reference = look.reference();
            let found: Vec<_> = items.iter().filter_map(|id| reference.catalogue.item(*id)).collect();
            let snapshots: Vec<ItemSnapshot> = found.iter().map(|item| ItemSnapshot::of(item)).collect();
            let promises = Promises::for_day(look, date)?;
            let at = forwarded::heard_at(date, None, look.now());
            let each = snapshots.iter().flat_map(|item| promises.item(item, at));
            let department = |(id, promise): (Option<DepartmentId>, Promise)| WalkInDepartment {
                name: id.and_then(|id| reference.catalogue.department(id)).map(|known| known.short.clone()),
                promise,
                approvers: id.map_or(0, |id| promises.approvers(id)),
            };
            let booked = look.views().visits_of_day(BeijingDay::from(date))?;
            let waiting = booked.iter().filter(|row| row.arrived_ms.is_none() && !row.released).count();
            Ok(WalkInOutlook {
                departments: each.map(department).collect(),
                told: told(look, date, &snapshots)?,
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
        self.read(|look| day::require_open(look, wish.date))?;
        if wish.date != now.date() && !wish.accepted.contains(&Warning::NotToday) {
            return Err(Refusal::Confirm(Warning::NotToday));
        }
        let slip = self.write(move |w| -> Result<Slip, Refusal> {
            if let Some(before) = w.request(&request)? {
                return slip(w, store::record_id(before));
            }
            let told = told(w, wish.date, &items)?;
            if told != wish.told {
                return Err(Refusal::ToldOtherwise);
            }
            let filled = entry.values().filter(|(_, value)| !value.is_empty());
            let values: Vec<(PersonalField, String)> = filled.map(|(field, value)| (field, value.to_owned())).collect();
            let fact = Fact::WalkedIn(WalkedIn {
                number: free_number(w)?.digits(),
                day: BeijingDay::from(wish.date),
                at: MinuteOfDay::from(w.now.time()),
                items,
                party: entry.party,
                green_channel: wish.green_channel,
                slip_language: wish.slip_language,
                personal: values.iter().map(|(field, _)| *field).collect(),
                forwarded: told.forwarded.map(BeijingDay::from),
            });
            let booking = w.record(&fact, None, None)?;
            personal::put(w, booking, values)?;
            w.note_request(&request, store::event_id(booking))?;
            w.drop_draft(DraftOf::WalkIn)?;
            slip(w, booking)
        })?;
        let booking = slip.booking;
        let undo = self.undo.offer(booking, booking, now);
        Ok(Saved { booking, others: Vec::new(), slips: vec![slip], undo })
    }

    /// Who walked in on a day, and what was forwarded to it.
    ///
    /// # Errors
    /// What the store says.
    pub fn walk_ins(&self, date: NaiveDate) -> Result<WalkIns, Refusal> {
        self.require(Right::ReadBook)?;
        let day = BeijingDay::from(date);
        self.read(|look| -> Result<WalkIns, Refusal> {
            let accepted = look.views().walk_ins_of_day(day)?;
            let told = |row: &BookingState| row.walk_in.and_then(|walk_in| walk_in.forwarded).map(BeijingDay::date);
            let here = forwarded::to(look, date)?;
            Ok(WalkIns {
                accepted: accepted.iter().map(|row| line(look, row, told(row))).collect::<Result<_, _>>()?,
                forwarded_here: here.iter().map(|row| line(look, row, Some(date))).collect::<Result<_, _>>()?,
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

fn told(look: &impl Look, date: NaiveDate, items: &[ItemSnapshot]) -> Result<Told, StoreError> {
    let decided_on = forwarded::decided_on(look, date, items, None, look.now())?;
    Ok(Told { staffed: decided_on == date, forwarded: (decided_on != date).then_some(decided_on) })
}

/// A case of somebody who walked in, or came with a booking: both are served, and may be forwarded.
fn line(look: &impl Look, row: &BookingState, forwarded: Option<NaiveDate>) -> Result<WalkInLine, StoreError> {
    let arrived = || row.arrived_ms.map(|ms| wall_to_beijing(WallTime(ms)).time().into());
    let at = row.walk_in.map(|walk_in| walk_in.at).or_else(arrived).unwrap_or(MinuteOfDay(0));
    let departments = row.items.iter().flat_map(|item| &item.departments);
    Ok(WalkInLine {
        booking: row.id,
        number: BookingNumber::from_digits(row.number),
        masked_name: mask_name(&personal::personal_value(look, &row.personal, PersonalField::Name)?),
        date: row.place.day.date(),
        at,
        booked: row.walk_in.is_none(),
        items: row.items.iter().map(|item| item.names.clone()).collect(),
        departments: departments
            .filter_map(|id| look.reference().catalogue.department(*id))
            .map(|department| department.short.clone())
            .collect(),
        forwarded,
    })
}
