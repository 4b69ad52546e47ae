//! Leg cards: printed in piles under numbers that this PC owns, printed again, called spoilt, and looked for while they have not
//! been typed in (PRODUCT rule 32).

use super::checked::Faults;
use super::words::LogWords;
use crate::ground::{Author, Desk, LogFault, LogRefusal, Look, Refusal, Right, Writing, record, wall_to_beijing};
use domain::assist::blocks::{Blocks, Device, Run, TooFewNumbers};
use domain::assist::card::{Tick, TickBox, usual_boxes};
use domain::assist::number::CardNumber;
use domain::assist::pile::{NotTyped, Pile, may_print_again, not_typed};
use domain::event::{BlocksTakenOver, CardSpoilt, CardsPrinted, Fact};
use domain::record::RecordId;
use domain::time::BeijingDay;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use store::{StoreError, WriteTx};

/// Cards that are printed at once.
const PILE: RangeInclusive<u32> = 1..=400;

/// Cards to be put on paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintedCards {
    /// With numbers that were not used before.
    pub new: Vec<CardNumber>,
    /// Printed again.
    pub again: Vec<CardNumber>,
    /// Numbers that this PC can still print.
    pub left: u32,
}

/// How printed cards stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardsState {
    /// Numbers that this PC can still print.
    pub left: u32,
    /// Piles of which cards have not been typed in, the oldest first.
    pub piles: Vec<NotTyped>,
    /// Numbers of which two PCs may have printed a card: nothing is printed from them any more.
    pub contested: usize,
    /// The boxes of a card, in their order.
    pub boxes: Vec<TickBox>,
}

/// What is known of card numbers.
pub(crate) struct Known {
    pub(crate) blocks: Blocks,
    pub(crate) spoilt: BTreeSet<CardNumber>,
    typed: BTreeSet<CardNumber>,
}

impl Known {
    pub(crate) fn read(look: &impl Look) -> Result<Self, StoreError> {
        let views = look.views();
        Ok(Self {
            blocks: views.card_blocks()?,
            spoilt: views.cards_spoilt()?,
            typed: views.cards_typed()?.into_iter().collect(),
        })
    }

    fn settled(&self) -> BTreeSet<CardNumber> {
        self.spoilt.union(&self.typed).copied().collect()
    }
}

impl Desk {
    /// Gives out numbers for new cards, and cards to be printed again under theirs. On record before it is on paper.
    ///
    /// # Errors
    /// [`LogRefusal::TooFewCards`] where this PC has not so many numbers left; [`LogFault::CardSettled`] for a card that was typed
    /// in, called spoilt, or is not known here.
    pub fn print_cards(&self, request: String, count: u32, again: Vec<String>) -> Result<PrintedCards, Refusal> {
        self.require(Right::RunCase)?;
        self.write(move |w| -> Result<PrintedCards, Refusal> {
            if let Some(event) = w.request(&request)? {
                return Ok(printed_before(w, store::record_id(event))?);
            }
            let known = Known::read(w)?;
            let mut faults = Faults::default();
            let only_again = count == 0 && !again.is_empty();
            if !only_again && !PILE.contains(&count) {
                faults.add("count", LogFault::Cards { max: *PILE.end() });
            }
            let settled = known.settled();
            let mut numbers = Vec::new();
            for (row, typed) in again.iter().enumerate() {
                match typed.parse::<CardNumber>() {
                    Ok(number) if may_print_again(number, &known.blocks, &settled) => numbers.push(number),
                    Ok(_) => faults.add(format!("again.{row}"), LogFault::CardSettled),
                    Err(fault) => faults.add(format!("again.{row}"), LogFault::Number(fault)),
                }
            }
            faults.refuse()?;
            let device = Look::device(w);
            let runs = known
                .blocks
                .next(device, count)
                .map_err(|TooFewNumbers { left }| Refusal::Log(LogRefusal::TooFewCards { left }))?;
            // A pile that goes over the end of a block is two facts.
            let mut facts: Vec<CardsPrinted> =
                runs.into_iter().map(|run| CardsPrinted { new: Some(run), again: Vec::new() }).collect();
            match facts.first_mut() {
                Some(first) => first.again = numbers,
                None => facts.push(CardsPrinted { new: None, again: numbers }),
            }
            let mut first = None;
            for fact in facts {
                let event = w.record(&Fact::CardsPrinted(fact), None, None)?;
                first = first.or(Some(event));
            }
            let first = first.ok_or(Refusal::Log(LogRefusal::TooFewCards { left: 0 }))?;
            w.note_request(&request, store::event_id(first))?;
            let last = store::record_id(w.next_id()).seq;
            w.local_put(&pile_of(first), &last.to_le_bytes())?;
            Ok(printed_before(w, first)?)
        })
    }

