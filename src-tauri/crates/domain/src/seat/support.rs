//! Which bookings of a day are supported, and by which seats.

use super::matching::Matching;
use super::plan::DayPlan;
use super::session::Place;
use super::tokens::Tokens;
use super::visit::{Need, Run, Visit};
use crate::record::Order;
use crate::time::MinuteOfDay;
use std::collections::BTreeSet;

/// A booking's claim to seats: all that is asked about it here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// When it was made, in the one order; also what names it.
    pub made: Order,
    /// The start it was promised.
    pub at: MinuteOfDay,
    /// What it needs.
    pub visit: Visit,
    /// It was supported before the change at hand, and goes before those that were not.
    pub standing: bool,
    /// Where it sat before. It stays there if it can; no claim costs another its support by this.
    pub held: Option<Place>,
}

/// Seats of one slot, or of a whole day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SlotCount {
    /// Tokens there are.
    pub seats: u32,
    /// Tokens that support a booking.
    pub taken: u32,
}

impl SlotCount {
    /// Tokens left.
    pub fn free(self) -> u32 {
        self.seats.saturating_sub(self.taken)
    }
}

/// A further booking has room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// Its seats.
    pub place: Place,
    /// Bookings that have other seats for it, at the same time, in the order they were made.
    pub moved: Vec<(Order, Place)>,
}

/// What a day's tokens support.
#[derive(Debug, Clone)]
pub struct Support {
    pub(super) plan: DayPlan,
    pub(super) tokens: Tokens,
    pub(super) claims: Vec<Claim>,
    pub(super) matching: Matching,
    pub(super) places: Vec<Option<Place>>,
    pub(super) seats: Vec<Vec<BTreeSet<u16>>>,
    /// Everybody who is supported stood before and sits where they sat.
    pub(super) settled: bool,
}

/// Decides who is supported: claims that stand first, then the others, both in the order they were made; a claim is
/// supported if it can be together with all before it. The order of the slice does not matter, and of two claims with one
/// name the first counts.
pub fn support(plan: &DayPlan, tokens: &Tokens, claims: &[Claim]) -> Support {
    let mut claims = claims.to_vec();
    claims.sort_by_key(|claim| claim.made);
    claims.dedup_by_key(|claim| claim.made);
    let seats = tokens.seats(plan);
    let mut matching = Matching::new(plan, &count(&seats));
    let runs: Vec<Vec<Run>> = claims.iter().map(|claim| Need::new(plan, &claim.visit).runs(plan, claim.at)).collect();
    let mut groups = vec![None; claims.len()];
    for standing in [true, false] {
        for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| claim.standing == standing) {
            groups[at] = added(&mut matching, &runs[at], preferred(plan, claim, &runs[at]));
        }
    }
    let runs = settle(&matching, plan, &claims, &runs, &groups);
    let places = deal(plan, &seats, &claims, &runs);
    let sits = |(claim, place): (&Claim, &Option<Place>)| match place {
        Some(place) => claim.standing && claim.held.as_ref() == Some(place),
        None => !claim.standing,
    };
    let settled = claims.iter().zip(&places).all(sits);
    Support { plan: plan.clone(), tokens: tokens.clone(), claims, matching, places, seats, settled }
}

fn count(seats: &[Vec<BTreeSet<u16>>]) -> Vec<Vec<i32>> {
    let count = |seats: &BTreeSet<u16>| i32::try_from(seats.len()).unwrap_or(i32::MAX);
    seats.iter().map(|slots| slots.iter().map(count).collect()).collect()
}

fn added(matching: &mut Matching, runs: &[Run], preferred: Option<usize>) -> Option<usize> {
    if runs.is_empty() {
        return None;
    }
    let group = matching.group(runs);
    matching.add(group, preferred).then_some(group)
}

/// The session a claim sits in, if its seats there are the ones it would take now.
fn preferred(plan: &DayPlan, claim: &Claim, runs: &[Run]) -> Option<usize> {
    let held = claim.held.as_ref().filter(|held| held.day == plan.day())?;
    let session = plan.index(held.session)?;
    runs.iter().any(|run| run.session == session && run.first == usize::from(held.slot)).then_some(session)
}

/// Who of a group is in which session: those that can stay do, the others fill up in their order.
fn settle(
    matching: &Matching,
    plan: &DayPlan,
    claims: &[Claim],
    runs: &[Vec<Run>],
    groups: &[Option<usize>],
) -> Vec<Option<Run>> {
    let mut open = matching.counts.taken.clone();
    let mut settled: Vec<Option<Run>> = vec![None; claims.len()];
    for staying in [true, false] {
        for (at, claim) in claims.iter().enumerate() {
            let (Some(group), None) = (groups[at], settled[at]) else { continue };
            let own = preferred(plan, claim, &runs[at]);
            let choices = matching.groups[group].choices.clone().zip(&runs[at]);
            let mut open_to_it =
                choices.filter(|(choice, run)| open[*choice] > 0 && (!staying || own == Some(run.session)));
            if let Some((choice, run)) = open_to_it.next() {
                settled[at] = Some(*run);
                open[choice] -= 1;
            }
        }
    }
    settled
}

