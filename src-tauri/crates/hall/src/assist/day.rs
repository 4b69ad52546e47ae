//! A day of the log: who is helped now, what is closed, what is still held, and cases, items, trips and people, each counted by
//! itself.

use super::act::{may_finish, now};
use super::entry::{CheckCard, checks};
use super::helper::{Helper, named};
use super::sealed::value;
use super::words::LogWords;
use crate::ground::{Desk, Look, Reading, Refusal, Right};
use chrono::NaiveDate;
use domain::assist::case::{CaseState, Flag, Stage};
use domain::assist::deed::Deed;
use domain::assist::eligibility::{Warning, warning};
use domain::assist::figures::{Counts, counts};
use domain::assist::leg::LegKind;
use domain::assist::moment::{Moment, Stretch, When};
use domain::assist::next::Habits;
use domain::assist::number::CardNumber;
use domain::assist::step::{Attorney, EndReason, Handling, Rating, Sealed};
use domain::booking::mask_name;
use domain::names::Names;
use domain::people::Right as Needs;
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::time::BeijingDay;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use store::StoreError;

/// Cases of an item out of which its habits are told.
const HABIT_CASES: u32 = 60;

/// A day of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogDay {
    pub date: NaiveDate,
    pub counts: Counts,
    /// Cases that somebody has in hand, of this day and of days before, in the order of their opening.
    pub open: Vec<CaseCard>,
    /// Cases closed that began or were closed on this day.
    pub closed: Vec<CaseLine>,
    /// Closed cases of any day of which papers are still held.
    pub papers_out: Vec<CaseLine>,
    /// Cases of this day that should never have been.
    pub voided: Vec<CaseLine>,
    /// Who can be given a case.
    pub helpers: Vec<Helper>,
    /// Every kind of leg with its name, where it is the hall's own, and the trips it carries here.
    pub kinds: Vec<KindRow>,
}

/// A kind of leg.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindRow {
    pub kind: LegKind,
    /// Of the hall's own kinds; empty for those that every hall has.
    pub name: String,
    pub trips: u8,
}

/// A leg as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegCard {
    pub leg: RecordId,
    /// The version that stands, for a correction to name.
    pub seen: RecordId,
    pub kind: LegKind,
    pub time: Stretch,
    pub trips: u8,
    pub helper: Helper,
    /// It said something else before.
    pub corrected: bool,
    pub struck: bool,
}

/// A case in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseCard {
    pub case: RecordId,
    pub base: RecordId,
    pub stage: Stage,
    pub handling: Handling,
    pub began: When,
    /// Minutes since, rests apart; `None` if a time is unknown.
    pub minutes: Option<u32>,
    pub rests_since: Option<When>,
    pub party: u16,
    pub items: Vec<(ItemId, Names)>,
    /// Everybody who has helped, in turn; the last has it in hand.
    pub helpers: Vec<Helper>,
    pub masked_name: String,
    /// Empty for those who may not run cases.
    pub may_not_enter: String,
    pub who_signs: String,
    pub masked_carer: String,
    pub legs: Vec<LegCard>,
    pub trips: i64,
    /// What of them was put right by hand.
    pub trips_by_hand: i64,
    /// Documents still held, and taken in all.
    pub held: usize,
    pub taken: usize,
    pub attorney: Option<Attorney>,
    pub warning: Option<Warning>,
    /// Checks at the entrance in their order; none where the hall does not ask for them.
    pub checks: Vec<CheckCard>,
    pub flags: Vec<Flag>,
    /// What can be done with it by whoever looks at it.
    pub can: Vec<Deed>,
    /// Kinds of legs, the likeliest first.
    pub next: Vec<LegKind>,
    pub booking: Option<RecordId>,
    pub card: Option<CardNumber>,
    pub disinfected: bool,
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    pub case: RecordId,
    pub stage: Stage,
    pub handling: Handling,
    pub began: When,
    /// When it ended, as its card says or as it was closed.
    pub ended: Option<When>,
    pub reason: Option<EndReason>,
    pub items: Vec<(ItemId, Names)>,
    pub party: u16,
    pub helpers: Vec<Helper>,
    pub trips: i64,
    /// `None`: nobody knows.
    pub minutes: Option<u32>,
    pub returned: usize,
    pub taken: usize,
    pub rating: Option<Rating>,
    pub praised: bool,
    pub flags: Vec<Flag>,
    /// Somebody has to look at it although it is closed.
    pub needs_look: bool,
    pub card: Option<CardNumber>,
}

