//! Bookings behind a number: each once, by their times.

use domain::booking::{BookingNumber, BookingState};
use domain::duty::demand::Case;
use domain::record::RecordId;
use domain::time::MinuteOfDay;
use std::collections::BTreeMap;

/// A booking behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BookingLink {
    pub booking: RecordId,
    pub number: BookingNumber,
    pub at: MinuteOfDay,
    pub seated: bool,
}

/// The numbers of a day's bookings.
pub(super) struct Numbers(BTreeMap<RecordId, BookingNumber>);

impl Numbers {
    pub(super) fn of(bookings: &[BookingState]) -> Self {
        Self(bookings.iter().map(|booking| (booking.id, BookingNumber::from_digits(booking.number))).collect())
    }

    /// The bookings of cases, by their times.
    pub(super) fn links<'c>(&self, cases: impl IntoIterator<Item = &'c Case>) -> Vec<BookingLink> {
        let link = |case: &Case| BookingLink {
            booking: case.booking,
            number: self.0.get(&case.booking).copied().unwrap_or_else(|| BookingNumber::from_digits(0)),
            at: case.at,
            seated: case.seated,
        };
        let mut links: Vec<BookingLink> = cases.into_iter().map(link).collect();
        links.sort_by_key(|link| (link.at, link.booking));
        links.dedup_by_key(|link| link.booking);
        links
    }
}
