use super::super::case::{Flag, Stage};
use super::super::leg::{LegEntry, LegKind};
use super::super::samples::{DAY, case, helper, id, item, leg, opening, stamped, stretch, when};
use super::super::step::{Attorney, EndReason, EntryChecked, Handling, Rating, Sealed};
use super::*;
use crate::record::Order;
use crate::time::{BeijingDay, MinuteOfDay};
use LegKind::{Confirmation, Consultation, Form, IdentityCheck, Signature, Submission};
use proptest::prelude::*;

fn helping(steps: impl IntoIterator<Item = Step>) -> CaseState {
    case(Handling::Helping, steps)
}

fn by(kind: LegKind, who: u64, at: u16) -> Step {
    let time = stretch(Some(at), None);
    Step::Leg(LegEntry { kind, helper: helper(who), time, trips: kind.usual_trips() })
}

fn taken() -> Step {
    Step::Taken { at: when(601), back: None }
}

fn back(document: u64) -> Step {
    Step::GivenBack { document: id(document), at: when(690) }
}

fn checked(check: u16, passed: bool) -> Step {
    Step::EntryChecked(EntryChecked { check, passed, seen_by: helper(1), seen: when(601), until: None })
}

const DONE: Step = Step::Completed { at: When { day: DAY, at: Some(MinuteOfDay(700)) } };

/// Three people, one of whom may not enter; two are elderly, with a carer outside.
#[test]
fn the_story_of_a_party_of_three() {
    let told = helping([
        Step::Edited(Edit { sealed: vec![Sealed::MayNotEnter, Sealed::WhoSigns, Sealed::Carer], ..Edit::default() }),
        taken(),
        taken(),
        by(Form, 1, 602),
        by(Signature, 1, 609),
        by(Submission, 1, 618),
        Step::HandedOver { to: helper(2), at: when(630) },
        by(IdentityCheck, 2, 631),
        by(Confirmation, 2, 650),
        by(Consultation, 2, 670),
        back(3),
        back(4),
        DONE,
    ]);
    assert_eq!((told.stage(), told.trips(), told.items.len(), told.party), (Stage::Completed, 8, 1, 3));
    assert_eq!(told.helpers, [helper(1), helper(2)]);
    let trips =
        |who| told.live_legs().filter(|leg| leg.entry().helper == helper(who)).map(|leg| leg.trips()).sum::<u8>();
    assert_eq!((trips(1), trips(2)), (4, 4), "each keeps their own");
    assert_eq!((told.held().count(), told.documents.len()), (0, 2));
    assert_eq!(told.flags(), []);
    assert_eq!(told.minutes(when(1000)), Some(100));
    assert_eq!(told.sealed[&Sealed::WhoSigns], id(2));
}

#[test]
fn a_case_goes_from_stage_to_stage() {
    let check = |steps: &[Step], stage: Stage| {
        assert_eq!(helping(steps.iter().cloned()).stage(), stage, "{steps:?}");
    };
    let (suspended, resumed) = (|| Step::Suspended { at: when(610) }, || Step::Resumed { at: when(640) });
    let ended = || Step::Terminated { at: when(650), reason: EndReason::PapersMissing };
    let form = || by(Form, 1, 602);
    check(&[], Stage::Opened);
    check(&[form()], Stage::UnderWay);
    check(&[form(), Step::LegStruck { leg: id(2) }], Stage::Opened);
    check(&[suspended()], Stage::Suspended);
    check(&[form(), suspended(), suspended()], Stage::Suspended);
    check(&[form(), suspended(), resumed()], Stage::UnderWay);
    check(&[resumed()], Stage::Opened);
    check(&[DONE], Stage::Completed);
    check(&[ended()], Stage::Terminated);
    check(&[suspended(), ended()], Stage::Terminated);
    check(&[ended(), DONE], Stage::Terminated);
    check(&[DONE, ended()], Stage::Completed);
    check(&[form(), DONE, Step::Reopened], Stage::UnderWay);
    check(&[DONE, Step::Voided], Stage::Voided);
    check(&[DONE, Step::Voided, Step::Restored], Stage::Completed);
    check(&[form(), Step::Retracted { of: id(2) }], Stage::Opened);
    check(&[DONE, Step::Retracted { of: id(2) }], Stage::Opened);
    check(&[Step::Retracted { of: id(1) }], Stage::Voided);
}

