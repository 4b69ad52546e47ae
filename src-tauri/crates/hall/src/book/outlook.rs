//! What the citizen is told before booking: promises, materials, and which times are free.

use crate::booking::provisional;
use crate::day::effects::{DutyEffect, Effects, Seated, Standing, of_leaving, seated};
use crate::day::{self, DayBook, Promises, demand, seating};
use crate::ground::{Desk, Look, Refusal, Right};
use crate::reference::Reference;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::booking::BookingState;
use domain::duty::demand::{Demand, asked};
use domain::duty::promise::{Promise, ResultPromise};
use domain::duty::steering::{Cost, load, of_time};
use domain::event::{DepartmentStaffed, ItemSnapshot};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::{DepartmentId, Item, ItemId};
use domain::seat::{NoStart, SessionPlan, StartFree, Visit};
use domain::time::MinuteOfDay;
use std::collections::BTreeMap;
use store::StoreError;

/// The outlook for chosen items on a day.
#[derive(Debug)]
pub struct Outlook {
    pub items: Vec<ItemOutlook>,
    pub result: ResultPromise,
    /// The working day to which a case is forwarded, where it is at some time of the day.
    pub forwarded_on: Option<NaiveDate>,
    pub slots_needed: u16,
    pub slots: Vec<SlotChoice>,
    /// Place of the preselected slot in `slots`.
    pub suitable: Option<usize>,
    /// No seat can be had on the day: a booking would be provisional, and the preselected time is one it would wait for.
    pub provisional: bool,
    /// The day's seats belong to a name that is no longer in use.
    pub frozen: bool,
    /// Why the day takes no bookings.
    pub closed: Option<Refusal>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemOutlook {
    pub item: Item,
    pub departments: Vec<DepartmentOutlook>,
    pub result: ResultPromise,
}

/// One department of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentOutlook {
    pub department: Option<(u32, Names)>,
    pub promise: Promise,
    pub approvers: u16,
    pub cutoff: Option<NaiveDateTime>,
}

/// A time that might be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotChoice {
    pub session: u8,
    pub slot: u16,
    pub start: NaiveTime,
    pub end: NaiveTime,
    /// So many more visits of this kind can be supported then.
    pub free: u16,
    pub state: SlotState,
    /// Whether the result can be had on the spot then.
    pub result: ResultPromise,
    /// Departments that said they are not there then.
    pub denied: Vec<DepartmentId>,
    /// Whether somebody more has to come for it then; `None` where no department is asked.
    pub cost: Option<Cost>,
    /// What the booking, or the move, does to the departments then; also on the day it is moved from.
    pub effects: Vec<DutyEffect>,
}

/// Whether a time can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotState {
    Free,
    Full,
    TooShort,
    Past,
    /// No session then serves these items, or they have other hours.
    NotServed,
}

