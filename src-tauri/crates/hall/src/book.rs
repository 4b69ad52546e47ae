//! The appointment book of one day. Board, strip and totals come from this one function and cannot disagree (PRODUCT
//! rule 8).

use crate::booking::personal_value;
use crate::day::{self, DaySeats};
use crate::promises::Promises;
use crate::rights::Right;
use crate::{Desk, Reference, Refusal};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::booking::mask_name;
use domain::calendar::DayKind;
use domain::catalogue::DepartmentId;
use domain::event::{Channel, PersonalField};
use domain::names::Names;
use domain::promise::{Promise, ResultPromise};
use domain::record::RecordId;
use domain::time::BeijingDay;
use std::collections::{BTreeMap, BTreeSet};
use store::{BookingRow, ReadTx, StoreError};

/// A date and what kind of day it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCard {
    pub date: NaiveDate,
    pub kind: DayKind,
    pub holiday: Option<String>,
    pub open: bool,
    pub tentative: bool,
}

/// The book of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayView {
    pub day: DayCard,
    pub previous: DayCard,
    pub next: DayCard,
    pub sessions: Vec<SessionBoard>,
    pub departments: Vec<DepartmentStrip>,
    pub totals: DayTotals,
}

/// One session with its slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionBoard {
    pub from: NaiveTime,
    pub to: NaiveTime,
    pub slots: Vec<SlotBoard>,
}

/// One slot with its booked cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotBoard {
    pub start: NaiveTime,
    pub end: NaiveTime,
    pub past: bool,
    pub seats: u16,
    pub free: u16,
    pub cells: Vec<SeatCell>,
}

/// A booked seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatCell {
    pub seat: u16,
    pub booking: RecordId,
    pub continued: bool,
    pub masked_name: String,
    pub item: Names,
    pub items: u16,
    pub party: u16,
    pub departments: Vec<DepartmentId>,
    pub marks: Vec<Mark>,
}

/// What is special about a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Green,
    CarriedOver,
    Forwarded,
    Unconfirmed,
    Tentative,
}

/// A department that the day's bookings need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentStrip {
    pub department: DepartmentId,
    pub name: Names,
    pub short: Names,
    pub bookings: u16,
    pub promise: Promise,
    pub approvers: u16,
    pub cutoff: NaiveDateTime,
    pub sample: bool,
}

/// Sums over the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayTotals {
    pub people: u32,
    pub bookings: u32,
    pub items: u32,
    pub seats: u32,
    pub free: u32,
}

impl Desk {
    /// The book of a day.
    ///
    /// # Errors
    /// What the store says.
    pub fn book_day(&self, date: NaiveDate) -> Result<DayView, Refusal> {
        self.require(Right::ReadBook)?;
        let reference = self.reference();
        let now = self.clock.now();
        self.store.read(|tx: &ReadTx<'_>| -> Result<DayView, Refusal> {
            let views = tx.views();
            let promises = Promises::for_day(&reference, views, date, now)?;
            let card = self.day_card(&reference, date);
            let bookings = views.bookings_of_day(BeijingDay::from(date))?;
            let seats = day::seats(self, &reference, views, tx.device().0, date)?;
            let cells = cells(tx, &promises, &bookings, card.tentative)?;
            let sessions = board(&seats, cells, date, now);
            let totals = totals(&bookings, &sessions);
            Ok(DayView {
                departments: strip(&reference, &promises, &bookings),
                previous: self.day_card(&reference, reference.calendar.previous_saturday(date)),
                next: self.day_card(&reference, reference.calendar.next_saturday(date)),
                day: card,
                sessions,
                totals,
            })
        })
    }

    fn day_card(&self, reference: &Reference, date: NaiveDate) -> DayCard {
        let calendar = &reference.calendar;
        DayCard {
            date,
            kind: calendar.kind(date),
            holiday: calendar.holiday_name(date).map(str::to_owned),
            open: day::require_open(self, reference, date).is_ok(),
            tentative: !calendar.published(chrono::Datelike::year(&date)),
        }
    }
}

/// Cells by (session, slot).
type Cells = BTreeMap<(u8, u16), Vec<SeatCell>>;

