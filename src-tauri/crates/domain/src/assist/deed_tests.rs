use super::super::fold::fold;
use super::super::leg::{LegEntry, LegKind};
use super::super::moment::When;
use super::super::samples::{DAY, case, helper, id, leg, opening, stamped, stretch, when};
use super::super::step::{Attorney, Edit, Eligibility, EndReason, EntryChecked, Rating, Step};
use super::*;
use crate::record::RecordId;
use proptest::prelude::*;

const DONE: Step = Step::Completed { at: When { day: DAY, at: None } };
const TAKEN: Step = Step::Taken { at: When { day: DAY, at: None }, back: None };

fn attorney() -> Step {
    Step::AttorneySeen(Attorney { seen_by: helper(1), seen: when(600) })
}

/// What can be done, as a row of marks in the order of [`Deed::ALL`].
fn row(handling: Handling, steps: &[Step]) -> String {
    let case = case(handling, steps.iter().cloned());
    Deed::ALL.iter().map(|deed| if case.can(*deed) { 'x' } else { '.' }).collect()
}

/// Columns: leg, take, give back, hand over · suspend, resume, complete, terminate, reopen · attorney, eligibility, check, edit ·
/// correct leg, correct trips, rate · void, restore.
#[test]
fn what_can_be_done_where_it_stands() {
    let check = |handling, steps: &[Step], expect: &str| {
        assert_eq!(row(handling, steps), expect.replace(' ', ""), "{handling:?} {steps:?}");
    };
    let (helping, authority) = (Handling::Helping, Handling::ByAuthority);
    let form = || leg(LegKind::Form, None);
    let rests = || Step::Suspended { at: when(610) };
    let ended = Step::Terminated { at: when(650), reason: EndReason::Left };
    check(helping, &[], "xx.x x.xx. .xxx .xx x.");
    check(helping, &[form()], "xx.x x.xx. .xxx xxx x.");
    check(helping, &[form(), TAKEN], "xxxx x.... .xxx xxx ..");
    check(helping, &[rests()], ".x.x .x.x. .xxx .xx x.");
    check(helping, &[TAKEN, rests()], ".xxx .x... .xxx .xx ..");
    check(helping, &[form(), DONE], ".... ....x .xxx xxx x.");
    check(helping, &[ended], ".... ....x .xxx .xx x.");
    check(helping, &[DONE, TAKEN], "..x. ....x .xxx .xx ..");
    check(helping, &[Step::Voided], ".... ..... .... ... .x");
    check(helping, &[form(), DONE, Step::Reopened], "xx.x x.xx. .xxx xxx x.");
    check(authority, &[], "xx.x x..x. xxxx .xx x.");
    check(authority, &[attorney()], "xx.x x.xx. xxxx .xx x.");
    check(authority, &[attorney(), DONE], ".... ....x xxxx .xx x.");
}

#[test]
fn a_refusal_says_why() {
    let check = |steps: &[Step], deed, expect: Refusal| {
        let case = case(Handling::ByAuthority, steps.iter().cloned());
        assert_eq!(case.refusal(deed), Some(expect), "{steps:?} {deed:?}");
    };
    let form = leg(LegKind::Form, None);
    check(&[TAKEN, TAKEN], Deed::Complete, Refusal::DocumentsHeld(2));
    check(&[TAKEN], Deed::Terminate, Refusal::DocumentsHeld(1));
    check(&[TAKEN], Deed::Void, Refusal::DocumentsHeld(1));
    check(&[], Deed::Complete, Refusal::AttorneyMissing);
    check(&[], Deed::GiveBack, Refusal::NothingHeld);
    check(&[], Deed::Resume, Refusal::NotSuspended);
    check(&[], Deed::Reopen, Refusal::Open);
    check(&[], Deed::Restore, Refusal::NotVoided);
    check(&[], Deed::CorrectLeg, Refusal::NoLeg);
    check(&[form], Deed::CorrectTrips(-2), Refusal::TooFewTrips(1));
    check(&[Step::Suspended { at: when(1) }], Deed::AddLeg, Refusal::Suspended);
    check(&[DONE], Deed::AddLeg, Refusal::Closed);
    check(&[Step::Voided], Deed::AddLeg, Refusal::Voided);
    let helping = case(Handling::Helping, []);
    assert_eq!(helping.refusal(Deed::NoteAttorney), Some(Refusal::NotByAuthority));
}

/// What a press of a key would write.
fn step_of(deed: Deed, document: Option<RecordId>, leg_there: Option<RecordId>) -> Step {
    let entry = LegEntry { kind: LegKind::Form, helper: helper(1), time: stretch(None, None), trips: 1 };
    match deed {
        Deed::AddLeg => Step::Leg(entry),
        Deed::CorrectLeg => Step::LegCorrected { leg: leg_there.unwrap_or(id(0)), entry },
        Deed::CorrectTrips(by) => Step::TripsCorrected { by },
        Deed::Take => TAKEN,
        Deed::GiveBack => Step::GivenBack { document: document.unwrap_or(id(0)), at: when(650) },
        Deed::HandOver => Step::HandedOver { to: helper(2), at: when(640) },
        Deed::NoteAttorney => attorney(),
        Deed::NoteEligibility => {
            Step::EligibilitySeen(Eligibility { met: true, seen_by: helper(1), seen: when(600), until: None })
        }
        Deed::NoteCheck => {
            let (seen_by, seen) = (helper(1), when(600));
            Step::EntryChecked(EntryChecked { check: 1, passed: true, seen_by, seen, until: None })
        }
        Deed::Edit => Step::Edited(Edit { party: Some(2), ..Edit::default() }),
        Deed::Suspend => Step::Suspended { at: when(620) },
        Deed::Resume => Step::Resumed { at: when(630) },
        Deed::Complete => DONE,
        Deed::Terminate => Step::Terminated { at: when(650), reason: EndReason::Withdrawn },
        Deed::Reopen => Step::Reopened,
        Deed::Void => Step::Voided,
        Deed::Restore => Step::Restored,
        Deed::Rate => Step::Rated(Some(Rating::Satisfied)),
    }
}

proptest! {
    /// On one PC, where everything asked for is checked before it is written, nothing ever has to be flagged, no count falls
    /// below zero, and a case is never stuck: something can always be done.
    #[test]
    fn what_is_allowed_leads_to_no_contradiction(
        by_authority: bool,
        deeds in prop::collection::vec((0usize..Deed::ALL.len(), -1i16..2), 0..40),
    ) {
        let handling = if by_authority { Handling::ByAuthority } else { Handling::Helping };
        let mut steps = vec![Step::Opened(opening(handling))];
        for (at, by) in deeds {
            let deed = match Deed::ALL[at] {
                Deed::CorrectTrips(_) => Deed::CorrectTrips(by),
                deed => deed,
            };
            let case = fold(stamped(steps.clone())).expect("it was opened");
            if !case.can(deed) {
                continue;
            }
            let document = case.held().next().map(|document| document.id);
            let there = case.live_legs().next().map(|leg| leg.id);
            steps.push(step_of(deed, document, there));
            let after = fold(stamped(steps.clone())).expect("it was opened");
            prop_assert_eq!(after.flags(), vec![]);
            prop_assert!(after.trips() >= 0);
            prop_assert!(Deed::ALL.iter().any(|deed| after.can(*deed)));
            let closed = matches!(after.stage(), Stage::Completed | Stage::Terminated | Stage::Voided);
            prop_assert!(!closed || after.held().next().is_none());
        }
    }
}
