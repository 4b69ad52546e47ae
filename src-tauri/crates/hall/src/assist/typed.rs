//! A card is typed in: read and checked while it is typed, and saved as a whole case. Typed a second time it is compared with the
//! case as it stands; what is different is an edit (PRODUCT rule 32).

use super::act::{CaseWritten, Entered, done_before, enter, find, now, written};
use super::cards::{Known, boxes};
use super::checked::{CaseTexts, Faults};
use super::legs::{others, sessions};
use super::retype::edit_steps;
use super::sealed;
use super::words::LogWords;
use crate::ground::{CardUnsure, Desk, FieldRefusal, LogFault, LogRefusal, Look, Refusal, Right, Warning, Writing};
use domain::assist::card::{Beside, Card};
use domain::assist::deed::Deed;
use domain::assist::doubt::{Around, Doubt, doubts};
use domain::assist::leg::{LegEntry, LegKind};
use domain::assist::moment::Moment;
use domain::assist::number::CardNumber;
use domain::assist::recognise::{Difference, Recognised, card_of, differences, recognise};
use domain::assist::step::{Sealed, Step};
use domain::assist::typed::{CardFault, CardField, CardProblem, LEGS_MAX, TypedCard, read_card, ticked_legs};
use domain::event::{Fact, ItemSnapshot};
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::time::BeijingDay;
use std::collections::BTreeMap;
use store::StoreError;

/// A row of a batch as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRow {
    /// The day of the batch.
    pub day: BeijingDay,
    pub number: String,
    pub start: String,
    pub end: String,
    pub past_midnight: bool,
    pub ticks: String,
    /// Beginning and end of legs, where somebody wrote them.
    pub times: Vec<[String; 2]>,
    pub party: String,
    pub taken: String,
    /// Who helped; `None`: whoever types it in.
    pub helper: Option<RecordId>,
    pub items: Vec<ItemId>,
    pub booking: Option<RecordId>,
    pub texts: CaseTexts,
}

/// What a row says so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardReading {
    /// What is wrong, field by field.
    pub faults: Vec<FieldRefusal>,
    /// What its number is; `None` while it reads as none.
    pub recognised: Option<Recognised>,
    /// What is to be asked about its times: of the card, or of a leg by its place.
    pub doubts: Vec<(Option<usize>, Doubt)>,
    /// What it says otherwise than the case that has its number.
    pub differences: Vec<Difference>,
    /// Kinds of the legs that are ticked, in their order.
    pub legs: Vec<LegKind>,
    /// Trips it comes to.
    pub trips: u32,
    /// Saved like this, the case is done.
    pub is_complete: bool,
}

impl Desk {
    /// Reads a row as far as it is typed; writes nothing.
    ///
    /// # Errors
    /// What the store says.
    pub fn read_card(&self, row: &CardRow) -> Result<CardReading, Refusal> {
        self.require(Right::RunCase)?;
        let helper = row.helper.unwrap_or(self.actor().person);
        self.read(|look| -> Result<CardReading, Refusal> {
            let words = LogWords::read(look)?;
            let recognised = row.number.parse().ok().map(|number| recognised(look, number)).transpose()?;
            let read = card(row, &words);
            let mut reading = CardReading {
                faults: Vec::new(),
                recognised,
                doubts: Vec::new(),
                differences: Vec::new(),
                legs: ticked_legs(&row.ticks, &boxes(&words)),
                trips: 0,
                is_complete: false,
            };
            match read {
                Err(faults) => reading.faults = faults,
                Ok(mut card) => {
                    let doubts = asked(look, &card, helper, case_of(&reading.recognised))?;
                    if let Some(Recognised::Edit(case)) = &reading.recognised
                        && let Some(known) = look.views().case(*case)?.as_ref().and_then(card_of)
                    {
                        card = card.over(&known);
                        reading.differences = differences(&known, &card);
                    }
                    reading.doubts = doubts;
                    reading.trips = card.legs.iter().map(|leg| u32::from(leg.trips)).sum();
                    reading.is_complete = card.is_complete();
                }
            }
            if row.day > now(look).day {
                reading.faults.push(FieldRefusal::Log { field: "date".to_owned(), fault: LogFault::DayAhead });
            }
            Ok(reading)
        })
    }

