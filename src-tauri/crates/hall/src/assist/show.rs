//! One case with everything about it. What is sealed is masked; shown to those who run cases it is on record first.

use super::act::now;
use super::day::{CaseCard, CaseLine, HabitsOf, card, line};
use super::helper::{Helper, named};
use super::order_cards::OrdersOf;
use super::sealed::{DOCUMENT, PRAISE, text, value};
use super::words::LogWords;
use crate::ground::{Desk, LogRefusal, Look, Refusal, Right, wall_to_beijing};
use chrono::NaiveDateTime;
use domain::assist::case::CaseState;
use domain::assist::leg::LegEntry;
use domain::assist::moment::When;
use domain::assist::step::{Eligibility, EntryChecked, Sealed, Step};
use domain::booking::{mask_name, mask_phone};
use domain::event::{BookingRevealed, Fact};
use domain::record::{RecordId, Stamped};
use journal::WallTime;
use std::collections::BTreeMap;
use store::StoreError;

/// A case for whoever works on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseDetail {
    pub card: CaseCard,
    /// The same as a list shows it, for one that is closed.
    pub line: CaseLine,
    /// Name and number are masked, and the other texts left out.
    pub masked: bool,
    /// Its sealed values, by the names of their fields; empty where none is set.
    pub texts: CaseTextsShown,
    /// For which of them a value is set, whether it is shown or not.
    pub set: Vec<Sealed>,
    pub eligibility: Option<(Eligibility, Helper)>,
    /// Who has seen the power of attorney.
    pub attorney_by: Option<Helper>,
    pub documents: Vec<DocumentCard>,
    /// Words of praise, where they are shown.
    pub praise: Vec<String>,
    pub history: Vec<CaseStep>,
    /// Its work orders.
    pub orders: OrdersOf,
    pub erased: bool,
}

/// Sealed values of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseTextsShown {
    pub name: String,
    pub phone: String,
    pub reason: String,
    pub rule: String,
    pub may_not_enter: String,
    pub who_signs: String,
    pub carer: String,
    pub note: String,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentCard {
    pub document: RecordId,
    /// Empty where it is masked, or nobody wrote it.
    pub name: String,
    pub taken: When,
    pub back: Option<When>,
}

/// One line of a case's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseStep {
    pub event: RecordId,
    /// Dotted name of the kind of event.
    pub what: &'static str,
    /// When it was entered: Beijing time by the writing PC's clock.
    pub entered: NaiveDateTime,
    /// Who entered it; empty where the program itself did.
    pub by: String,
    /// When it happened, as far as somebody said so.
    pub happened: Option<When>,
    /// What a leg said then.
    pub leg: Option<LegEntry>,
    /// To whom it was handed over.
    pub to: Option<Helper>,
    /// What a check at the entrance came to.
    pub check: Option<CheckSaid>,
}

/// What a check at the entrance came to, as it was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckSaid {
    pub made: EntryChecked,
    /// Empty for one that was never set here.
    pub text: String,
}

impl Desk {
    /// Shows one case, what is sealed masked.
    ///
    /// # Errors
    /// [`LogRefusal::CaseNotFound`].
    pub fn show_case(&self, id: RecordId) -> Result<CaseDetail, Refusal> {
        self.require(Right::SeeLog)?;
        let mut detail = self.read_case(id)?;
        detail.masked = true;
        let texts = std::mem::take(&mut detail.texts);
        detail.texts.name = mask_name(&texts.name);
        detail.texts.phone = mask_phone(&texts.phone);
        detail.texts.carer = mask_name(&texts.carer);
        detail.praise.clear();
        detail.documents.iter_mut().for_each(|document| document.name.clear());
        Ok(detail)
    }

    /// Shows one case with what is sealed. On record before it is on screen: who, when, which case.
    ///
    /// # Errors
    /// [`LogRefusal::CaseNotFound`]; what the disk says: what cannot be put on record is not shown.
    pub fn reveal_case(&self, id: RecordId) -> Result<CaseDetail, Refusal> {
        self.require(Right::RunCase)?;
        self.write(move |w| -> Result<(), Refusal> {
            w.views().case(id)?.ok_or(Refusal::Log(LogRefusal::CaseNotFound))?;
            w.record(&Fact::CaseRevealed(BookingRevealed {}), Some(id), None)?;
            Ok(())
        })?;
        self.read_case(id)
    }