impl Desk {
    /// The outlook for items on a day; unknown items are passed over. While a booking is edited its own seats are free.
    ///
    /// # Errors
    /// What the store says.
    pub fn outlook(&self, date: NaiveDate, items: &[ItemId], editing: Option<RecordId>) -> Result<Outlook, Refusal> {
        self.require(Right::ReadBook)?;
        self.read(|look| {
            let (reference, now) = (look.reference(), look.now());
            let promises = Promises::for_day(look, date)?;
            let found: Vec<&Item> = items.iter().filter_map(|id| reference.catalogue.item(*id)).collect();
            let items: Vec<ItemOutlook> = found.iter().map(|item| item_outlook(reference, &promises, item)).collect();
            let result = items.iter().map(|item| item.result).max().unwrap_or(ResultPromise::OnTheSpot);
            let snapshots: Vec<ItemSnapshot> = found.iter().map(|item| ItemSnapshot::of(item)).collect();
            let visit = day::wished_visit(look, date, &snapshots);
            let book = DayBook::read(look, date)?;
            let closed = day::require_open(look, date).err();
            let editing = editing.map(|booking| look.views().booking(booking)).transpose()?.flatten();
            let told_of = |at: MinuteOfDay| (promises.result(&snapshots, Some(at)), promises.denied(&snapshots, at));
            let (mut slots, slots_needed) = slot_choices(&book, &visit, editing.as_ref(), now, told_of);
            let steering = Steering::read(look, &promises, &book, &snapshots, editing.as_ref())?;
            slots.iter_mut().for_each(|slot| slot.cost = steering.cost(slot.start.into()));
            say_effects(look, &steering, &book, editing.as_ref(), &mut slots)?;
            if closed.is_some() {
                slots.clear();
            }
            let forwards =
                slots.iter().map(|slot| slot.result).chain([result]).any(|one| one == ResultPromise::Forwarded);
            let free = slots.iter().position(|choice| choice.state == SlotState::Free);
            let full = || slots.iter().position(|choice| choice.state == SlotState::Full);
            let provisional =
                editing.is_none() && closed.is_none() && free.is_none() && provisional::only(&book, &visit, now);
            Ok(Outlook {
                result,
                forwarded_on: forwards.then(|| reference.calendar.next_working_day(date)),
                slots_needed,
                suitable: free.or_else(|| full().filter(|_| provisional)),
                provisional,
                frozen: book.frozen,
                slots,
                closed,
                items,
            })
        })
    }

    /// How many more visits for each item of the catalogue the day could take at each start: the whole Saturday at once.
    ///
    /// # Errors
    /// What the store says.
    pub fn free_by_item(&self, date: NaiveDate) -> Result<Vec<(ItemId, Vec<StartFree>)>, Refusal> {
        self.require(Right::ReadBook)?;
        self.read(|look| {
            let book = DayBook::read(look, date)?;
            let mut availability = book.support(None).availability();
            let served = look.reference().catalogue.items().iter().filter(|item| item.excluded.is_none());
            let of = |item: &Item| {
                let visit = day::wished_visit(look, date, &[ItemSnapshot::of(item)]);
                (item.id, availability.of(&visit).to_vec())
            };
            Ok(served.map(of).collect())
        })
    }
}

/// Every beginning of a slot as a time to choose: of several sessions that begin one then, the first that serves the visit
/// names it. The slot that a booking has names the time that was promised to it.
fn slot_choices(
    book: &DayBook,
    visit: &Visit,
    editing: Option<&BookingState>,
    now: NaiveDateTime,
    told_of: impl Fn(MinuteOfDay) -> (ResultPromise, Vec<DepartmentId>),
) -> (Vec<SlotChoice>, u16) {
    let mut availability = book.support(editing.map(|booking| booking.id)).availability();
    let sessions = book.plan.sessions();
    let serves =
        |session: &SessionPlan| visit.items.iter().all(|item| session.serves.item(item.item, &item.departments));
    let mut named: BTreeMap<MinuteOfDay, (&SessionPlan, u16)> = BTreeMap::new();
    let mut own_time = None;
    for session in sessions {
        for slot in 0..session.times.slots() {
            let promised = editing.filter(|booking| seating::names(book, booking, (session.number, slot)));
            if let Some(booking) = promised {
                own_time = Some((book.start(booking), (session, slot)));
                continue;
            }
            let own = named.entry(session.times.start(slot)).or_insert((session, slot));
            if serves(session) && !serves(own.0) {
                *own = (session, slot);
            }
        }
    }
    named.extend(own_time);
    let choice = |(at, (session, slot)): (MinuteOfDay, (&SessionPlan, u16))| {
        let promised = editing.is_some_and(|booking| seating::has_time(book, booking, at));
        let kept = editing.is_some_and(|booking| seating::stays(book, visit, at, booking).is_some());
        let may_begin = if kept { Ok(()) } else { book.plan.may_begin(visit, at, promised) };
        let free = may_begin.map_or(0, |()| availability.at(visit, at).max(u32::from(kept)));
        let state = match may_begin {
            Ok(()) if day::is_past(at, book.plan.day().date(), now) => SlotState::Past,
            Ok(()) if free > 0 => SlotState::Free,
            Ok(()) => SlotState::Full,
            Err(NoStart::TooShort) => SlotState::TooShort,
            Err(NoStart::NotServed) => SlotState::NotServed,
        };
        let (result, denied) = told_of(at);
        SlotChoice {
            session: session.number,
            slot,
            start: at.time(),
            end: session.times.end(slot, session.times.slots_for(visit.minutes)).time(),
            free: u16::try_from(free).unwrap_or(u16::MAX),
            state,
            result,
            denied,
            cost: None,
            effects: Vec::new(),
        }
    };
    let choices = named.into_iter().map(choice).collect();
    let needed = sessions.iter().filter(|session| serves(session));
    let needed = needed.map(|session| session.times.slots_for(visit.minutes)).max().unwrap_or(1);
    (choices, needed)
}