    /// How printed cards stand: what this PC can still print, and what was never typed in.
    ///
    /// # Errors
    /// What the store says.
    pub fn cards_state(&self) -> Result<CardsState, Refusal> {
        self.require(Right::SeeLog)?;
        self.read(|look| -> Result<CardsState, Refusal> {
            let known = Known::read(look)?;
            let piles = look.views().piles()?;
            let pile = |row: &store::PileRow| {
                let run = row.body.new?;
                Some(Pile { day: BeijingDay::from(wall_to_beijing(row.wall).date()), run })
            };
            let piles: Vec<Pile> = piles.iter().filter_map(pile).collect();
            Ok(CardsState {
                left: known.blocks.left(Look::device(look)),
                piles: not_typed(&piles, &known.settled()),
                contested: known.blocks.contested().len(),
                boxes: boxes(&LogWords::read(look)?),
            })
        })
    }

    /// Says that a card is spoilt: nobody looks for it any more.
    ///
    /// # Errors
    /// [`LogFault::CardSettled`] for one that was typed in, or that is not known to be printed here.
    pub fn spoil_card(&self, number: &str) -> Result<(), Refusal> {
        self.require(Right::RunCase)?;
        let read = number.parse::<CardNumber>();
        self.write(move |w| -> Result<(), Refusal> {
            let known = Known::read(w)?;
            let mut faults = Faults::default();
            match read {
                Ok(number) if known.spoilt.contains(&number) => return Ok(()),
                Ok(number) if may_print_again(number, &known.blocks, &known.settled()) => {
                    w.record(&Fact::CardSpoilt(CardSpoilt { number }), None, None)?;
                    return Ok(());
                }
                Ok(_) => faults.add("number", LogFault::CardSettled),
                Err(fault) => faults.add("number", LogFault::Number(fault)),
            }
            faults.refuse()
        })
    }
}

/// Where this PC keeps with which of its events a pile ends: asked for again, it is the same pile.
fn pile_of(first: RecordId) -> String {
    format!("cards.{first}")
}

/// What the pile that begins with an event is.
fn printed_before(w: &Writing<'_, '_>, first: RecordId) -> Result<PrintedCards, StoreError> {
    let end =
        w.local_get(&pile_of(first))?.and_then(|bytes| bytes.try_into().ok()).map_or(first.seq + 1, u64::from_le_bytes);
    let is_of = |id: RecordId| id.device == first.device && (first.seq..end).contains(&id.seq);
    let mut printed = PrintedCards::default();
    for pile in w.views().piles()?.into_iter().filter(|pile| is_of(pile.order.id)) {
        printed.new.extend(pile.body.new.into_iter().flat_map(Run::numbers));
        printed.again.extend(pile.body.again);
    }
    printed.left = w.views().card_blocks()?.left(Look::device(w));
    Ok(printed)
}

/// A name of this installation that was left prints no more: its successor takes over what it cannot have begun.
pub(crate) fn take_over(tx: &mut WriteTx<'_>, author: Author, from: Device) -> Result<(), StoreError> {
    let blocks: Vec<_> = tx.views().card_blocks()?.inheritance(from).into_iter().collect();
    if blocks.is_empty() {
        return Ok(());
    }
    record(tx, author, &Fact::BlocksTakenOver(BlocksTakenOver { from, blocks }), None, None)?;
    Ok(())
}

/// The boxes of this hall's cards: those of every hall with the trips that are set, and a further digit for each own kind.
pub(crate) fn boxes(words: &LogWords) -> Vec<TickBox> {
    let mut boxes = usual_boxes();
    for one in &mut boxes {
        if let Tick::Leg(kind, trips) = &mut one.tick {
            *trips = words.trips_of(*kind);
        }
    }
    let own = words.own.iter().map(|own| Tick::Leg(own.kind, words.trips_of(own.kind)));
    boxes.extend(['7', '8', '9', '0'].into_iter().zip(own).map(|(key, tick)| TickBox { key, tick }));
    boxes
}
