//! Bookings and slips in the door's types.

use super::item::result;
use super::offered::acts;
use super::read::{date, hm, items, moment, names, record};
use crate::refuse::accepted;
use crate::{
    BookingCancel, BookingDetail, BookingEdit, BookingForm, BookingSaved, BookingStatus, CancelReason, Channel,
    DetailCase, Failure, GroupCard, HistoryKind, HistoryLine, Language, PrincipalForm, SavedToo, Slip, SlipCopies,
    SlipItem, SlipPrint, SlotRef, UndoOffer,
};
use domain::booking::{BookingNumber, ChangeKind, Entry, Status};
use domain::event;
use hall::{BookingWish, Desk, Principal, Saved};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

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
        channel: match form.channel {
            Channel::Desk => event::Channel::Desk,
            Channel::Phone => event::Channel::Phone,
            Channel::CarriedOver => event::Channel::CarriedOver,
            Channel::OtherHall => event::Channel::OtherHall,
        },
        green_channel: form.green_channel,
        slip_language: into_language(form.slip_language),
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

fn reason(reason: CancelReason) -> event::CancelReason {
    match reason {
        CancelReason::CitizenAsked => event::CancelReason::CitizenAsked,
        CancelReason::WrongEntry => event::CancelReason::WrongEntry,
        CancelReason::Duplicate => event::CancelReason::Duplicate,
        CancelReason::HallClosed => event::CancelReason::HallClosed,
        CancelReason::Other => event::CancelReason::Other,
        CancelReason::NoSeat => event::CancelReason::NoSeat,
    }
}

/// Counts slips that go to the printer.
pub(super) fn printed(desk: &Desk, input: &SlipPrint) -> Result<SlipCopies, Failure> {
    let bookings = input.bookings.iter().map(|id| record("bookings", id)).collect::<Result<_, _>>()?;
    Ok(SlipCopies { copies: desk.count_prints(bookings)? })
}

fn reason_shown(reason: event::CancelReason) -> CancelReason {
    match reason {
        event::CancelReason::CitizenAsked => CancelReason::CitizenAsked,
        event::CancelReason::WrongEntry => CancelReason::WrongEntry,
        event::CancelReason::Duplicate => CancelReason::Duplicate,
        event::CancelReason::HallClosed => CancelReason::HallClosed,
        event::CancelReason::Other => CancelReason::Other,
        event::CancelReason::NoSeat => CancelReason::NoSeat,
    }
}

pub(super) fn edit(desk: &Desk, input: &BookingEdit) -> Result<BookingSaved, Failure> {
    let wish = wish(&input.form, &input.confirmed)?;
    saved(desk, desk.edit_booking(record("booking", &input.booking)?, record("base", &input.base)?, wish)?)
}

pub(super) fn cancel(desk: &Desk, input: &BookingCancel) -> Result<BookingSaved, Failure> {
    let (booking, base) = (record("booking", &input.booking)?, record("base", &input.base)?);
    saved(desk, desk.cancel_booking(booking, base, reason(input.reason), &input.remark)?)
}

pub(super) fn saved(hall: &Desk, saved: Saved) -> Result<BookingSaved, Failure> {
    Ok(BookingSaved {
        booking: saved.booking.to_string(),
        slip: slip(&hall.slip(saved.booking)?)?,
        others: saved
            .others
            .iter()
            .map(|id| Ok(SavedToo { booking: id.to_string(), slip: slip(&hall.slip(*id)?)? }))
            .collect::<Result<_, Failure>>()?,
        undo: UndoOffer { token: saved.undo.token.to_string(), until: moment(saved.undo.until) },
    })
}

