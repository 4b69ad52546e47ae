//! A row of a batch of cards as it is typed; a time not written stays unknown (PRODUCT rule 32).

use super::card::{Card, CardLeg, Tick, TickBox};
use super::clock::{TimeFault, read_card_time};
use super::leg::LegKind;
use super::moment::Stretch;
use super::number::{CardNumber, NumberFault};
use super::step::Handling;
use crate::booking::PARTY_MAX;
use crate::text::clean_code;
use crate::time::{BeijingDay, MinuteOfDay};

/// Most documents of a card.
pub const DOCUMENTS_MAX: u16 = 99;
/// Most legs of a card.
pub const LEGS_MAX: usize = 40;

/// A row as it is typed.
#[derive(Debug, Clone, Copy)]
pub struct TypedCard<'a> {
    /// The day of the batch.
    pub day: BeijingDay,
    /// The card's number.
    pub number: &'a str,
    /// When it began.
    pub start: &'a str,
    /// When it ended.
    pub end: &'a str,
    /// It ended after midnight: somebody was asked and said so.
    pub past_midnight: bool,
    /// Boxes in the order of the card.
    pub ticks: &'a str,
    /// Beginning and end of legs, where somebody wrote them; the first is of the first leg ticked.
    pub times: &'a [[&'a str; 2]],
    /// How many people it is for; empty: one.
    pub party: &'a str,
    /// How many documents were taken; empty: none.
    pub taken: &'a str,
}

/// Where something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CardField {
    /// The number.
    Number,
    /// The beginning.
    Start,
    /// The end.
    End,
    /// The ticks.
    Ticks,
    /// The beginning of a leg, by its place.
    LegStart(usize),
    /// The end of a leg.
    LegEnd(usize),
    /// The party.
    Party,
    /// The documents.
    Taken,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardProblem {
    /// No card number.
    Number(NumberFault),
    /// No time.
    Time(TimeFault),
    /// No box has this key.
    NoSuchBox(char),
    /// More than [`LEGS_MAX`] legs.
    TooManyLegs,
    /// Times for more legs than are ticked.
    NoSuchLeg,
    /// No number, or too great a one.
    Count,
}

/// One thing that is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardFault {
    /// Where.
    pub field: CardField,
    /// What.
    pub problem: CardProblem,
}

/// Reads a row.
///
/// # Errors
/// Everything that is wrong with it, field by field in the order of the row.
pub fn read_card(typed: &TypedCard<'_>, boxes: &[TickBox]) -> Result<Card, Vec<CardFault>> {
    let mut reading = Reading { faults: Vec::new() };
    let number = typed.number.parse::<CardNumber>();
    let number = reading.take(CardField::Number, number.map_err(CardProblem::Number));
    let from = reading.time(CardField::Start, typed.start);
    let to = reading.time(CardField::End, typed.end);
    let ticks = reading.ticks(typed.ticks, boxes);
    let legs = reading.legs(typed, &ticks);
    let party = reading.count(CardField::Party, typed.party, 1, 1..=PARTY_MAX);
    let taken = reading.count(CardField::Taken, typed.taken, 0, 0..=DOCUMENTS_MAX);
    let ticked = |tick: Tick| ticks.contains(&tick);
    match (number, party, taken) {
        (Some(number), Some(party), Some(taken)) if reading.faults.is_empty() => Ok(Card {
            number,
            time: Stretch { day: typed.day, from, to, past_midnight: typed.past_midnight },
            handling: if ticked(Tick::ByAuthority) { Handling::ByAuthority } else { Handling::Helping },
            legs,
            party,
            taken,
            all_back: ticked(Tick::AllBack),
            attorney: ticked(Tick::AttorneySeen),
            disinfected: ticked(Tick::Disinfected),
        }),
        _ => Err(reading.faults),
    }
}

/// Kinds of the legs that are ticked, in their order, whatever is wrong with the rest of the row.
pub fn ticked_legs(ticks: &str, boxes: &[TickBox]) -> Vec<LegKind> {
    let ticks = Reading { faults: Vec::new() }.ticks(ticks, boxes);
    ticks.into_iter().filter_map(|tick| if let Tick::Leg(kind, _) = tick { Some(kind) } else { None }).collect()
}

struct Reading {
    faults: Vec<CardFault>,
}

impl Reading {
    fn fault(&mut self, field: CardField, problem: CardProblem) {
        self.faults.push(CardFault { field, problem });
    }

    fn take<T>(&mut self, field: CardField, read: Result<T, CardProblem>) -> Option<T> {
        read.map_err(|problem| self.fault(field, problem)).ok()
    }

    fn time(&mut self, field: CardField, typed: &str) -> Option<MinuteOfDay> {
        self.take(field, read_card_time(typed).map_err(CardProblem::Time)).flatten()
    }

    fn ticks(&mut self, typed: &str, boxes: &[TickBox]) -> Vec<Tick> {
        let mut found = Vec::new();
        for key in clean_code(typed).chars() {
            let tick = boxes.iter().find(|one| one.key == key).map(|one| one.tick);
            found.extend(self.take(CardField::Ticks, tick.ok_or(CardProblem::NoSuchBox(key))));
        }
        found
    }

    fn legs(&mut self, typed: &TypedCard<'_>, ticks: &[Tick]) -> Vec<CardLeg> {
        let kinds = ticks
            .iter()
            .filter_map(|tick| if let Tick::Leg(kind, trips) = tick { Some((*kind, *trips)) } else { None });
        let unknown = Stretch::unknown(typed.day);
        let mut legs: Vec<CardLeg> = kinds.map(|(kind, trips)| CardLeg { kind, trips, time: unknown }).collect();
        if legs.len() > LEGS_MAX {
            self.fault(CardField::Ticks, CardProblem::TooManyLegs);
        }
        for (place, [start, end]) in typed.times.iter().enumerate() {
            let from = self.time(CardField::LegStart(place), start);
            let to = self.time(CardField::LegEnd(place), end);
            match legs.get_mut(place) {
                Some(leg) => leg.time = Stretch { from, to, ..unknown },
                None if from.or(to).is_some() => {
                    self.fault(CardField::LegStart(place), CardProblem::NoSuchLeg);
                }
                None => {}
            }
        }
        legs
    }

    fn count(
        &mut self,
        field: CardField,
        typed: &str,
        empty: u16,
        range: std::ops::RangeInclusive<u16>,
    ) -> Option<u16> {
        let text = clean_code(typed);
        let read = if text.is_empty() { Ok(empty) } else { text.parse() };
        let count = read.ok().filter(|count| range.contains(count) && !text.starts_with('+'));
        self.take(field, count.ok_or(CardProblem::Count))
    }
}

#[cfg(test)]
#[path = "typed_tests.rs"]
mod tests;