fn cells(
    tx: &ReadTx<'_>,
    promises: &Promises<'_>,
    bookings: &[BookingRow],
    tentative: bool,
) -> Result<Cells, StoreError> {
    let mut cells = Cells::new();
    for booking in bookings {
        let Some(first) = booking.items.first() else { continue };
        let masked_name = mask_name(&personal_value(tx, &booking.personal, PersonalField::Name)?);
        let marks = marks(booking, promises.result(&booking.items), tentative);
        let departments: BTreeSet<_> = booking.items.iter().flat_map(|item| item.departments.iter().copied()).collect();
        for (slot, seat) in booking.place.tokens() {
            cells.entry((booking.place.session, slot)).or_default().push(SeatCell {
                seat,
                booking: booking.id,
                continued: slot != booking.place.slot,
                masked_name: masked_name.clone(),
                item: first.names.clone(),
                items: u16::try_from(booking.items.len()).unwrap_or(u16::MAX),
                party: booking.party,
                departments: departments.iter().copied().collect(),
                marks: marks.clone(),
            });
        }
    }
    for row in cells.values_mut() {
        row.sort_by_key(|cell| (cell.seat, cell.booking));
    }
    Ok(cells)
}

fn marks(booking: &BookingRow, result: ResultPromise, tentative: bool) -> Vec<Mark> {
    let result = match result {
        ResultPromise::OnTheSpot => None,
        ResultPromise::OnTheSpotOnceConfirmed | ResultPromise::Unknown => Some(Mark::Unconfirmed),
        ResultPromise::Forwarded => Some(Mark::Forwarded),
    };
    let marks = [
        booking.green_channel.then_some(Mark::Green),
        (booking.channel == Channel::CarriedOver).then_some(Mark::CarriedOver),
        result,
        tentative.then_some(Mark::Tentative),
    ];
    marks.into_iter().flatten().collect()
}

fn board(seats: &DaySeats, mut cells: Cells, date: NaiveDate, now: NaiveDateTime) -> Vec<SessionBoard> {
    let session_board = |(number, session): (u8, &domain::seat::PlannedSession)| SessionBoard {
        from: session.from.time(),
        to: session.to.time(),
        slots: (0..session.slots())
            .map(|slot| SlotBoard {
                start: session.start(slot).time(),
                end: session.end(slot, 1).time(),
                past: day::is_past(session, slot, date, now),
                seats: session.seats,
                free: seats.free.free(number, slot),
                cells: cells.remove(&(number, slot)).unwrap_or_default(),
            })
            .collect(),
    };
    (0..).zip(&seats.sessions).map(session_board).collect()
}

fn strip(reference: &Reference, promises: &Promises<'_>, bookings: &[BookingRow]) -> Vec<DepartmentStrip> {
    let mut counts: BTreeMap<DepartmentId, u16> = BTreeMap::new();
    for booking in bookings {
        let asked = booking.items.iter().filter(|item| item.needs_approver);
        let needed: BTreeSet<_> = asked.flat_map(|item| item.departments.iter().copied()).collect();
        for id in needed {
            *counts.entry(id).or_default() += 1;
        }
    }
    let mut strip: Vec<DepartmentStrip> = counts
        .into_iter()
        .filter_map(|(id, bookings)| {
            let department = reference.catalogue.department(id)?;
            Some(DepartmentStrip {
                department: id,
                name: department.names.clone(),
                short: department.short.clone(),
                bookings,
                promise: promises.department(id),
                approvers: promises.approvers(id),
                cutoff: promises.cutoff(department),
                sample: !department.samples.is_empty(),
            })
        })
        .collect();
    strip.sort_by_key(|entry| (std::cmp::Reverse(entry.bookings), entry.department));
    strip
}

fn totals(bookings: &[BookingRow], sessions: &[SessionBoard]) -> DayTotals {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let slots = || sessions.iter().flat_map(|session| &session.slots);
    DayTotals {
        people: bookings.iter().map(|booking| u32::from(booking.party)).sum(),
        bookings: count(bookings.len()),
        items: count(bookings.iter().map(|booking| booking.items.len()).sum()),
        seats: slots().map(|slot| u32::from(slot.seats)).sum(),
        free: slots().filter(|slot| !slot.past).map(|slot| u32::from(slot.free)).sum(),
    }
}
