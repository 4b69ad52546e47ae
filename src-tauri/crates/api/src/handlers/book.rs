//! The appointment book in the door's types.

use super::read::{self, hm, names};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{BookDay, BookDayAsk, DayHead, Failure, SessionBoard, SessionTimes, SlotBoard, WaitingCard};
use chrono::{NaiveDate, NaiveTime};

pub(crate) fn day_head(visit: Visit<'_>, input: BookDayAsk) -> Result<DayHead, Failure> {
    let head = visit.desk()?.day_head(read::date("date", &input.date)?)?;
    let times = |(from, to): (NaiveTime, NaiveTime)| SessionTimes { from: from.wire(), to: to.wire() };
    Ok(DayHead {
        date: head.day.date.wire(),
        day: head.day.wire(),
        previous: head.previous.wire(),
        next: head.next.wire(),
        sessions: head.sessions.into_iter().map(times).collect(),
    })
}

pub(crate) fn book_day(visit: Visit<'_>, input: BookDayAsk) -> Result<BookDay, Failure> {
    let view = visit.desk()?.book_day(read::date("date", &input.date)?)?;
    let (date, frozen) = (view.day.date, view.frozen);
    Ok(BookDay {
        date: date.wire(),
        day: view.day.wire(),
        previous: view.previous.wire(),
        next: view.next.wire(),
        next_open: view.next_open.wire(),
        frozen,
        sessions: view.sessions.into_iter().map(|board| session_board(board, frozen)).collect(),
        waiting: view.waiting.iter().map(|card| waiting(date, card)).collect(),
        departments: view.departments.wire(),
        totals: view.totals.wire(),
    })
}

pub(super) fn waiting(date: NaiveDate, card: &hall::WaitingCard) -> WaitingCard {
    WaitingCard {
        booking: card.booking.to_string(),
        base: card.base.to_string(),
        kind: card.kind.wire(),
        can: card.can.clone().wire(),
        date: date.to_string(),
        start: hm(card.start),
        name: card.masked_name.clone(),
        item: names(&card.item),
        items: card.items,
    }
}

fn session_board(board: hall::SessionBoard, frozen: bool) -> SessionBoard {
    SessionBoard {
        session: board.session,
        serves: board.serves.wire(),
        from: board.from.wire(),
        to: board.to.wire(),
        slots: (0..).zip(board.slots).map(|(number, slot)| slot_board(number, slot, frozen)).collect(),
    }
}

fn slot_board(slot: u16, board: hall::SlotBoard, frozen: bool) -> SlotBoard {
    SlotBoard {
        slot,
        start: board.start.wire(),
        end: board.end.wire(),
        past: board.past,
        seats: board.seats,
        taken: board.taken(frozen),
        cells: board.cells.wire(),
    }
}
