//! The appointment book in the door's types.

use super::offered::acts;
use super::read::{hm, moment, names};
use crate::{
    BookDay, DayCard, DayKind, DayTotals, DepartmentStrip, Mark, Promise, SeatCell, SessionBoard, SlotBoard,
    WaitingCard, WaitingKind,
};
use chrono::NaiveDate;
use hall::DayView;

pub(super) fn book_day(view: &DayView) -> BookDay {
    BookDay {
        date: view.day.date.to_string(),
        day: day(&view.day),
        previous: day(&view.previous),
        next: day(&view.next),
        next_open: view.next_open.map(|date| date.to_string()),
        frozen: view.frozen,
        sessions: view.sessions.iter().map(|board| session_board(board, view.frozen)).collect(),
        waiting: view.waiting.iter().map(|card| waiting(view.day.date, card)).collect(),
        departments: view.departments.iter().map(strip).collect(),
        totals: DayTotals {
            people: view.totals.people,
            bookings: view.totals.bookings,
            items: view.totals.items,
            seats: view.totals.seats,
            free: view.totals.free,
        },
    }
}

fn day(card: &hall::DayCard) -> DayCard {
    DayCard {
        date: card.date.to_string(),
        kind: day_kind(card.kind),
        holiday: card.holiday.clone(),
        open: card.open,
        past: card.past,
        tentative: card.tentative,
    }
}

pub(super) fn day_kind(kind: domain::reference::calendar::DayKind) -> DayKind {
    match kind {
        domain::reference::calendar::DayKind::Workday => DayKind::Workday,
        domain::reference::calendar::DayKind::OrdinarySaturday => DayKind::OrdinarySaturday,
        domain::reference::calendar::DayKind::Weekend => DayKind::Weekend,
        domain::reference::calendar::DayKind::Holiday => DayKind::Holiday,
        domain::reference::calendar::DayKind::MakeupWorkday => DayKind::MakeupWorkday,
    }
}

pub(super) fn waiting(date: NaiveDate, card: &hall::WaitingCard) -> WaitingCard {
    WaitingCard {
        booking: card.booking.to_string(),
        base: card.base.to_string(),
        kind: match card.kind {
            hall::WaitingKind::Orphaned => WaitingKind::Orphaned,
            hall::WaitingKind::Provisional => WaitingKind::Provisional,
            hall::WaitingKind::Confirmed => WaitingKind::Confirmed,
            hall::WaitingKind::Declined => WaitingKind::Declined,
        },
        can: acts(&card.can),
        date: date.to_string(),
        start: hm(card.start),
        name: card.masked_name.clone(),
        item: names(&card.item),
        items: card.items,
    }
}

fn session_board(board: &hall::SessionBoard, frozen: bool) -> SessionBoard {
    SessionBoard {
        session: board.session,
        serves: board.serves.as_ref().map(|served| served.iter().map(names).collect()),
        from: hm(board.from),
        to: hm(board.to),
        slots: (0..).zip(&board.slots).map(|(number, slot)| slot_board(number, slot, frozen)).collect(),
    }
}

fn slot_board(slot: u16, board: &hall::SlotBoard, frozen: bool) -> SlotBoard {
    // Frozen seats are neither free nor anybody's.
    let booked = u16::try_from(board.cells.len()).unwrap_or(u16::MAX);

    SlotBoard {
        slot,
        start: hm(board.start),
        end: hm(board.end),
        past: board.past,
        seats: board.seats,
        taken: if frozen { booked } else { board.seats.saturating_sub(board.free) },
        cells: board.cells.iter().map(cell).collect(),
    }
}

fn cell(cell: &hall::SeatCell) -> SeatCell {
    SeatCell {
        seat: cell.seat,
        booking: cell.booking.to_string(),
        continued: cell.continued,
        name: cell.masked_name.clone(),
        item: names(&cell.item),
        items: cell.items,
        party: cell.party,
        departments: cell.departments.iter().map(|id| id.0).collect(),
        marks: cell.marks.iter().copied().map(mark).collect(),
    }
}

fn mark(mark: hall::Mark) -> Mark {
    match mark {
        hall::Mark::Green => Mark::Green,
        hall::Mark::CarriedOver => Mark::CarriedOver,
        hall::Mark::Forwarded => Mark::Forwarded,
        hall::Mark::Unconfirmed => Mark::Unconfirmed,
        hall::Mark::Tentative => Mark::Tentative,
        hall::Mark::Repeated => Mark::Repeated,
        hall::Mark::Arrived => Mark::Arrived,
    }
}

fn strip(strip: &hall::DepartmentStrip) -> DepartmentStrip {
    DepartmentStrip {
        department: strip.department.0,
        name: names(&strip.name),
        short: names(&strip.short),
        bookings: strip.bookings,
        beside: strip.beside,
        promise: promise(strip.promise),
        approvers: strip.approvers,
        cutoff: moment(strip.cutoff),
        sample: strip.sample,
    }
}

pub(super) fn promise(promise: domain::duty::promise::Promise) -> Promise {
    use domain::duty::promise::Promise as Inner;
    match promise {
        Inner::NoneNeeded => Promise::NoneNeeded,
        Inner::WillBeAsked => Promise::WillBeAsked,
        Inner::Asked => Promise::Asked,
        Inner::Confirmed => Promise::Confirmed,
        Inner::Refused => Promise::Refused,
        Inner::PastCutoff => Promise::PastCutoff,
        Inner::NoBackOffice => Promise::NoBackOffice,
        Inner::DepartmentUnknown => Promise::DepartmentUnknown,
    }
}