    fn read_case(&self, id: RecordId) -> Result<CaseDetail, Refusal> {
        let people = self.names_of_people()?;
        self.read(|look| -> Result<CaseDetail, Refusal> {
            let case = look.views().case(id)?.ok_or(Refusal::Log(LogRefusal::CaseNotFound))?;
            Ok(detail(self, look, &case, &people)?)
        })
    }
}

fn detail(
    desk: &Desk,
    look: &impl Look,
    case: &CaseState,
    people: &BTreeMap<RecordId, String>,
) -> Result<CaseDetail, StoreError> {
    let words = LogWords::read(look)?;
    let sealed = |sealed| value(look, case, sealed);
    let steps = look.views().case_steps(case.id)?;
    let mut documents = Vec::new();
    for document in &case.documents {
        let name = text(look, document.id, DOCUMENT)?;
        documents.push(DocumentCard { document: document.id, name, taken: document.taken, back: document.back });
    }
    let mut praise = Vec::new();
    for step in steps.iter().filter(|step| step.fact == Step::Praised) {
        praise.extend(Some(text(look, step.order.id, PRAISE)?).filter(|words| !words.is_empty()));
    }
    let mut history = Vec::new();
    for step in &steps {
        history.push(history_line(look, step, people, &words)?);
    }
    Ok(CaseDetail {
        card: card(desk, look, case, now(look), people, &words, &mut HabitsOf::default())?,
        line: line(case, people),
        masked: false,
        texts: CaseTextsShown {
            name: sealed(Sealed::Name)?,
            phone: sealed(Sealed::Phone)?,
            reason: sealed(Sealed::Reason)?,
            rule: sealed(Sealed::Rule)?,
            may_not_enter: sealed(Sealed::MayNotEnter)?,
            who_signs: sealed(Sealed::WhoSigns)?,
            carer: sealed(Sealed::Carer)?,
            note: sealed(Sealed::Note)?,
        },
        set: case.sealed.keys().copied().collect(),
        eligibility: case.eligibility.map(|seen| (seen, named(seen.seen_by, people))),
        attorney_by: case.attorney.map(|attorney| named(attorney.seen_by, people)),
        documents,
        praise,
        history,
        orders: desk.orders_of_case(look, case, people)?,
        erased: case.erased,
    })
}

fn history_line(
    look: &impl Look,
    step: &Stamped<Step>,
    people: &BTreeMap<RecordId, String>,
    words: &LogWords,
) -> Result<CaseStep, StoreError> {
    let actor = look.event(step.order.id)?.and_then(|event| event.actor).map(store::record_id);
    let (happened, leg) = match &step.fact {
        Step::Opened(opening) => (Some(opening.began), None),
        Step::Leg(entry) | Step::LegCorrected { entry, .. } => {
            (Some(When { day: entry.time.day, at: entry.time.from }), Some(*entry))
        }
        Step::Taken { at, .. }
        | Step::GivenBack { at, .. }
        | Step::HandedOver { at, .. }
        | Step::Suspended { at }
        | Step::Resumed { at }
        | Step::Completed { at }
        | Step::Terminated { at, .. } => (Some(*at), None),
        Step::AttorneySeen(attorney) => (Some(attorney.seen), None),
        Step::EligibilitySeen(eligibility) => (Some(eligibility.seen), None),
        Step::EntryChecked(checked) => (Some(checked.seen), None),
        Step::Edited(_)
        | Step::LegStruck { .. }
        | Step::TripsCorrected { .. }
        | Step::Reopened
        | Step::Voided
        | Step::Restored
        | Step::Rated(_)
        | Step::Praised
        | Step::Retracted { .. }
        | Step::Erased(_) => (None, None),
    };
    let to = match &step.fact {
        Step::HandedOver { to, .. } => Some(named(*to, people)),
        _ => None,
    };
    let check = match step.fact {
        Step::EntryChecked(made) => Some(CheckSaid { made, text: words.check_text(made.check) }),
        _ => None,
    };
    let kind = Fact::from(step.fact.clone()).kind();
    Ok(CaseStep {
        event: step.order.id,
        what: domain::event::row(kind).map_or("", |row| row.name),
        entered: wall_to_beijing(WallTime(step.wall_ms)),
        by: actor.and_then(|actor| people.get(&actor).cloned()).unwrap_or_default(),
        happened,
        leg,
        to,
        check,
    })
}
