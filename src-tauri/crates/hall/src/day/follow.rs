//! How a day that was read takes in what has become of one booking. Only what is simple is followed: bookings on the own
//! tokens, each on its own.

use super::day_book::DayBook;
use domain::booking::BookingState;
use domain::seat::Token;
use std::sync::OnceLock;

fn tokens(booking: &BookingState) -> impl Iterator<Item = Token> + '_ {
    let session = booking.place.session;
    booking.place.tokens().map(move |(slot, seat)| Token { session, slot, seat })
}

impl DayBook {
    /// Whether its sessions are fixed.
    pub(crate) fn is_opened(&self) -> bool {
        self.opened
    }

    /// Whether the day can follow at all: it is opened, and nobody sits on an own token where another does.
    pub(super) fn can_follow(&self) -> bool {
        let seated = self.bookings.iter().filter(|booking| booking.seated);
        self.opened && seated.flat_map(tokens).filter(|token| self.owns(*token)).count() == self.minted.in_use.len()
    }

    /// Takes in how a booking stands now. False: it has to be read again.
    pub(super) fn follow(&mut self, booking: &BookingState) -> bool {
        let before = self.bookings.iter().rposition(|other| other.id == booking.id);
        if let Some(at) = before {
            let before = self.bookings.remove(at);
            self.supported = OnceLock::new();
            if self.on_retired.contains(&before.id) || !self.leave(&before) {
                return false;
            }
        }
        if booking.place.day != self.plan.day() || !booking.claims_seats() {
            return true;
        }
        if !self.sit(booking) {
            return false;
        }
        let at = self.bookings.partition_point(|other| other.made < booking.made);
        self.bookings.insert(at, booking.clone());
        if let Some(mut support) = self.supported.take()
            && support.seat(self.claim(booking))
        {
            // It was empty: whoever shares this day has another.
            let _ = self.supported.set(support);
        }
        true
    }

    /// Nobody's tokens are those of a booking any more.
    fn leave(&mut self, booking: &BookingState) -> bool {
        let in_use = &mut self.minted.in_use;
        !booking.seated || tokens(booking).all(|token| in_use.remove(&token) == Some(booking.made))
    }

    fn sit(&mut self, booking: &BookingState) -> bool {
        let mut free = |token: Token| self.minted.own.contains(token) && !self.minted.in_use.contains_key(&token);
        if booking.seated && !tokens(booking).all(&mut free) {
            return false;
        }
        if booking.seated {
            self.minted.in_use.extend(tokens(booking).map(|token| (token, booking.made)));
        }
        true
    }

    /// Whether two readings of a day say the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let (one, two) = (&self.minted, &other.minted);
        let support = |book: &Self| {
            let support = book.support(None);
            support.places().map(|(made, place)| (made, place.cloned())).collect::<Vec<_>>()
        };
        (&self.plan, &self.ever, &self.bookings, &self.on_retired)
            == (&other.plan, &other.ever, &other.bookings, &other.on_retired)
            && (&one.own, &one.in_use, &one.others, &one.highest, &one.retired)
                == (&two.own, &two.in_use, &two.others, &two.highest, &two.retired)
            && self.frozen == other.frozen
            && support(self) == support(other)
    }
}
