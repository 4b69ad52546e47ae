//! What kind of day a date is for this hall, its sessions, and its free seats: used by board, outlook and booking alike,
//! so that they can never disagree.

use crate::desk::Author;
use crate::{Hall, Reference, Refusal};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
use domain::calendar::DayKind;
use domain::event::{DayOpened, Fact, MintedSeats};
use domain::seat::{FreeSeats, PlannedSession};
use domain::time::BeijingDay;
use store::{StoreError, Views, WriteTx};

/// A day's sessions and which of its seats can still be had here.
pub(crate) struct DaySeats {
    pub sessions: Vec<PlannedSession>,
    pub free: FreeSeats,
}

/// Whether bookings are taken on a date, and if not, why and which Saturday would do.
pub(crate) fn require_open(hall: &Hall, reference: &Reference, date: NaiveDate) -> Result<(), Refusal> {
    let calendar = &reference.calendar;
    let next = || calendar.next_ordinary_saturday(date);
    if date.weekday() != Weekday::Sat {
        return Err(Refusal::NotSaturday);
    }
    match calendar.kind(date) {
        DayKind::OrdinarySaturday if hall.founded.saturday.is_empty() => Err(Refusal::Closed { next: next() }),
        DayKind::OrdinarySaturday => Ok(()),
        DayKind::MakeupWorkday => Err(Refusal::Makeup { next: next() }),
        DayKind::Holiday => {
            let holiday = calendar.holiday_name(date).unwrap_or_default().to_owned();
            Err(Refusal::Holiday { holiday, next: next() })
        }
        DayKind::Workday | DayKind::Weekend => Err(Refusal::NotSaturday),
    }
}

/// Sessions of a date: as they were fixed when the day was opened, else as the hall plans its Saturdays now.
pub(crate) fn seats(
    hall: &Hall,
    reference: &Reference,
    views: Views<'_>,
    device: [u8; 8],
    date: NaiveDate,
) -> Result<DaySeats, StoreError> {
    let day = BeijingDay::from(date);
    let Some(opened) = views.day(day)? else {
        let open = require_open(hall, reference, date).is_ok();
        let sessions = if open { hall.founded.saturday.clone() } else { Vec::new() };
        return Ok(DaySeats { free: FreeSeats::all(&sessions), sessions });
    };
    let sessions = opened.sessions;
    // Tokens belong to the device that opened the day; until desks share seats no other device has any.
    let mut free = if opened.owner == device { FreeSeats::all(&sessions) } else { FreeSeats::none(&sessions) };
    for minted in views.minted(day)?.into_iter().filter(|minted| minted.owner == device) {
        let MintedSeats { session, slot, first, count } = minted.seats;
        free.own(session, slot, first..first.saturating_add(count));
    }
    for held in views.holdings(day)? {
        free.take(held.session, held.slot, held.seat);
    }
    Ok(DaySeats { sessions, free })
}

/// Opens a day on its first booking: its sessions are fixed and its seat tokens minted.
pub(crate) fn ensure_opened(
    tx: &mut WriteTx<'_>,
    author: Author,
    date: NaiveDate,
    sessions: &[PlannedSession],
) -> Result<(), StoreError> {
    let day = BeijingDay::from(date);
    if tx.views().day(day)?.is_none() {
        let opened = Fact::DayOpened(DayOpened { day, sessions: sessions.to_vec() });
        crate::record::record(tx, author, &opened, None, None)?;
    }
    Ok(())
}

/// A slot that has begun cannot be promised any more, by this PC's clock.
pub(crate) fn is_past(session: &PlannedSession, slot: u16, date: NaiveDate, now: NaiveDateTime) -> bool {
    session.start(slot).on(date) <= now
}
