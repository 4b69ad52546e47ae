//! What a card that is typed again changes of the case that has its number. Nothing is taken back that was seen or done: a power
//! of attorney stays seen, a document stays taken, and what was given back stays so.

use domain::assist::card::{Card, CardLeg};
use domain::assist::case::{CaseState, Stage};
use domain::assist::leg::{Leg, LegEntry};
use domain::assist::moment::When;
use domain::assist::recognise::Difference;
use domain::assist::step::{Attorney, Edit, Handling, Step};
use domain::record::RecordId;

/// The steps that make the case say what the card says. One that is closed is opened for legs and documents, and closed again.
pub(crate) fn edit_steps(case: &CaseState, card: &Card, differences: &[Difference], helper: RecordId) -> Vec<Step> {
    let differs = |what: Difference| differences.contains(&what);
    let began = When { day: card.time.day, at: card.time.from };
    let until = card.until();
    let edit = Edit {
        handling: differs(Difference::Handling).then_some(card.handling),
        began: (differs(Difference::Time) && began != case.began).then_some(began),
        until: differs(Difference::Time).then_some(until),
        party: differs(Difference::Party).then_some(card.party),
        disinfected: differs(Difference::Disinfected).then_some(card.disinfected),
        ..Edit::default()
    };
    let mut steps = Vec::new();
    if edit != Edit::default() {
        steps.push(Step::Edited(edit));
    }
    if differs(Difference::Attorney) && card.attorney {
        steps.push(Step::AttorneySeen(Attorney { seen_by: helper, seen: When { at: None, ..began } }));
    }
    let known: Vec<&Leg> = case.live_legs().collect();
    let mut within = Vec::new();
    for difference in differences {
        if let Difference::Leg(place) = difference {
            within.extend(leg_step(known.get(*place).copied(), card.legs.get(*place), helper));
        }
    }
    let more = usize::from(card.taken).saturating_sub(case.documents.len());
    let back = card.all_back.then_some(until);
    within.extend(std::iter::repeat_n(Step::Taken { at: When { at: None, ..began }, back }, more));
    let opens = within.iter().any(|step| matches!(step, Step::Leg(_) | Step::Taken { .. }));
    let closed = matches!(case.stage(), Stage::Completed | Stage::Terminated);
    if closed && opens {
        steps.push(Step::Reopened);
    }
    steps.extend(within);
    if card.all_back {
        steps.extend(case.held().map(|document| Step::GivenBack { document: document.id, at: until }));
    }
    if (!closed || opens) && is_done(case, card) {
        steps.push(Step::Completed { at: until });
    }
    steps
}

/// Whether nothing stands in the way of the case being complete with what the card says.
fn is_done(case: &CaseState, card: &Card) -> bool {
    let back = card.all_back || (case.held().next().is_none() && usize::from(card.taken) <= case.documents.len());
    let attorney = card.handling == Handling::Helping || card.attorney || case.attorney.is_some();
    back && attorney && case.stage() != Stage::Suspended
}

fn leg_step(known: Option<&Leg>, typed: Option<&CardLeg>, helper: RecordId) -> Option<Step> {
    let entry = |leg: &CardLeg, helper| LegEntry { kind: leg.kind, helper, time: leg.time, trips: leg.trips };
    match (known, typed) {
        // Whoever went stays whoever went.
        (Some(leg), Some(typed)) => Some(Step::LegCorrected { leg: leg.id, entry: entry(typed, leg.entry().helper) }),
        (None, Some(typed)) => Some(Step::Leg(entry(typed, helper))),
        (Some(leg), None) => Some(Step::LegStruck { leg: leg.id }),
        (None, None) => None,
    }
}
