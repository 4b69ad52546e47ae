//! The appointment book of one day. Board, strip and totals come from this one function and cannot disagree (PRODUCT
//! rule 8).

use crate::booking::{personal_value, standing_twice};
use crate::day::focus::first_open_after;
use crate::day::waiting::{WaitingCard, waiting_card};
use crate::day::{self, DayBook, Promises, demand};
use crate::ground::{Desk, Look, Refusal, Right};
use crate::reference::Reference;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::booking::{BookingState, mask_name};
use domain::duty::demand::Demand;
use domain::duty::promise::{Promise, ResultPromise};
use domain::event::{Channel, PersonalField};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::calendar::DayKind;
use domain::reference::catalogue::DepartmentId;
use domain::seat::{Serves, SessionPlan};
use std::collections::{BTreeMap, BTreeSet};
use store::StoreError;

/// A date and what kind of day it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCard {
    pub date: NaiveDate,
    pub kind: DayKind,
    pub holiday: Option<String>,
    pub open: bool,
    /// It is over, by this PC's clock.
    pub past: bool,
    pub tentative: bool,
}

/// The book of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayView {
    pub day: DayCard,
    pub previous: DayCard,
    pub next: DayCard,
    /// Where no bookings are taken: the first day to come on which they are.
    pub next_open: Option<NaiveDate>,
    /// Its seats belong to a name that is no longer in use.
    pub frozen: bool,
    pub sessions: Vec<SessionBoard>,
    /// Bookings that the day's seats do not support, and provisional ones of which somebody has to be told, in the order
    /// they were made: the people to call.
    pub waiting: Vec<WaitingCard>,
    pub departments: Vec<DepartmentStrip>,
    pub totals: DayTotals,
}

/// A day without its bookings: what stands around every screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayHead {
    pub day: DayCard,
    pub previous: DayCard,
    pub next: DayCard,
    /// From and to of each session.
    pub sessions: Vec<(NaiveTime, NaiveTime)>,
}

/// One session with its slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionBoard {
    /// Its number within the day.
    pub session: u8,
    /// Names of the departments and items it serves; nothing: all.
    pub serves: Option<Vec<Names>>,
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

impl SlotBoard {
    /// Seats that are somebody's, or that nobody can have. Frozen seats are neither free nor anybody's.
    pub fn taken(&self, frozen: bool) -> u16 {
        let booked = u16::try_from(self.cells.len()).unwrap_or(u16::MAX);
        if frozen { booked } else { self.seats.saturating_sub(self.free) }
    }
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
    /// The same person has the same item twice on that day.
    Repeated,
    /// They are here.
    Arrived,
}

/// A department that the day's bookings need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentStrip {
    pub department: DepartmentId,
    pub name: Names,
    pub short: Names,
    /// Bookings that hold a seat and need it.
    pub bookings: u16,
    /// Those without a seat beside them.
    pub beside: u16,
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
    /// What kind of day a date is, its neighbours and its sessions.
    ///
    /// # Errors
    /// What the store says.
    pub fn day_head(&self, date: NaiveDate) -> Result<DayHead, Refusal> {
        self.require(Right::ReadBook)?;
        self.read(|look| {
            let plan = day::sessions_on(look, date)?;
            Ok(DayHead {
                day: day_card(look, date),
                previous: day_card(look, neighbour(look, date, false)?),
                next: day_card(look, neighbour(look, date, true)?),
                sessions: plan
                    .sessions()
                    .iter()
                    .map(|session| (session.times.from.time(), session.times.to.time()))
                    .collect(),
            })
        })
    }

    /// The book of a day.
    ///
    /// # Errors
    /// What the store says.
    pub fn book_day(&self, date: NaiveDate) -> Result<DayView, Refusal> {
        self.require(Right::ReadBook)?;
        self.read(|look| -> Result<DayView, Refusal> {
            let promises = Promises::for_day(look, date)?;
            let card = day_card(look, date);
            let book = DayBook::read(look, date)?;
            let cells = cells(look, &promises, &book, card.tentative)?;
            let sessions = board(look.reference(), &book, cells, look.now());
            let totals = totals(&book.bookings, &sessions);
            Ok(DayView {
                departments: strip(look.reference(), &promises, &book),
                waiting: waiting(self, look, &book)?,
                previous: day_card(look, neighbour(look, date, false)?),
                next: day_card(look, neighbour(look, date, true)?),
                next_open: if card.open { None } else { first_open_after(look, date)? },
                frozen: book.frozen,
                day: card,
                sessions,
                totals,
            })
        })
    }
}

/// The Saturday before or after a date, or a single date before that which the hall opened.
fn neighbour(look: &impl Look, date: NaiveDate, after: bool) -> Result<NaiveDate, StoreError> {
    let (exceptions, calendar) = (day::timetable(look)?.exceptions, &look.reference().calendar);
    let open = exceptions.iter().filter(|(_, sessions)| !sessions.is_empty()).map(|(day, _)| day.date());
    Ok(if after {
        let saturday = calendar.next_saturday(date);
        open.filter(|day| *day > date && *day < saturday).min().unwrap_or(saturday)
    } else {
        let saturday = calendar.previous_saturday(date);
        open.filter(|day| *day < date && *day > saturday).max().unwrap_or(saturday)
    })
}

