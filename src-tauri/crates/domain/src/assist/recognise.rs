//! A card that was typed in already is recognised by its number and offered as an edit; typed a second time without a
//! difference there is nothing to do.

use super::blocks::Blocks;
use super::card::{Card, CardLeg};
use super::case::CaseState;
use super::leg::Leg;
use super::moment::Stretch;
use super::number::CardNumber;
use crate::record::RecordId;
use std::collections::{BTreeMap, BTreeSet};

/// What a card's number says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// It was printed here and not typed in yet.
    New,
    /// As far as is known here it was never printed: another hall's card, or one of a PC not heard of for long. It is asked
    /// about.
    NotPrinted,
    /// Somebody has called it spoilt. It is asked about.
    Spoilt,
    /// It is the card of this case.
    Edit(RecordId),
    /// Two PCs typed it in apart: a person chooses.
    Several(Vec<RecordId>),
}

/// Cases by their card; those that were voided have none.
pub fn by_card(cases: &[CaseState]) -> BTreeMap<CardNumber, Vec<RecordId>> {
    let mut found: BTreeMap<CardNumber, Vec<RecordId>> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.is_live()) {
        if let Some(card) = case.card {
            found.entry(card).or_default().push(case.id);
        }
    }
    found
}

/// What a number says. A case that has it counts more than whether it was printed.
pub fn recognise(
    number: CardNumber,
    cases: &BTreeMap<CardNumber, Vec<RecordId>>,
    blocks: &Blocks,
    spoilt: &BTreeSet<CardNumber>,
) -> Recognised {
    match cases.get(&number).map(Vec::as_slice) {
        Some([one]) => Recognised::Edit(*one),
        Some(several) if !several.is_empty() => Recognised::Several(several.to_vec()),
        _ if spoilt.contains(&number) => Recognised::Spoilt,
        _ if blocks.is_printed(number) => Recognised::New,
        _ => Recognised::NotPrinted,
    }
}

/// The card that would say what a case says. `None` if it has no number, or more documents than a card.
pub fn card_of(case: &CaseState) -> Option<Card> {
    let until = case.until.or(case.closing.map(|closing| closing.at));
    let past_midnight = until.is_some_and(|until| until.day > case.began.day);
    let leg = |leg: &Leg| {
        let entry = leg.entry();
        CardLeg { kind: entry.kind, trips: leg.trips(), time: entry.time }
    };
    Some(Card {
        number: case.card?,
        time: Stretch { day: case.began.day, from: case.began.at, to: until.and_then(|until| until.at), past_midnight },
        handling: case.handling,
        legs: case.live_legs().map(leg).collect(),
        party: case.party,
        taken: u16::try_from(case.documents.len()).ok()?,
        all_back: !case.documents.is_empty() && case.held().next().is_none(),
        attorney: case.attorney.is_some(),
        disinfected: case.disinfected,
    })
}

impl Card {
    /// What a card means that is typed again: a leg of which it writes no time keeps the one it has, and the trips that were
    /// put right. Neither is taken back by a card that is silent about it.
    #[must_use]
    pub fn over(mut self, known: &Card) -> Card {
        for (leg, before) in self.legs.iter_mut().zip(&known.legs).filter(|(leg, before)| leg.kind == before.kind) {
            leg.trips = before.trips;
            if leg.time.from.is_none() && leg.time.to.is_none() {
                leg.time = before.time;
            }
        }
        self
    }
}

/// What a card says otherwise than the case has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Beginning or end, or the day.
    Time,
    /// 帮办 or 代办.
    Handling,
    /// The leg at this place: another one, another time, one more or one fewer.
    Leg(usize),
    /// The party.
    Party,
    /// How many documents were taken.
    Taken,
    /// Whether they were given back.
    AllBack,
    /// Whether the power of attorney was seen.
    Attorney,
    /// Whether the papers were disinfected.
    Disinfected,
}

/// What a card that is typed again says otherwise; nothing if it says the same.
pub fn differences(known: &Card, typed: &Card) -> Vec<Difference> {
    let back = |card: &Card| card.taken > 0 && card.all_back;
    let places = 0..known.legs.len().max(typed.legs.len());
    let legs = places.filter(|place| known.legs.get(*place) != typed.legs.get(*place)).map(Difference::Leg);
    let one = |differs: bool, what| differs.then_some(what);
    let before =
        [one(known.time != typed.time, Difference::Time), one(known.handling != typed.handling, Difference::Handling)];
    let behind = [
        one(known.party != typed.party, Difference::Party),
        one(known.taken != typed.taken, Difference::Taken),
        one(back(known) != back(typed), Difference::AllBack),
        one(known.attorney != typed.attorney, Difference::Attorney),
        one(known.disinfected != typed.disinfected, Difference::Disinfected),
    ];
    before.into_iter().flatten().chain(legs).chain(behind.into_iter().flatten()).collect()
}

#[cfg(test)]
#[path = "recognise_tests.rs"]
mod tests;