#[test]
fn rests_are_no_time_of_the_case() {
    let check = |steps: &[Step], now: u16, expect: Option<u32>| {
        assert_eq!(helping(steps.iter().cloned()).minutes(when(now)), expect, "{steps:?} at {now}");
    };
    let rest = |from, to| [Step::Suspended { at: when(from) }, Step::Resumed { at: when(to) }];
    let unknown = When { day: DAY, at: None };
    check(&[], 641, Some(41));
    check(&rest(610, 640), 650, Some(20));
    check(&[Step::Suspended { at: when(610) }], 650, Some(10));
    check(&[DONE], 1000, Some(100));
    check(&[Step::Completed { at: unknown }], 1000, None);
    check(&[Step::Suspended { at: unknown }], 650, None);
    check(
        &[Step::Suspended { at: when(610) }, Step::Terminated { at: when(650), reason: EndReason::Left }],
        1000,
        Some(10),
    );
    check(&[Step::Edited(Edit { began: Some(unknown), ..Edit::default() })], 650, None);
    let by_card = || Step::Edited(Edit { until: Some(when(630)), ..Edit::default() });
    check(&[by_card(), DONE], 1000, Some(30));
    check(&[by_card(), Step::Suspended { at: when(640) }], 1000, Some(30));
}

/// The clock was set back in the middle, or the case goes on over midnight.
#[test]
fn no_time_is_made_up_by_a_clock() {
    assert_eq!(helping([]).minutes(when(599)), None);
    let rest = [Step::Suspended { at: when(640) }, Step::Resumed { at: when(610) }];
    assert_eq!(helping(rest).minutes(when(700)), None);
    let night = When { day: BeijingDay(DAY.0 + 1), at: Some(MinuteOfDay(10)) };
    assert_eq!(helping([Step::Completed { at: night }]).minutes(when(0)), Some(850));
}

#[test]
fn a_corrected_leg_keeps_what_it_said() {
    let right = LegEntry { kind: Submission, helper: helper(1), time: stretch(Some(605), Some(615)), trips: 2 };
    let corrected = Step::LegCorrected { leg: id(2), entry: right };
    let told = helping([by(Form, 1, 602), corrected.clone()]);
    let leg = &told.legs[0];
    assert_eq!((leg.id, leg.now.by, leg.entry()), (id(2), id(3), right));
    assert_eq!(leg.before.iter().map(|version| (version.by, version.entry.kind)).collect::<Vec<_>>(), [(id(2), Form)]);
    assert_eq!(told.trips(), 2);
    let undone = helping([by(Form, 1, 602), corrected, Step::Retracted { of: id(3) }]);
    assert_eq!((undone.trips(), undone.legs[0].before.len()), (1, 0));
}

#[test]
fn trips_put_right_by_hand_stay_apart_from_those_of_legs() {
    let told = helping([by(Signature, 1, 602), Step::TripsCorrected { by: 1 }, by(Form, 1, 610)]);
    assert_eq!((told.trips(), told.corrected), (4, 1));
    let three = LegEntry { kind: Form, helper: helper(1), time: stretch(None, None), trips: 3 };
    assert_eq!(helping([Step::Leg(three)]).trips(), 2, "a leg has no more than one way in and one out");
}

#[test]
fn what_two_pcs_did_apart_is_kept_and_flagged() {
    let check = |handling, steps: &[Step], flags: &[Flag]| {
        assert_eq!(case(handling, steps.iter().cloned()).flags(), flags, "{steps:?}");
    };
    let authority = Handling::ByAuthority;
    let seen = || Step::AttorneySeen(Attorney { seen_by: helper(1), seen: when(600) });
    let ended = || Step::Terminated { at: when(650), reason: EndReason::Left };
    check(Handling::Helping, &[taken(), DONE], &[Flag::ClosedWithDocuments]);
    check(Handling::Helping, &[DONE, taken()], &[Flag::ClosedWithDocuments, Flag::WrittenAfterClosing]);
    check(Handling::Helping, &[DONE, taken(), back(3)], &[Flag::WrittenAfterClosing]);
    check(Handling::Helping, &[DONE, by(Form, 1, 710)], &[Flag::WrittenAfterClosing]);
    check(Handling::Helping, &[DONE, Step::Reopened, by(Form, 1, 710)], &[]);
    check(Handling::Helping, &[DONE, ended()], &[Flag::WrittenAfterClosing]);
    check(Handling::Helping, &[DONE, Step::Rated(Some(Rating::Satisfied)), Step::Praised], &[]);
    check(authority, &[DONE], &[Flag::CompletedWithoutAttorney]);
    check(authority, &[DONE, seen()], &[]);
    check(authority, &[ended()], &[]);
    check(authority, &[seen(), DONE, Step::Voided, taken()], &[]);
}

