//! One more booking beside those that are supported, as long as nobody has to move for it: decided by what it touches,
//! with the same answer as if the whole day were decided anew.

use super::session::Place;
use super::support::{Addition, Claim, Support, take};
use super::visit::{Need, Run};
use std::collections::BTreeSet;

/// Where one more booking sits while all others keep their seats.
enum Beside {
    /// Here.
    Place(Place),
    /// It cannot be supported, whoever moves.
    NoRoom,
    /// Others would have to move, or it has seats it would rather keep: the day is decided anew.
    Undecided,
}

impl Support {
    /// Room for one more booking with all that is supported now, and who has to move for it. None when there is none, or
    /// when a booking of that name is there already.
    pub fn adding(&self, claim: &Claim) -> Option<Addition> {
        if self.claims.binary_search_by_key(&claim.made, |other| other.made).is_ok() {
            return None;
        }
        match self.beside(claim) {
            Beside::Place(place) => return Some(Addition { place, moved: Vec::new() }),
            Beside::NoRoom => return None,
            Beside::Undecided => {}
        }
        self.adding_anew(claim)
    }

    /// Where a booking that holds no seats yet sits if nobody moves.
    fn beside(&self, claim: &Claim) -> Beside {
        if claim.held.is_some() {
            return Beside::Undecided;
        }
        let runs = Need::new(&self.plan, &claim.visit).runs(&self.plan, claim.at);
        if runs.is_empty() {
            return Beside::NoRoom;
        }
        let mut matching = self.matching.clone();
        let group = matching.group(&runs);
        if matching.at_most(group) == 0 {
            return Beside::NoRoom;
        }
        let mut choices = matching.groups[group].choices.clone().zip(&runs);
        let Some((_, run)) = choices.find(|(choice, _)| matching.fits(*choice) > 0) else { return Beside::Undecided };
        let session = self.plan.sessions()[run.session].number;
        let seats = take(&mut self.free_seats(run), None);
        Beside::Place(Place {
            day: self.plan.day(),
            session,
            slot: u16::try_from(run.first).unwrap_or(u16::MAX),
            seats,
        })
    }

    /// Takes in a booking that has just been given the seats it holds. False: it does not simply sit down beside the
    /// others; the day has to be decided anew, and this is not to be used any more.
    pub fn seat(&mut self, claim: Claim) -> bool {
        let Some(place) = claim.held.clone().filter(|place| claim.standing && place.day == self.plan.day()) else {
            return false;
        };
        let Err(at) = self.claims.binary_search_by_key(&claim.made, |other| other.made) else { return false };
        let runs = Need::new(&self.plan, &claim.visit).runs(&self.plan, claim.at);
        let sits = |run: &&Run| {
            let session = self.plan.sessions()[run.session].number;
            let (slot, length) = (usize::from(place.slot), place.seats.len());
            (session, run.first, run.end) == (place.session, slot, slot + length)
        };
        let Some(run) = runs.iter().find(sits).filter(|_| self.settled) else { return false };
        if !self.free_seats(run).iter().zip(&place.seats).all(|(free, seat)| free.contains(seat)) {
            return false;
        }
        let group = self.matching.group(&runs);
        if !self.matching.add(group, Some(run.session)) {
            return false;
        }
        self.claims.insert(at, claim);
        self.places.insert(at, Some(place));
        true
    }

    /// Seats of a run's slots that nobody has.
    fn free_seats(&self, run: &Run) -> Vec<BTreeSet<u16>> {
        let mut slots = self.seats[run.session][run.first..run.end].to_vec();
        let session = self.plan.sessions()[run.session].number;
        for place in self.places.iter().flatten().filter(|place| place.session == session) {
            for (slot, seat) in place.tokens() {
                let free = usize::from(slot).checked_sub(run.first).and_then(|slot| slots.get_mut(slot));
                free.map(|free| free.remove(&seat));
            }
        }
        slots
    }
}
