//! What the citizen is told before booking: promises, materials, and which times are free.

use crate::day;
use crate::promises::Promises;
use crate::rights::Right;
use crate::{Desk, Reference, Refusal};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::catalogue::{Item, ItemId};
use domain::event::ItemSnapshot;
use domain::names::Names;
use domain::promise::{Promise, ResultPromise};
use domain::record::RecordId;
use domain::seat::{NoSeat, Place};
use domain::time::BeijingDay;
use store::{ReadTx, Views};

/// The outlook for chosen items on a day.
#[derive(Debug)]
pub struct Outlook {
    pub items: Vec<ItemOutlook>,
    pub result: ResultPromise,
    pub forwarded_on: Option<NaiveDate>,
    pub slots_needed: u16,
    pub slots: Vec<SlotChoice>,
    /// Place of the preselected slot in `slots`.
    pub suitable: Option<usize>,
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
    /// Seats still free in the first slot of the visit.
    pub free: u16,
    pub state: SlotState,
}

/// Whether a time can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotState {
    Free,
    Full,
    TooShort,
    Past,
}

impl Desk {
    /// The outlook for items on a day; unknown items are passed over. While a booking is edited its own seats are free.
    ///
    /// # Errors
    /// What the store says.
    pub fn outlook(&self, date: NaiveDate, items: &[ItemId], editing: Option<RecordId>) -> Result<Outlook, Refusal> {
        self.require(Right::ReadBook)?;
        let reference = self.reference();
        let now = self.clock.now();
        self.store.read(|tx: &ReadTx<'_>| {
            let views = tx.views();
            let promises = Promises::for_day(&reference, views, date, now)?;
            let found: Vec<&Item> = items.iter().filter_map(|id| reference.catalogue.item(*id)).collect();
            let items: Vec<ItemOutlook> = found.iter().map(|item| item_outlook(&reference, &promises, item)).collect();
            let result = items.iter().map(|item| item.result).max().unwrap_or(ResultPromise::OnTheSpot);
            let minutes = found.iter().map(|item| item.window_minutes).fold(0, u16::saturating_add);
            let holding = editing.map(|id| views.booking(id)).transpose()?.flatten().map(|booking| booking.place);
            let (slots, slots_needed) =
                self.slot_choices(&reference, views, tx.device().0, date, minutes, holding.as_ref())?;
            Ok(Outlook {
                result,
                forwarded_on: (result == ResultPromise::Forwarded).then(|| reference.calendar.next_working_day(date)),
                slots_needed,
                suitable: slots.iter().position(|choice| choice.state == SlotState::Free),
                slots,
                closed: day::require_open(self, &reference, date).err(),
                items,
            })
        })
    }

    fn slot_choices(
        &self,
        reference: &Reference,
        views: Views<'_>,
        device: [u8; 8],
        date: NaiveDate,
        minutes: u16,
        holding: Option<&Place>,
    ) -> Result<(Vec<SlotChoice>, u16), Refusal> {
        let now = self.clock.now();
        let day::DaySeats { sessions, mut free } = day::seats(self, reference, views, device, date)?;
        if let Some(place) = holding.filter(|place| place.day == BeijingDay::from(date)) {
            for (slot, seat) in place.tokens() {
                free.release(place.session, slot, seat);
            }
        }
        let mut choices = Vec::new();
        for (number, session) in (0..).zip(&sessions) {
            let length = session.slots_for(minutes);
            for slot in 0..session.slots() {
                let past = day::is_past(session, slot, date, now);
                let state = match free.seats_for(number, slot, minutes) {
                    Ok(_) if past => SlotState::Past,
                    Ok(_) => SlotState::Free,
                    Err(NoSeat::Full { .. }) => SlotState::Full,
                    Err(NoSeat::TooShort | NoSeat::Unknown) => SlotState::TooShort,
                };
                choices.push(SlotChoice {
                    session: number,
                    slot,
                    start: session.start(slot).time(),
                    end: session.end(slot, length).time(),
                    free: free.free(number, slot),
                    state,
                });
            }
        }
        let needed = sessions.iter().map(|session| session.slots_for(minutes)).max().unwrap_or(1);
        Ok((choices, needed))
    }
}

fn item_outlook(reference: &Reference, promises: &Promises<'_>, item: &Item) -> ItemOutlook {
    let snapshot = ItemSnapshot::of(item);
    let departments = promises
        .item(&snapshot)
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
    ItemOutlook { item: item.clone(), departments, result: promises.result([&snapshot]) }
}
