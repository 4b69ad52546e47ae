//! Bookings and slips in the door's types.

use super::read::{date, hm, items, moment, names, record};
use super::slip::slip;
use super::{DONE, read};
use crate::refuse::accepted;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    AssistedLink, BookingCancel, BookingDetail, BookingEdit, BookingForm, BookingMake, BookingRef, BookingSaved,
    BookingStatus, Channel, Failure, HistoryKind, HistoryLine, Nothing, PrincipalForm, SavedToo, Slip, SlotRef, Undo,
};
use domain::booking::{BookingNumber, ChangeKind, Entry, Status};
use domain::event;
use hall::{BookingWish, Principal, Refusal, Saved};

pub(crate) fn booking_make(visit: Visit<'_>, input: BookingMake) -> Result<BookingSaved, Failure> {
    let request = read::request(&input.request)?;
    let wish = wish(&input.form, &input.confirmed)?;
    saved(visit.desk()?.make_bookings(request, wish, principals(&input.others))?)
}

pub(crate) fn booking_edit(visit: Visit<'_>, input: BookingEdit) -> Result<BookingSaved, Failure> {
    let wish = wish(&input.form, &input.confirmed)?;
    saved(visit.desk()?.edit_booking(record("booking", &input.booking)?, record("base", &input.base)?, wish)?)
}

pub(crate) fn booking_cancel(visit: Visit<'_>, input: BookingCancel) -> Result<BookingSaved, Failure> {
    let (booking, base) = (record("booking", &input.booking)?, record("base", &input.base)?);
    saved(visit.desk()?.cancel_booking(booking, base, input.reason.into(), &input.remark)?)
}

pub(crate) fn undo(visit: Visit<'_>, input: Undo) -> Result<Nothing, Failure> {
    visit.desk()?.undo_accepting(record("token", &input.token)?, &accepted(&input.confirmed))?;
    Ok(DONE)
}

pub(crate) fn booking_show(visit: Visit<'_>, input: BookingRef) -> Result<BookingDetail, Failure> {
    Ok(detail(&visit.desk()?.show_booking(record("booking", &input.booking)?)?))
}

pub(crate) fn booking_reveal(visit: Visit<'_>, input: BookingRef) -> Result<BookingDetail, Failure> {
    Ok(detail(&visit.desk()?.reveal_booking(record("booking", &input.booking)?)?))
}

pub(super) fn wish(form: &BookingForm, confirmed: &[String]) -> Result<BookingWish, Failure> {
    Ok(BookingWish {
        date: date("date", &form.date)?,
        session: form.slot.session,
        slot: form.slot.slot,
        items: items(&form.items),
        entry: Entry {
            name: form.name.clone(),
            phone: form.phone.clone(),
            party: form.party,
            missing: form.missing.clone(),
            note: form.note.clone(),
            carried_over: form.channel == Channel::CarriedOver,
            earlier_number: form.earlier_number.clone(),
            agent_name: form.agent_name.clone(),
            agent_phone: form.agent_phone.clone(),
            identity: form.identity.clone(),
            // What was accepted says so.
            phones_asked: false,
        },
        channel: form.channel.into(),
        green_channel: form.green_channel,
        slip_language: form.slip_language.into(),
        earlier: match form.earlier_date.as_str() {
            "" => None,
            day => Some(date("earlier_date", day)?),
        },
        accepted: accepted(confirmed),
    })
}

pub(super) fn principals(others: &[PrincipalForm]) -> Vec<Principal> {
    let principal = |other: &PrincipalForm| Principal {
        name: other.name.clone(),
        phone: other.phone.clone(),
        place: other.slot.as_ref().map(|slot| (slot.session, slot.slot)),
        items: items(&other.items),
    };
    others.iter().map(principal).collect()
}