impl Desk {
    /// A day of the log.
    ///
    /// # Errors
    /// What the store says.
    pub fn log_day(&self, date: NaiveDate) -> Result<LogDay, Refusal> {
        self.require(Right::SeeLog)?;
        let people = self.names_of_people()?;
        let helpers = self.helpers()?;
        self.read(|look| -> Result<LogDay, Refusal> { Ok(read(self, look, date, &people, helpers)?) })
    }

    /// What whoever is at this desk can do with a case.
    pub(crate) fn deeds(&self, case: &CaseState) -> Vec<Deed> {
        let actor = self.actor();
        let may = |deed: &Deed| match deed {
            Deed::Void | Deed::Restore => actor.may(Needs::LeadCases),
            Deed::HandOver => {
                actor.may(Needs::LeadCases) || (actor.may(Needs::RunCase) && case.helper() == Some(actor.person))
            }
            _ => actor.may(Needs::RunCase),
        };
        Deed::ALL
            .into_iter()
            .filter(|deed| case.can(*deed) && (!case.erased || may_finish(*deed)))
            .filter(may)
            .collect()
    }
}

fn read(
    desk: &Desk,
    look: &Reading<'_>,
    date: NaiveDate,
    people: &BTreeMap<RecordId, String>,
    helpers: Vec<Helper>,
) -> Result<LogDay, StoreError> {
    let day = BeijingDay::from(date);
    let now = now(look);
    let touching = look.views().cases_touching(day..=day)?;
    let words = LogWords::read(look)?;
    let mut log = LogDay {
        date,
        counts: counts(&touching, |_, day| day).remove(&day).unwrap_or_default(),
        open: Vec::new(),
        closed: Vec::new(),
        papers_out: Vec::new(),
        voided: Vec::new(),
        helpers,
        kinds: kinds(&words),
    };
    let mut habits = HabitsOf::default();
    for case in look.views().open_cases()?.iter().filter(|case| case.began.day <= day) {
        log.open.push(card(desk, look, case, now, people, &words, &mut habits)?);
    }
    for case in &touching {
        let ended_here = case.closing.is_some_and(|closing| closing.at.day == day);
        match case.stage() {
            Stage::Voided if case.began.day == day => log.voided.push(line(case, people)),
            Stage::Completed | Stage::Terminated if case.began.day == day || ended_here => {
                log.closed.push(line(case, people));
            }
            _ => {}
        }
    }
    let held = look.views().cases_with_documents()?;
    log.papers_out.extend(held.iter().filter(|case| !case.is_open()).map(|case| line(case, people)));
    Ok(log)
}

/// Every kind of leg of this hall.
pub(crate) fn kinds(words: &LogWords) -> Vec<KindRow> {
    let shipped = LegKind::SHIPPED.into_iter().map(|kind| (kind, String::new()));
    let own = words.own.iter().map(|own| (own.kind, own.name.clone()));
    shipped.chain(own).map(|(kind, name)| KindRow { kind, name, trips: words.trips_of(kind) }).collect()
}

/// Habits by item, read once for each that is asked for.
#[derive(Default)]
pub(crate) struct HabitsOf {
    known: BTreeMap<ItemId, Habits>,
}

