//! Slips in the door's types, with the number as a QR code.

use super::read::{hm, names, record};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{BookingRef, Failure, Slip, SlipCopies, SlipPrint};
use domain::booking::BookingNumber;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

pub(crate) fn slip_issue(visit: Visit<'_>, input: BookingRef) -> Result<Slip, Failure> {
    slip(&visit.desk()?.issue_slip(record("booking", &input.booking)?)?)
}

pub(crate) fn slip_print(visit: Visit<'_>, input: SlipPrint) -> Result<SlipCopies, Failure> {
    let bookings = input.bookings.iter().map(|id| record("bookings", id)).collect::<Result<_, _>>()?;
    Ok(SlipCopies { copies: visit.desk()?.count_prints(bookings)? })
}

pub(super) fn slip(slip: &hall::Slip) -> Result<Slip, Failure> {
    let (qr_size, qr_path) = qr(slip.number)?;
    Ok(Slip {
        booking: slip.booking.to_string(),
        hall: names(&slip.contact.name),
        address: slip.contact.address.clone(),
        telephone: slip.contact.telephone.clone(),
        number: slip.number.to_string(),
        language: slip.language.wire(),
        date: slip.date.to_string(),
        start: hm(slip.start),
        end: hm(slip.end),
        name: slip.name.clone(),
        party: slip.party,
        green_channel: slip.green_channel,
        items: slip.items.clone().wire(),
        missing: slip.missing.clone(),
        earlier: slip.earlier.map(|date| date.to_string()),
        earlier_number: slip.earlier_number.clone(),
        agent: slip.agent.clone(),
        tentative: slip.tentative,
        result: slip.result.wire(),
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