pub(super) fn saved(saved: Saved) -> Result<BookingSaved, Failure> {
    let mut slips = saved.slips.iter().map(slip);
    let first = slips.next().ok_or_else(|| Failure::from(Refusal::BookingNotFound))??;
    let too = |slip: Result<Slip, Failure>| slip.map(|slip| SavedToo { booking: slip.booking.clone(), slip });
    Ok(BookingSaved {
        booking: saved.booking.to_string(),
        slip: first,
        others: slips.map(too).collect::<Result<_, Failure>>()?,
        undo: saved.undo.wire(),
    })
}

fn detail(detail: &hall::BookingDetail) -> BookingDetail {
    let booking = &detail.booking;
    BookingDetail {
        booking: booking.id.to_string(),
        base: booking.last.to_string(),
        number: BookingNumber::from_digits(booking.number).to_string(),
        status: match booking.status {
            Status::Confirmed => BookingStatus::Confirmed,
            Status::Cancelled(_) | Status::Undone => BookingStatus::Cancelled,
        },
        waiting: booking.waits(),
        provisional: booking.is_pending(),
        contested: booking.contested,
        released: booking.released,
        can: detail.can.clone().wire(),
        is_today: detail.is_today,
        masked: detail.masked,
        walk_in: booking.walk_in.is_some(),
        arrived: booking.arrived_ms.is_some(),
        erased: booking.erased,
        has_missing: booking.personal.contains_key(&event::PersonalField::Missing),
        has_note: booking.personal.contains_key(&event::PersonalField::Note),
        form: BookingForm {
            date: booking.place.day.date().to_string(),
            slot: SlotRef { session: booking.place.session, slot: booking.place.slot },
            items: booking.items.iter().map(|item| item.item.0).collect(),
            name: detail.name.clone(),
            phone: detail.phone.clone(),
            party: booking.party,
            channel: booking.channel.wire(),
            green_channel: booking.green_channel,
            missing: detail.missing.clone(),
            note: detail.note.clone(),
            slip_language: booking.slip_language.wire(),
            earlier_date: booking.earlier.map(|day| day.date().to_string()).unwrap_or_default(),
            earlier_number: detail.earlier_number.clone(),
            agent_name: detail.agent_name.clone(),
            agent_phone: detail.agent_phone.clone(),
            identity: detail.identity.clone(),
        },
        start: hm(detail.start),
        end: hm(detail.end),
        items: booking.items.iter().map(|item| names(&item.names)).collect(),
        cases: detail.cases.clone().wire(),
        result: detail.result.wire(),
        forwarded_on: detail.forwarded_on.map(|date| date.to_string()),
        leaving: detail.leaving.clone().wire(),
        history: detail.history.iter().map(history_line).collect(),
        assisted: detail
            .assisted
            .iter()
            .map(|(case, stage)| AssistedLink { case: case.to_string(), stage: stage.wire() })
            .collect(),
        orders: detail.orders.clone().wire(),
        group: detail.group.clone().wire(),
        repeats: detail.repeats.clone().wire(),
    }
}

fn history_line(line: &hall::HistoryLine) -> HistoryLine {
    HistoryLine {
        at: moment(line.at),
        what: history(line.what),
        by: line.by.clone(),
        moved_from: line.moved.map(|(from, _)| moment(from)),
        moved_to: line.moved.map(|(_, to)| moment(to)),
        reason: line.reason.wire(),
        remark: line.remark.clone(),
    }
}

fn history(kind: ChangeKind) -> HistoryKind {
    match kind {
        ChangeKind::Made => HistoryKind::Made,
        ChangeKind::Edited => HistoryKind::Edited,
        ChangeKind::Rescheduled => HistoryKind::Rescheduled,
        ChangeKind::Cancelled => HistoryKind::Cancelled,
        ChangeKind::Undone => HistoryKind::Undone,
        ChangeKind::Erased => HistoryKind::Erased,
        ChangeKind::Arrived => HistoryKind::Arrived,
        ChangeKind::Called(_) => HistoryKind::Called,
        ChangeKind::Confirmed => HistoryKind::Confirmed,
    }
}