impl HabitsOf {
    fn next(&mut self, look: &impl Look, case: &CaseState, own: &[LegKind]) -> Result<Vec<LegKind>, StoreError> {
        let last = case.live_legs().last().map(|leg| leg.entry().kind);
        let item = case.items.first().map(|item| item.item);
        let Some(item) = item else { return Ok(Habits::default().next(None, last, own)) };
        let habits = match self.known.entry(item) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let cases = look.views().done_cases_of_item(item, HABIT_CASES)?;
                new.insert(Habits::of(&cases))
            }
        };
        Ok(habits.next(Some(item), last, own))
    }
}

/// A case in hand as a screen shows it.
pub(crate) fn card(
    desk: &Desk,
    look: &impl Look,
    case: &CaseState,
    now: Moment,
    people: &BTreeMap<RecordId, String>,
    words: &LogWords,
    habits: &mut HabitsOf,
) -> Result<CaseCard, StoreError> {
    let runs = desk.actor().may(Needs::RunCase);
    let checks_asked = words.checks_asked();
    let shown = |sealed| if runs { value(look, case, sealed) } else { Ok(String::new()) };
    Ok(CaseCard {
        case: case.id,
        base: case.last,
        stage: case.stage(),
        handling: case.handling,
        began: case.began,
        minutes: case.minutes(When { day: now.day, at: Some(now.at) }),
        rests_since: case.rests.last().filter(|rest| rest.to.is_none()).map(|rest| rest.from),
        party: case.party,
        items: items(case),
        helpers: case.helpers.iter().map(|helper| named(*helper, people)).collect(),
        masked_name: mask_name(&value(look, case, Sealed::Name)?),
        may_not_enter: shown(Sealed::MayNotEnter)?,
        who_signs: shown(Sealed::WhoSigns)?,
        masked_carer: mask_name(&value(look, case, Sealed::Carer)?),
        legs: legs(case, people),
        trips: case.trips(),
        trips_by_hand: case.corrected,
        held: case.held().count(),
        taken: case.documents.len(),
        attorney: case.attorney,
        warning: warning(case, now),
        flags: case.flags(),
        checks: checks(case, now, people, words, &checks_asked),
        can: desk.deeds(case).into_iter().filter(|deed| *deed != Deed::NoteCheck || !checks_asked.is_empty()).collect(),
        next: habits.next(look, case, &words.own_kinds())?,
        booking: case.booking,
        card: case.card,
        disinfected: case.disinfected,
    })
}

/// Legs of a case in the order of the card, those that were struck out too.
fn legs(case: &CaseState, people: &BTreeMap<RecordId, String>) -> Vec<LegCard> {
    let leg = |leg: &domain::assist::leg::Leg| LegCard {
        leg: leg.id,
        seen: leg.now.by,
        kind: leg.entry().kind,
        time: leg.entry().time,
        trips: leg.trips(),
        helper: named(leg.entry().helper, people),
        corrected: !leg.before.is_empty(),
        struck: leg.struck,
    };
    case.legs.iter().map(leg).collect()
}

/// A case as a list shows it.
pub(crate) fn line(case: &CaseState, people: &BTreeMap<RecordId, String>) -> CaseLine {
    let closed = case.closing.map(|closing| closing.at);
    CaseLine {
        case: case.id,
        stage: case.stage(),
        handling: case.handling,
        began: case.began,
        ended: case.until.or(closed),
        reason: case.closing.and_then(|closing| closing.reason),
        items: items(case),
        party: case.party,
        helpers: case.helpers.iter().map(|helper| named(*helper, people)).collect(),
        trips: case.trips(),
        // Closed or voided: the moment given is not asked for where it is closed.
        minutes: case.closing.and_then(|closing| case.minutes(closing.at)),
        returned: case.documents.len() - case.held().count(),
        taken: case.documents.len(),
        rating: case.rating,
        praised: case.praised,
        flags: case.flags(),
        needs_look: case.needs_look(),
        card: case.card,
    }
}

fn items(case: &CaseState) -> Vec<(ItemId, Names)> {
    case.items.iter().map(|item| (item.item, item.names.clone())).collect()
}