fn day_card(look: &impl Look, date: NaiveDate) -> DayCard {
    let calendar = &look.reference().calendar;
    let open = day::require_open(look, date);
    DayCard {
        date,
        kind: calendar.kind(date),
        holiday: calendar.holiday_name(date).map(str::to_owned),
        tentative: open
            .as_ref()
            .map_or(!calendar.published(chrono::Datelike::year(&date)), |decided| decided.tentative),
        open: open.is_ok(),
        past: date < look.now().date(),
    }
}

/// Cells by (session, slot).
type Cells = BTreeMap<(u8, u16), Vec<SeatCell>>;

fn cells(look: &impl Look, promises: &Promises, book: &DayBook, tentative: bool) -> Result<Cells, StoreError> {
    let mut cells = Cells::new();
    let twice = standing_twice(look, &book.bookings)?;
    for booking in book.bookings.iter().filter(|booking| booking.seated) {
        let Some(first) = booking.items.first() else { continue };
        let masked_name = mask_name(&personal_value(look, &booking.personal, PersonalField::Name)?);
        let mut marks = marks(booking, promises.result(&booking.items, Some(book.start(booking))), tentative);
        marks.extend(twice.contains(&booking.id).then_some(Mark::Repeated));
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

fn marks(booking: &BookingState, result: ResultPromise, tentative: bool) -> Vec<Mark> {
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
        booking.arrived_ms.map(|_| Mark::Arrived),
    ];
    marks.into_iter().flatten().collect()
}

fn waiting(desk: &Desk, look: &impl Look, book: &DayBook) -> Result<Vec<WaitingCard>, StoreError> {
    let gone = look.views().gone_from_day(book.plan.day())?;
    let all = book.bookings.iter().chain(&gone);
    let mut waiting: Vec<&BookingState> = all.filter(|booking| booking.waiting_kind().is_some()).collect();
    waiting.sort_by_key(|booking| booking.made);
    waiting.into_iter().map(|booking| waiting_card(desk, look, book, booking)).collect()
}

fn board(reference: &Reference, book: &DayBook, mut cells: Cells, now: NaiveDateTime) -> Vec<SessionBoard> {
    let support = book.support(None);
    let date = book.plan.day().date();
    let session_board = |session: &SessionPlan| {
        let SessionPlan { number, times, .. } = *session;
        SessionBoard {
            session: number,
            serves: served(reference, &session.serves),
            from: times.from.time(),
            to: times.to.time(),
            slots: (0..times.slots())
                .map(|slot| SlotBoard {
                    start: times.start(slot).time(),
                    end: times.end(slot, 1).time(),
                    past: day::is_past(times.start(slot), date, now),
                    seats: times.seats,
                    free: DayBook::free(&support, number, slot),
                    cells: in_columns(cells.remove(&(number, slot)).unwrap_or_default(), times.seats),
                })
                .collect(),
        }
    };
    book.plan.sessions().iter().map(session_board).collect()
}

/// Short names of what a session serves; nothing where it serves all.
pub(crate) fn served(reference: &Reference, serves: &Serves) -> Option<Vec<Names>> {
    let Serves::Only { items, departments } = serves else { return None };
    let departments = departments.iter().filter_map(|id| reference.catalogue.department(*id));
    let items = items.iter().filter_map(|id| reference.catalogue.item(*id));
    Some(departments.map(|found| found.short.clone()).chain(items.map(|found| found.names.clone())).collect())
}

/// Seats that were minted anew bear numbers beyond the plan's; on the board they stand in the columns that are free.
fn in_columns(mut cells: Vec<SeatCell>, seats: u16) -> Vec<SeatCell> {
    let used: BTreeSet<u16> = cells.iter().map(|cell| cell.seat).collect();
    let mut free = (1..=seats).filter(|column| !used.contains(column));
    for cell in cells.iter_mut().filter(|cell| cell.seat > seats) {
        cell.seat = free.next().unwrap_or(cell.seat);
    }
    cells.sort_by_key(|cell| (cell.seat, cell.booking));
    cells
}

fn strip(reference: &Reference, promises: &Promises, book: &DayBook) -> Vec<DepartmentStrip> {
    let mut strip: Vec<DepartmentStrip> = demand::of_day(book)
        .into_iter()
        .filter_map(|(id, demand)| {
            let Demand { bookings, .. } = demand;
            let department = reference.catalogue.department(id)?;
            Some(DepartmentStrip {
                department: id,
                name: department.names.clone(),
                short: department.short.clone(),
                bookings: bookings.held,
                beside: bookings.beside,
                promise: promises.work(id, &demand),
                approvers: promises.approvers(id),
                cutoff: promises.cutoff(department),
                sample: !department.samples.is_empty(),
            })
        })
        .collect();
    strip.sort_by_key(|entry| (std::cmp::Reverse(entry.bookings), entry.department));
    strip
}

fn totals(bookings: &[BookingState], sessions: &[SessionBoard]) -> DayTotals {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let slots = || sessions.iter().flat_map(|session| &session.slots);
    // Nobody has promised those who are still provisional that they can come.
    let coming = || bookings.iter().filter(|booking| !booking.is_pending());
    DayTotals {
        people: coming().map(|booking| u32::from(booking.party)).sum(),
        bookings: count(coming().count()),
        items: count(coming().map(|booking| booking.items.len()).sum()),
        seats: slots().map(|slot| u32::from(slot.seats)).sum(),
        free: slots().filter(|slot| !slot.past).map(|slot| u32::from(slot.free)).sum(),
    }
}
