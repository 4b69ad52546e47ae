//! What an event of the journal tells the views.

use super::column::order;
use domain::booking::BookingFact;
use domain::event::{Fact, Folded};
use domain::record::Stamped;
use journal::{Event, understand};

/// A fact about a booking out of a journal event; `None` for other kinds, kinds not known here, and parked events.
pub(super) fn booking_fact(event: &Event) -> Option<Stamped<BookingFact>> {
    match understand(event, Fact::decode).fact()?.folded() {
        Folded::Booking(fact) => Some(stamped(event, fact)),
        Folded::Person(_) | Folded::Case(_) | Folded::View(_) | Folded::Noted => None,
    }
}

/// A fact with its event's place in the order.
pub(super) fn stamped<T>(event: &Event, fact: T) -> Stamped<T> {
    Stamped { order: order(event), wall_ms: event.wall.0, fact }
}
