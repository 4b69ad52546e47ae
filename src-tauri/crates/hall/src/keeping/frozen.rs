//! After this installation went back (a backup was restored, an old file came back) or took the place of a lost PC: it goes on
//! under a new name, seats of the old one are frozen, and a manager may sign that they are given again (invariant A6).
//! A hall has one PC so far, so every day that another device opened is one whose device is gone.

use crate::assist::cards::take_over;
use crate::day::seating;
use crate::ground::{Author, Desk, Hall, Refusal, Right, record};
use chrono::NaiveDate;
use domain::event::{DeviceSucceeded, Fact, MintedSeats, SeatsReminted, SuccessionReason};
use domain::seat::SessionPlan;
use domain::time::BeijingDay;
use std::collections::BTreeMap;
use store::{DayRow, IncarnationReason, ReadTx, Store, StoreError, Views, WriteTx};

/// A day whose free seats belong to a name that is no longer in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrozenDay {
    pub date: NaiveDate,
    /// Seats that nobody is known to have, and that cannot be given.
    pub seats: u32,
}

/// A day whose seats were given again: so many may be sold twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemintedDay {
    pub date: NaiveDate,
    pub seats: u32,
}

/// What a restore has left behind, for days from today on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aftermath {
    pub frozen: Vec<FrozenDay>,
    /// Possible overbooking, until the day is over.
    pub reminted: Vec<RemintedDay>,
}

/// Puts on record, as a new name's first event, that it goes on for another.
pub(crate) fn put_on_record(store: &Store, author: Author) -> Result<(), Refusal> {
    let names = store.incarnations()?;
    let [.., before, now] = names.as_slice() else { return Ok(()) };
    if store.read(|tx: &ReadTx<'_>| tx.head())?.events() > 0 {
        return Ok(());
    }
    let predecessor = before.device.0;
    let fact = Fact::DeviceSucceeded(DeviceSucceeded {
        predecessor,
        known_to: before.end.map_or(0, |end| end.events()),
        reason: match now.reason {
            IncarnationReason::Founded | IncarnationReason::Restored => SuccessionReason::Restored,
            IncarnationReason::WentBack => SuccessionReason::WentBack,
            IncarnationReason::AnotherPlace => SuccessionReason::NewPc,
        },
    });
    store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
        record(tx, author, &fact, None, None)?;
        take_over(tx, author, predecessor)
    })?;
    Ok(())
}

impl Hall {
    /// What a restore has left behind.
    ///
    /// # Errors
    /// What the store says.
    pub fn aftermath(&self) -> Result<Aftermath, Refusal> {
        let today = BeijingDay::from(self.clock.now().date());
        self.store.read(|tx: &ReadTx<'_>| {
            let (views, own) = (tx.views(), tx.device().0);
            let mut aftermath = Aftermath::default();
            for day in views.days_of_others(own, today)? {
                let owned = views.minted(day)?.into_iter().filter(|minted| minted.owner == own);
                let minted: u32 = owned.map(|minted| u32::from(minted.seats.count)).sum();
                if minted > 0 {
                    aftermath.reminted.push(RemintedDay { date: day.date(), seats: minted });
                } else if let Some(row) = views.day(day)? {
                    let seats = free_seats(views, &row)?.iter().map(|seats| u32::from(seats.count)).sum();
                    aftermath.frozen.push(FrozenDay { date: day.date(), seats });
                }
            }
            Ok(aftermath)
        })
    }
}

impl Desk {
    /// Signs that the frozen seats of all days to come are given again, under numbers never used before. What the old name
    /// sold and nobody here knows of may then be sold twice; it is counted and listed until the day is over.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remint_frozen(&self) -> Result<Vec<RemintedDay>, Refusal> {
        self.require(Right::AnswerForHall)?;
        let days: Vec<BeijingDay> = self.aftermath()?.frozen.iter().map(|day| BeijingDay::from(day.date)).collect();
        self.write(move |w| -> Result<Vec<RemintedDay>, Refusal> {
            let mut reminted = Vec::new();
            for day in days {
                let Some(row) = w.views().day(day)? else { continue };
                let tokens = free_seats(w.views(), &row)?;
                let seats = tokens.iter().map(|seats| u32::from(seats.count)).sum();
                w.record(&Fact::SeatsReminted(SeatsReminted { day, tokens }), None, None)?;
                seating::reseat_waiting(w, day)?;
                reminted.push(RemintedDay { date: day.date(), seats });
            }
            Ok(reminted)
        })
    }
}

/// For each slot, as many seats as nobody is known to have, under numbers above every one that was ever given.
fn free_seats(views: Views<'_>, day: &DayRow) -> Result<Vec<MintedSeats>, StoreError> {
    let mut taken: BTreeMap<(u8, u16), (u16, u16)> = BTreeMap::new();
    for held in views.holdings(day.day)? {
        let (count, highest) = taken.entry((held.session, held.slot)).or_default();
        *count += 1;
        *highest = held.seat.max(*highest);
    }
    for minted in views.minted(day.day)? {
        let MintedSeats { session, slot, first, count } = minted.seats;
        let (_, highest) = taken.entry((session, slot)).or_default();
        *highest = first.saturating_add(count).saturating_sub(1).max(*highest);
    }
    for changed in views.changed_seats(day.day)?.into_iter().filter(|changed| !changed.retired) {
        let MintedSeats { session, slot, first, count } = changed.seats;
        let (_, highest) = taken.entry((session, slot)).or_default();
        *highest = first.saturating_add(count).saturating_sub(1).max(*highest);
    }
    for session in &day.opening {
        for slot in 0..session.times.slots() {
            let (_, highest) = taken.entry((session.number, slot)).or_default();
            *highest = session.times.seats.max(*highest);
        }
    }
    let mut free = Vec::new();
    for SessionPlan { number: session, times, .. } in &day.sessions {
        for slot in 0..times.slots() {
            let (count, highest) = taken.get(&(*session, slot)).copied().unwrap_or_default();
            let first = highest.saturating_add(1);
            let left = times.seats.saturating_sub(count);
            if left > 0 {
                free.push(MintedSeats { session: *session, slot, first, count: left });
            }
        }
    }
    Ok(free)
}