pub(super) fn detail(detail: &hall::BookingDetail) -> BookingDetail {
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
        can: acts(&detail.can),
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
            channel: channel(booking.channel),
            green_channel: booking.green_channel,
            missing: detail.missing.clone(),
            note: detail.note.clone(),
            slip_language: language(booking.slip_language),
            earlier_date: booking.earlier.map(|day| day.date().to_string()).unwrap_or_default(),
            earlier_number: detail.earlier_number.clone(),
            agent_name: detail.agent_name.clone(),
            agent_phone: detail.agent_phone.clone(),
            identity: detail.identity.clone(),
        },
        start: hm(detail.start),
        end: hm(detail.end),
        items: booking.items.iter().map(|item| names(&item.names)).collect(),
        cases: detail
            .cases
            .iter()
            .map(|case| DetailCase {
                departments: case.departments.iter().map(names).collect(),
                result: result(case.result),
            })
            .collect(),
        result: result(detail.result),
        forwarded_on: detail.forwarded_on.map(|date| date.to_string()),
        history: detail.history.iter().map(history_line).collect(),
        group: detail.group.iter().map(member).collect(),
        repeats: detail.repeats.iter().map(member).collect(),
    }
}

fn member(member: &hall::GroupMember) -> GroupCard {
    GroupCard {
        booking: member.booking.to_string(),
        number: member.number.to_string(),
        name: member.masked_name.clone(),
        date: member.date.to_string(),
        start: hm(member.start),
    }
}

pub(super) fn channel(channel: event::Channel) -> Channel {
    match channel {
        event::Channel::Desk => Channel::Desk,
        event::Channel::Phone => Channel::Phone,
        event::Channel::CarriedOver => Channel::CarriedOver,
        event::Channel::OtherHall => Channel::OtherHall,
    }
}

pub(super) fn into_language(language: Language) -> event::Language {
    match language {
        Language::ZhHans => event::Language::ZhHans,
        Language::ZhHant => event::Language::ZhHant,
        Language::En => event::Language::En,
    }
}

fn language(language: event::Language) -> Language {
    match language {
        event::Language::ZhHans => Language::ZhHans,
        event::Language::ZhHant => Language::ZhHant,
        event::Language::En => Language::En,
    }
}

fn history_line(line: &hall::HistoryLine) -> HistoryLine {
    HistoryLine {
        at: moment(line.at),
        what: history(line.what),
        by: line.by.clone(),
        moved_from: line.moved.map(|(from, _)| moment(from)),
        moved_to: line.moved.map(|(_, to)| moment(to)),
        reason: line.reason.map(reason_shown),
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

pub(super) fn slip(slip: &hall::Slip) -> Result<Slip, Failure> {
    let (qr_size, qr_path) = qr(slip.number)?;
    Ok(Slip {
        booking: slip.booking.to_string(),
        hall: names(&slip.contact.name),
        address: slip.contact.address.clone(),
        telephone: slip.contact.telephone.clone(),
        number: slip.number.to_string(),
        language: language(slip.language),
        date: slip.date.to_string(),
        start: hm(slip.start),
        end: hm(slip.end),
        name: slip.name.clone(),
        party: slip.party,
        green_channel: slip.green_channel,
        items: slip
            .items
            .iter()
            .map(|item| SlipItem {
                names: names(&item.names),
                departments: item.departments.iter().map(names).collect(),
                materials: item.materials.iter().map(names).collect(),
                result: result(item.result),
                waits_for: item.waits_for.iter().map(names).collect(),
            })
            .collect(),
        missing: slip.missing.clone(),
        earlier: slip.earlier.map(|date| date.to_string()),
        earlier_number: slip.earlier_number.clone(),
        agent: slip.agent.clone(),
        tentative: slip.tentative,
        result: result(slip.result),
        forwarded_on: slip.forwarded_on.map(|date| date.to_string()),
        cancelled: slip.cancelled,
        provisional: slip.provisional,
        walk_in: slip.walk_in,
        callable: slip.callable,
        reprint: slip.copy > 1,
        copy: slip.copy,
        demo: slip.demo,
        qr_size,
        qr_path,
    })
}

/// The number's ten digits as a QR code: side length, and the dark modules as an SVG path. Nothing else is in it.
fn qr(number: BookingNumber) -> Result<(u16, String), Failure> {
    let digits = format!("{:010}", number.digits());
    let code = QrCode::with_error_correction_level(digits, EcLevel::M).map_err(Failure::internal)?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.into_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", at % width, at / width);
        }
    }
    Ok((u16::try_from(width).unwrap_or(u16::MAX), path))
}