#[test]
fn a_document_given_back_twice_was_given_back_the_first_time() {
    let later = Step::GivenBack { document: id(2), at: when(695) };
    let told = helping([taken(), back(2), later]);
    assert_eq!(told.documents[0].back, Some(when(690)));
    assert_eq!(helping([taken(), taken(), back(3), back(99)]).held().map(|one| one.id).collect::<Vec<_>>(), [id(2)]);
}

#[test]
fn what_is_edited_stands_and_the_rest_stays() {
    let edit =
        Edit { party: Some(5), items: Some(vec![item(1), item(2)]), sealed: vec![Sealed::Note], ..Edit::default() };
    let told = helping([Step::Edited(edit), Step::Edited(Edit { disinfected: Some(true), ..Edit::default() })]);
    assert_eq!((told.party, told.items.len(), told.disinfected), (5, 2, true));
    assert_eq!((told.handling, told.began, told.last), (Handling::Helping, when(600), id(3)));
    assert_eq!(told.sealed, [(Sealed::Note, id(2))].into());
}

#[test]
fn without_its_opening_there_is_no_case() {
    assert_eq!(fold(stamped([DONE])), None);
    assert_eq!(fold(Vec::new()), None);
}

#[test]
fn of_a_check_the_last_word_stands_and_each_check_has_its_own() {
    let told = helping([checked(1, false), checked(2, true), checked(1, true)]);
    let passed: Vec<(u16, bool)> = told.checks.iter().map(|(check, made)| (*check, made.passed)).collect();
    assert_eq!(passed, [(1, true), (2, true)]);
    assert_eq!(helping([checked(1, false), DONE, checked(1, true)]).flags(), [], "a correction after the closing");
}

fn any_step() -> impl Strategy<Value = Step> {
    let target = 1u64..12;
    prop_oneof![
        3 => (0usize..6, 600u16..900).prop_map(|(kind, at)| leg(LegKind::SHIPPED[kind], Some(at))),
        2 => Just(taken()),
        2 => target.clone().prop_map(back),
        1 => target.clone().prop_map(|leg| Step::LegStruck { leg: id(leg) }),
        1 => (target.clone(), 0u8..4).prop_map(|(leg, trips)| Step::LegCorrected {
            leg: id(leg),
            entry: LegEntry { kind: Form, helper: helper(3), time: stretch(None, None), trips },
        }),
        1 => (-2i16..3).prop_map(|by| Step::TripsCorrected { by }),
        1 => (1u64..4).prop_map(|to| Step::HandedOver { to: helper(to), at: when(650) }),
        1 => (1u16..4, any::<bool>()).prop_map(|(number, passed)| checked(number, passed)),
        1 => Just(Step::Suspended { at: when(620) }),
        1 => Just(Step::Resumed { at: when(640) }),
        1 => Just(DONE),
        1 => Just(Step::Terminated { at: when(710), reason: EndReason::Other }),
        1 => Just(Step::Reopened),
        1 => prop::sample::select(vec![Step::Voided, Step::Restored]),
        1 => (1u16..9).prop_map(|party| Step::Edited(Edit { party: Some(party), ..Edit::default() })),
        1 => target.prop_map(|of| Step::Retracted { of: id(of) }),
    ]
}

proptest! {
    #[test]
    fn any_order_of_arrival_and_any_duplicate_give_the_same_case(
        steps in prop::collection::vec(any_step(), 0..14),
        shuffled in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
        lamports in prop::collection::vec(2u64..6, 14),
    ) {
        let all = [Step::Opened(opening(Handling::Helping))].into_iter().chain(steps);
        // Written on two devices that were apart: numbers of the order repeat.
        let all: Vec<_> = stamped(all)
            .into_iter()
            .enumerate()
            .map(|(at, step)| match at.checked_sub(1) {
                None => step,
                Some(at) => Stamped { order: Order { lamport: lamports[at], ..step.order }, ..step },
            })
            .collect();
        let mut arrived: Vec<_> = shuffled.iter().map(|index| index.get(&all).clone()).collect();
        arrived.extend(all.iter().rev().cloned());
        let case = fold(all.clone());
        let case = case.expect("it was opened");
        let other = fold(arrived);
        prop_assert_eq!(other.as_ref(), Some(&case));
        let entered = all.iter().filter(|step| matches!(step.fact, Step::Leg(_))).count();
        let retracted = |seq: u64| all.iter().any(|step| step.fact == Step::Retracted { of: id(seq) });
        let gone = all.iter().filter(|step| matches!(step.fact, Step::Leg(_)) && retracted(step.order.id.seq)).count();
        prop_assert_eq!(case.legs.len(), entered - gone, "no leg is lost");
    }
}