    /// Saves a row as a case, or as an edit of the case that has its number: `known` is the case that is meant then.
    ///
    /// # Errors
    /// Every fault at its field; [`LogRefusal::Doubts`] and [`LogRefusal::CardUnsure`] unless they were accepted;
    /// [`LogRefusal::CardKnown`] where the number is of a case that was not meant.
    pub fn type_in_card(
        &self,
        request: String,
        row: CardRow,
        known: Option<RecordId>,
        accepted: &[Warning],
    ) -> Result<CaseWritten, Refusal> {
        self.require(Right::RunCase)?;
        let (actor, accepted) = (self.actor().person, accepted.to_vec());
        self.write(move |w| -> Result<CaseWritten, Refusal> {
            if let Some(event) = w.request(&request)? {
                let event = store::record_id(event);
                let case = Look::event(w, event)?.map_or(event, |event| store::record_id(event.entity));
                return done_before(w, &request, case)?.ok_or(Refusal::Log(LogRefusal::CaseNotFound));
            }
            let checked = Checked::of(w, row, actor)?;
            let recognised = recognised(w, checked.card.number)?;
            let of = meant(&recognised, known, &accepted)?;
            if !accepted.contains(&Warning::LogDoubts) {
                let doubts = asked(w, &checked.card, checked.beside.helper, of)?;
                if !doubts.is_empty() {
                    return Err(Refusal::Log(LogRefusal::Doubts(doubts)));
                }
            }
            let (case, event) = match of {
                Some(case) => (case, edit(w, case, &checked, known)?),
                None => open(w, checked).map(|case| (case, Some(case)))?,
            };
            if let Some(event) = event {
                w.note_request(&request, store::event_id(event))?;
            }
            written(w, case, event)
        })
    }
}

/// A row without a fault.
struct Checked {
    card: Card,
    beside: Beside,
    values: Vec<(Sealed, String)>,
}

impl Checked {
    fn of(w: &Writing<'_, '_>, row: CardRow, actor: RecordId) -> Result<Self, Refusal> {
        let words = LogWords::read(w)?;
        let mut faults = Faults::default();
        if row.day > now(w).day {
            faults.add("date", LogFault::DayAhead);
        }
        let read = card(&row, &words);
        let helper = faults.helper(w, row.helper.unwrap_or(actor))?;
        let items: Vec<ItemSnapshot> = faults.items(w.reference, &row.items, &[]);
        let mut values = faults.texts(&row.texts, &words, |_| None);
        values.retain(|(_, value)| !value.is_empty());
        let card = match read {
            Ok(card) => {
                faults.refuse()?;
                card
            }
            Err(more) => {
                faults.extend(more);
                faults.refuse()?;
                return Err(Refusal::Log(LogRefusal::CaseNotFound));
            }
        };
        let sealed = values.iter().map(|(sealed, _)| *sealed).collect();
        Ok(Self { card, beside: Beside { helper, items, sealed, booking: row.booking }, values })
    }
}

fn card(row: &CardRow, words: &LogWords) -> Result<Card, Vec<FieldRefusal>> {
    let times: Vec<[&str; 2]> = row.times.iter().map(|[from, to]| [from.as_str(), to.as_str()]).collect();
    let typed = TypedCard {
        day: row.day,
        number: &row.number,
        start: &row.start,
        end: &row.end,
        past_midnight: row.past_midnight,
        ticks: &row.ticks,
        times: &times,
        party: &row.party,
        taken: &row.taken,
    };
    read_card(&typed, &boxes(words)).map_err(|faults| faults.into_iter().map(fault).collect())
}

fn fault(found: CardFault) -> FieldRefusal {
    let field = match found.field {
        CardField::Number => "number".to_owned(),
        CardField::Start => "start".to_owned(),
        CardField::End => "end".to_owned(),
        CardField::Ticks => "ticks".to_owned(),
        CardField::LegStart(place) => format!("legs.{place}.from"),
        CardField::LegEnd(place) => format!("legs.{place}.to"),
        CardField::Party => "party".to_owned(),
        CardField::Taken => "taken".to_owned(),
    };
    let fault = match found.problem {
        CardProblem::Number(fault) => LogFault::Number(fault),
        CardProblem::Time(fault) => LogFault::Time(fault),
        CardProblem::NoSuchBox(key) => LogFault::Box { key },
        CardProblem::TooManyLegs => LogFault::TooMany { max: LEGS_MAX },
        CardProblem::NoSuchLeg => LogFault::Leg,
        CardProblem::Count => LogFault::Count,
    };
    FieldRefusal::Log { field, fault }
}

