//! Leg cards, in the door's types.

use super::log::kind;
use super::log_note::{maybe, texts, written};
use super::read::{date, items, request, small};
use super::{DONE, read};
use crate::refuse::{accepted, field_faults};
use crate::refuse_log::of_doubt;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    CardBox, CardDifference, CardDifferenceKind, CardMark, CardPile, CardReading, CardRecognised, CardRow, CardSpoil,
    CardTypeIn, CardsPrint, CardsPrinted, CardsState, CaseWritten, Failure, Nothing,
};
use domain::assist::card::{Tick, TickBox};
use domain::assist::number::CardNumber;
use domain::assist::pile::NotTyped;
use domain::assist::recognise::{Difference, Recognised};
use domain::time::BeijingDay;

pub(crate) fn cards_print(visit: Visit<'_>, input: CardsPrint) -> Result<CardsPrinted, Failure> {
    let desk = visit.desk()?;
    let printed = desk.print_cards(request(&input.request)?, u32::from(input.count), input.again)?;
    Ok(CardsPrinted {
        new: numbers(&printed.new),
        again: numbers(&printed.again),
        left: printed.left,
        contact: desk.contact()?.wire(),
    })
}

pub(crate) fn cards_state(visit: Visit<'_>, _: Nothing) -> Result<CardsState, Failure> {
    let found = visit.desk()?.cards_state()?;
    Ok(CardsState {
        left: found.left,
        piles: found.piles.iter().map(pile).collect(),
        contested: small(found.contested),
        boxes: found.boxes.iter().map(tick_box).collect(),
    })
}

pub(crate) fn card_spoil(visit: Visit<'_>, input: CardSpoil) -> Result<Nothing, Failure> {
    visit.desk()?.spoil_card(&input.number)?;
    Ok(DONE)
}

pub(crate) fn card_read(visit: Visit<'_>, input: CardRow) -> Result<CardReading, Failure> {
    let found = visit.desk()?.read_card(&row(input)?)?;
    let (recognised, cases) = match found.recognised {
        None => (None, Vec::new()),
        Some(Recognised::New) => (Some(CardRecognised::New), Vec::new()),
        Some(Recognised::NotPrinted) => (Some(CardRecognised::NotPrinted), Vec::new()),
        Some(Recognised::Spoilt) => (Some(CardRecognised::Spoilt), Vec::new()),
        Some(Recognised::Edit(case)) => (Some(CardRecognised::Known), vec![case]),
        Some(Recognised::Several(cases)) => (Some(CardRecognised::Several), cases),
    };
    Ok(CardReading {
        faults: field_faults(&found.faults),
        recognised,
        cases: cases.wire(),
        doubts: found.doubts.iter().map(|(leg, doubt)| of_doubt(*leg, *doubt)).collect(),
        differences: found.differences.into_iter().map(difference).collect(),
        legs: found.legs.into_iter().map(kind).collect(),
        trips: found.trips,
        is_complete: found.is_complete,
    })
}

pub(crate) fn card_type_in(visit: Visit<'_>, input: CardTypeIn) -> Result<CaseWritten, Failure> {
    let known = maybe("case", input.case.as_deref())?;
    let done = visit.desk()?.type_in_card(
        read::request(&input.request)?,
        row(input.row)?,
        known,
        &accepted(&input.confirmed),
    )?;
    Ok(written(done))
}

fn row(row: CardRow) -> Result<hall::CardRow, Failure> {
    Ok(hall::CardRow {
        day: BeijingDay::from(date("date", &row.date)?),
        number: row.number,
        start: row.start,
        end: row.end,
        past_midnight: row.past_midnight,
        ticks: row.ticks,
        times: row.times.into_iter().map(|times| [times.from, times.to]).collect(),
        party: row.party,
        taken: row.taken,
        helper: maybe("helper", row.helper.as_deref())?,
        items: items(&row.items),
        booking: maybe("booking", row.booking.as_deref())?,
        texts: texts(row.texts),
    })
}

fn numbers(numbers: &[CardNumber]) -> Vec<String> {
    numbers.iter().map(ToString::to_string).collect()
}

fn pile(found: &NotTyped) -> CardPile {
    let run = found.pile.run;
    CardPile {
        date: found.pile.day.wire(),
        first: run.numbers().next().map(|number| number.to_string()).unwrap_or_default(),
        count: run.count,
        passed: numbers(&found.passed),
        in_pile: numbers(&found.in_pile),
    }
}

fn tick_box(one: &TickBox) -> CardBox {
    let (leg, mark, trips) = match one.tick {
        Tick::Leg(of, trips) => (Some(kind(of)), None, trips),
        Tick::ByAuthority => (None, Some(CardMark::ByAuthority), 0),
        Tick::AttorneySeen => (None, Some(CardMark::AttorneySeen), 0),
        Tick::Disinfected => (None, Some(CardMark::Disinfected), 0),
        Tick::AllBack => (None, Some(CardMark::AllBack), 0),
    };
    CardBox { key: one.key.to_string(), leg, mark, trips }
}

fn difference(difference: Difference) -> CardDifference {
    let plain = |kind| CardDifference { kind, leg: None };
    match difference {
        Difference::Time => plain(CardDifferenceKind::Time),
        Difference::Handling => plain(CardDifferenceKind::Handling),
        Difference::Leg(place) => CardDifference { kind: CardDifferenceKind::Leg, leg: Some(small(place)) },
        Difference::Party => plain(CardDifferenceKind::Party),
        Difference::Taken => plain(CardDifferenceKind::Taken),
        Difference::AllBack => plain(CardDifferenceKind::AllBack),
        Difference::Attorney => plain(CardDifferenceKind::Attorney),
        Difference::Disinfected => plain(CardDifferenceKind::Disinfected),
    }
}