/// What a time costs in people, reckoned from what the day asks of departments without the visit.
struct Steering<'a> {
    items: &'a [ItemSnapshot],
    promises: &'a Promises,
    demand: BTreeMap<DepartmentId, Demand>,
    staffed: BTreeMap<DepartmentId, (RecordId, DepartmentStaffed)>,
}

impl<'a> Steering<'a> {
    fn read(
        look: &impl Look,
        promises: &'a Promises,
        book: &DayBook,
        items: &'a [ItemSnapshot],
        editing: Option<&BookingState>,
    ) -> Result<Self, StoreError> {
        let demand = demand::of_day_but(book, editing.map(|booking| booking.id));
        Ok(Self { items, promises, demand, staffed: look.views().staffed()? })
    }

    fn cost(&self, at: MinuteOfDay) -> Option<Cost> {
        let departments = asked(self.items);
        let load = |id: &DepartmentId| {
            let per_approver = self.staffed.get(id).and_then(|(_, staffed)| staffed.cases_per_approver);
            Some(load(*id, self.items, at, self.demand.get(id), per_approver, self.promises.known(*id)?))
        };
        (!departments.is_empty()).then(|| of_time(departments.iter().filter_map(load)))
    }
}

/// What each time that gives a seat does to the departments.
fn say_effects(
    look: &impl Look,
    steering: &Steering<'_>,
    book: &DayBook,
    editing: Option<&BookingState>,
    slots: &mut [SlotChoice],
) -> Result<(), StoreError> {
    if steering.items.is_empty() {
        return Ok(());
    }
    let date = book.plan.day().date();
    let before = editing.and_then(|booking| seated(book, booking));
    let elsewhere = editing.filter(|booking| booking.place.day.date() != date);
    let left = elsewhere.map(|booking| of_leaving(look, booking)).transpose()?.unwrap_or_default();
    let Steering { items, promises, demand, staffed } = steering;
    let standing = Standing { date, promises, demand, staffed };
    let effects = Effects::read(look, &standing, &[items, before.map_or(&[][..], |(items, _)| items)])?;
    for slot in slots.iter_mut().filter(|slot| matches!(slot.state, SlotState::Free | SlotState::Past)) {
        let after: Seated<'_> = (items, slot.start.into());
        slot.effects = left.iter().cloned().chain(effects.of(before, Some(after))).collect();
    }
    Ok(())
}

fn item_outlook(reference: &Reference, promises: &Promises, item: &Item) -> ItemOutlook {
    let snapshot = ItemSnapshot::of(item);
    let departments = promises
        .item(&snapshot, None)
        .into_iter()
        .map(|(id, promise)| {
            let known = id.and_then(|id| reference.catalogue.department(id));
            DepartmentOutlook {
                department: known.map(|department| (department.id.0, department.short.clone())),
                promise,
                approvers: id.map_or(0, |id| promises.approvers(id)),
                cutoff: known.map(|department| promises.cutoff(department)),
            }
        })
        .collect();
    ItemOutlook { item: item.clone(), departments, result: promises.result([&snapshot], None) }
}
