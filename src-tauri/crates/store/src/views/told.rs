//! What an event of the journal tells the views.

use super::column::order;
use domain::booking::BookingFact;
use domain::event::Fact;
use domain::record::Stamped;
use journal::{Event, Understood};

/// What an event says, and whether that could be understood.
pub(crate) fn understand(event: &Event) -> (Option<Fact>, Understood) {
    match Fact::decode(event.kind.0, event.version.0, &event.body) {
        Ok(Some(fact)) if event.numbers_fit() => (Some(fact), Understood::Yes),
        Ok(Some(_)) => (None, Understood::Yes),
        Ok(None) => (None, Understood::Unknown),
        Err(_) => (None, Understood::Malformed),
    }
}

/// A fact about a booking out of a journal event; `None` for other kinds, kinds not known here, and parked events.
pub(super) fn booking_fact(event: &Event) -> Option<Stamped<BookingFact>> {
    booking_fact_of(event, understand(event).0?).ok()
}

/// A fact about a booking with its place in the order; gives back one about something else.
pub(super) fn booking_fact_of(event: &Event, fact: Fact) -> Result<Stamped<BookingFact>, Box<Fact>> {
    Ok(Stamped { order: order(event), wall_ms: event.wall.0, fact: BookingFact::of(fact)? })
}