/// Deals out seat numbers: whoever can keep its seats does; the others get one seat all along where that is possible, their
/// own before the lowest, else the lowest of each slot.
fn deal(plan: &DayPlan, seats: &[Vec<BTreeSet<u16>>], claims: &[Claim], runs: &[Option<Run>]) -> Vec<Option<Place>> {
    let mut pool = seats.to_vec();
    let mut places: Vec<Option<Place>> = vec![None; claims.len()];
    for ((place, claim), run) in places.iter_mut().zip(claims).zip(runs) {
        let (Some(held), Some(run)) = (&claim.held, run) else { continue };
        let slots = &mut pool[run.session][run.first..run.end];
        let same = held.day == plan.day()
            && held.session == plan.sessions()[run.session].number
            && usize::from(held.slot) == run.first
            && held.seats.len() == slots.len();
        if same && slots.iter().zip(&held.seats).all(|(free, seat)| free.contains(seat)) {
            for (free, seat) in slots.iter_mut().zip(&held.seats) {
                free.remove(seat);
            }
            *place = Some(held.clone());
        }
    }
    for ((place, claim), run) in places.iter_mut().zip(claims).zip(runs).filter(|((place, _), _)| place.is_none()) {
        let Some(run) = run else { continue };
        let slots = &mut pool[run.session][run.first..run.end];
        let number = plan.sessions()[run.session].number;
        let held = claim.held.as_ref().filter(|held| held.day == plan.day() && held.session == number);
        let seats = take(slots, held.and_then(|held| held.seats.first().copied()));
        let slot = u16::try_from(run.first).unwrap_or(u16::MAX);
        *place = Some(Place { day: plan.day(), session: plan.sessions()[run.session].number, slot, seats });
    }
    places
}

/// Takes a seat in each slot: one seat all along where that is possible, `own` before the lowest.
pub(super) fn take(slots: &mut [BTreeSet<u16>], own: Option<u16>) -> Vec<u16> {
    let lowest = slots.first().into_iter().flatten().copied();
    let all_along = own.into_iter().chain(lowest).find(|seat| slots.iter().all(|free| free.contains(seat)));
    let take = |free: &mut BTreeSet<u16>| {
        let seat = all_along.or_else(|| free.first().copied())?;
        free.take(&seat)
    };
    slots.iter_mut().filter_map(take).collect()
}

impl Support {
    /// Seats of a booking. None: it is not supported, or not of this day.
    pub fn place(&self, made: Order) -> Option<&Place> {
        let at = self.claims.binary_search_by_key(&made, |claim| claim.made).ok()?;
        self.places[at].as_ref()
    }

    /// All bookings in the order they were made, with their seats.
    pub fn places(&self) -> impl Iterator<Item = (Order, Option<&Place>)> + '_ {
        self.claims.iter().zip(&self.places).map(|(claim, place)| (claim.made, place.as_ref()))
    }

    /// Bookings that are not supported, in the order they were made: the list to call.
    #[cfg(test)]
    pub(crate) fn unsupported(&self) -> Vec<Order> {
        self.places().filter(|(_, place)| place.is_none()).map(|(made, _)| made).collect()
    }

    /// Whether one more visit can be supported at a start.
    #[cfg(test)]
    pub(crate) fn can_add(&self, visit: &Visit, at: MinuteOfDay) -> bool {
        let runs = Need::new(&self.plan, visit).runs(&self.plan, at);
        added(&mut self.matching.clone(), &runs, None).is_some()
    }

    /// Room for one more booking, with everybody's seats decided anew.
    pub(super) fn adding_anew(&self, claim: &Claim) -> Option<Addition> {
        let mut claims = self.carried();
        claims.push(Claim { standing: false, ..claim.clone() });
        // Those waiting for seats could not be supported, and cannot be beside one more.
        claims.retain(|other| other.standing || other.made == claim.made);
        let next = support(&self.plan, &self.tokens, &claims);
        let place = next.place(claim.made)?.clone();
        let moved = next.places().filter_map(|(made, place)| {
            let place = place.filter(|place| made != claim.made && self.place(made) != Some(place))?;
            Some((made, place.clone()))
        });
        Some(Addition { place, moved: moved.collect() })
    }

    /// The day without a booking that is about to move: its seats are its own to take again, and nobody who waits has
    /// them before it has chosen.
    pub fn leaving(&self, made: Order) -> Support {
        let mut claims = self.carried();
        claims.retain(|claim| claim.standing && claim.made != made);
        support(&self.plan, &self.tokens, &claims)
    }

    /// The claims as they stand now: what the next change starts from. Whoever is supported stands and holds its seats.
    pub fn carried(&self) -> Vec<Claim> {
        let carry = |(claim, place): (&Claim, &Option<Place>)| {
            let held = place.clone().or_else(|| claim.held.clone());
            Claim { standing: place.is_some(), held, ..claim.clone() }
        };
        self.claims.iter().zip(&self.places).map(carry).collect()
    }

    /// Seats of each slot of a session, by slot; empty when the day has no such session. A day's totals are the sums of
    /// these: [`Support::total`] adds them up.
    pub fn slots(&self, session: u8) -> Vec<SlotCount> {
        let Some(at) = self.plan.index(session) else { return Vec::new() };
        let count =
            |seats: &BTreeSet<u16>| SlotCount { seats: u32::try_from(seats.len()).unwrap_or(u32::MAX), taken: 0 };
        let mut slots: Vec<SlotCount> = self.seats[at].iter().map(count).collect();
        for place in self.places.iter().flatten().filter(|place| place.session == session) {
            for (slot, _) in place.tokens() {
                slots[usize::from(slot)].taken += 1;
            }
        }
        slots
    }

    /// Seats of the day.
    pub fn total(&self) -> SlotCount {
        let slots = self.plan.sessions().iter().flat_map(|session| self.slots(session.number));
        slots.fold(SlotCount::default(), |sum, slot| SlotCount {
            seats: sum.seats + slot.seats,
            taken: sum.taken + slot.taken,
        })
    }
}
