//! Of bookings and of those who walk in.

use super::parts::{Fault, Possible, first};
use crate::event::{
    Arrived, BookingCalledBack, BookingCancelled, BookingEdited, BookingErased, BookingMade, BookingRevealed,
    BookingSeated, Called, Retracted, SlipIssued, Told, WalkedIn,
};
use crate::seat::Place;

impl Possible for BookingMade {
    fn impossible(&self) -> Fault {
        let place = Place { day: self.day, session: self.session, slot: self.slot, seats: self.seats.clone() };
        first([place.impossible(), self.start.impossible(), self.earlier.impossible()])
    }
}

impl Possible for BookingEdited {
    fn impossible(&self) -> Fault {
        first([
            self.place.impossible(),
            self.start.impossible(),
            self.earlier.impossible(),
            self.moved_from.impossible(),
        ])
    }
}

impl Possible for BookingSeated {
    fn impossible(&self) -> Fault {
        first([self.place.impossible(), self.start.impossible()])
    }
}

impl Possible for BookingCancelled {
    fn impossible(&self) -> Fault {
        None
    }
}

/// Of a booking, and of a case.
impl Possible for Retracted {
    fn impossible(&self) -> Fault {
        None
    }
}

/// Of a booking, and of a case.
impl Possible for BookingErased {
    fn impossible(&self) -> Fault {
        None
    }
}

/// Of a booking, and of a case.
impl Possible for BookingRevealed {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for SlipIssued {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for WalkedIn {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), self.at.impossible(), self.forwarded.impossible()])
    }
}

impl Possible for Arrived {
    fn impossible(&self) -> Fault {
        self.decided_on.impossible()
    }
}

impl Possible for BookingCalledBack {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for Told {
    fn impossible(&self) -> Fault {
        first([self.day.impossible(), self.start.impossible()])
    }
}

impl Possible for Called {
    fn impossible(&self) -> Fault {
        first([self.expected.impossible(), self.told.impossible()])
    }
}