fn recognised(look: &impl Look, number: CardNumber) -> Result<Recognised, StoreError> {
    let cases: Vec<RecordId> = look.views().cases_of_card(number)?.iter().map(|case| case.id).collect();
    let known = Known::read(look)?;
    Ok(recognise(number, &BTreeMap::from([(number, cases)]), &known.blocks, &known.spoilt))
}

fn case_of(recognised: &Option<Recognised>) -> Option<RecordId> {
    match recognised {
        Some(Recognised::Edit(case)) => Some(*case),
        _ => None,
    }
}

/// The case that a row is an edit of. `None` if it is a new one.
fn meant(recognised: &Recognised, known: Option<RecordId>, accepted: &[Warning]) -> Result<Option<RecordId>, Refusal> {
    let unless = |warning, unsure| {
        if accepted.contains(&warning) { Ok(None) } else { Err(Refusal::Log(LogRefusal::CardUnsure(unsure))) }
    };
    match recognised {
        Recognised::New => Ok(None),
        Recognised::Spoilt => unless(Warning::CardSpoilt, CardUnsure::Spoilt),
        Recognised::NotPrinted => unless(Warning::CardNotPrinted, CardUnsure::NotPrinted),
        Recognised::Edit(case) => Ok(Some(*case)),
        Recognised::Several(cases) => match known.filter(|known| cases.contains(known)) {
            Some(case) => Ok(Some(case)),
            None => Err(Refusal::Log(LogRefusal::CardKnown { cases: cases.clone() })),
        },
    }
}

/// Whatever is to be asked about the times of a card. `of`: the case it is an edit of, whose own legs are no others.
fn asked(
    look: &impl Look,
    card: &Card,
    helper: RecordId,
    of: Option<RecordId>,
) -> Result<Vec<(Option<usize>, Doubt)>, StoreError> {
    let own: Vec<RecordId> = match of {
        Some(case) => look.views().case(case)?.iter().flat_map(|case| case.legs.iter().map(|leg| leg.id)).collect(),
        None => Vec::new(),
    };
    let hours = sessions(look, card.time.day);
    let now: Moment = now(look);
    let around = Around { now, sessions: hours.as_deref(), others: &[] };
    let mut found: Vec<(Option<usize>, Doubt)> =
        doubts(card.time, &around).into_iter().map(|doubt| (None, doubt)).collect();
    for (place, leg) in card.legs.iter().enumerate() {
        let entry = LegEntry { kind: leg.kind, helper, time: leg.time, trips: leg.trips };
        let mut others = others(look, &entry, None)?;
        others.retain(|(leg, _)| !own.contains(leg));
        let around = Around { others: &others, ..around };
        found.extend(doubts(leg.time, &around).into_iter().map(|doubt| (Some(place), doubt)));
    }
    Ok(found)
}

fn open(w: &mut Writing<'_, '_>, checked: Checked) -> Result<RecordId, Refusal> {
    let mut steps = checked.card.steps(&checked.beside).into_iter();
    let opening = steps.next().ok_or(Refusal::Log(LogRefusal::CaseNotFound))?;
    let Entered { step, values } = Entered::with(opening, checked.values);
    let case = w.record(&Fact::from(step), None, None)?;
    for (field, value) in values {
        sealed::put(w, case, field, &value)?;
    }
    let state = w.views().case(case)?.ok_or(Refusal::Log(LogRefusal::CaseNotFound))?;
    enter(w, &state, steps.map(Entered::from))?;
    Ok(case)
}

fn edit(
    w: &mut Writing<'_, '_>,
    id: RecordId,
    checked: &Checked,
    known: Option<RecordId>,
) -> Result<Option<RecordId>, Refusal> {
    let case = find(w, id, Deed::Edit)?;
    let stands = card_of(&case).ok_or(Refusal::Log(LogRefusal::CaseNotFound))?;
    let card = checked.card.clone().over(&stands);
    let differences = differences(&stands, &card);
    if differences.is_empty() {
        return Ok(None);
    }
    if known != Some(id) {
        return Err(Refusal::Log(LogRefusal::CardKnown { cases: vec![id] }));
    }
    let steps: Vec<Step> = edit_steps(&case, &card, &differences, checked.beside.helper);
    enter(w, &case, steps.into_iter().map(Entered::from))
}
