//! Facts of the assisted-handling log with something in every field.

use super::*;
use crate::assist::blocks::{Block, Run};
use crate::assist::leg::LegKind;
use crate::assist::moment::{Moment, Stretch, When};
use crate::assist::number::CardNumber;
use crate::assist::step::{
    Attorney, Edit, Eligibility, EndReason, EntryChecked, Handling, Opening, Rating, Sealed, Step,
};
use crate::names::Names;
use crate::record::RecordId;
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::{BeijingDay, MinuteOfDay};

const DAY: BeijingDay = BeijingDay(20_785);
const ID: RecordId = RecordId { device: [1; 8], seq: 9 };

fn card() -> CardNumber {
    CardNumber::from_serial(482_913).expect("a serial")
}

/// What happens to a case, each kind once.
pub(super) fn steps() -> Vec<Step> {
    let at = When { day: DAY, at: Some(MinuteOfDay(602)) };
    let until = When { day: DAY, at: None };
    let item = ItemSnapshot {
        item: ItemId(4),
        names: Names::new("小客车过户", "小客車過戶", "Transfer of a car"),
        departments: vec![DepartmentId(2)],
        needs_approver: false,
        window_minutes: 20,
    };
    let opening = Opening {
        handling: Handling::ByAuthority,
        began: at,
        until: Some(until),
        helper: ID,
        party: 3,
        items: vec![item.clone()],
        sealed: vec![Sealed::Name, Sealed::Rule],
        booking: Some(ID),
        card: Some(card()),
    };
    let edit = Edit {
        handling: Some(Handling::Helping),
        began: Some(at),
        until: Some(until),
        party: Some(2),
        items: Some(vec![item]),
        disinfected: Some(true),
        card: Some(card()),
        sealed: vec![Sealed::Carer],
    };
    let time = Stretch { day: DAY, from: Some(MinuteOfDay(1430)), to: Some(MinuteOfDay(5)), past_midnight: true };
    let entry = CaseLeg { kind: LegKind::Own(7), helper: ID, time, trips: 2 };
    let runs_out = Moment { day: DAY, at: MinuteOfDay(720) };
    vec![
        Step::Opened(opening),
        Step::Edited(edit),
        Step::Leg(CaseLeg { kind: LegKind::Submission, ..entry }),
        Step::LegCorrected { leg: ID, entry },
        Step::LegStruck { leg: ID },
        Step::TripsCorrected { by: -1 },
        Step::Taken { at, back: Some(until) },
        Step::GivenBack { document: ID, at },
        Step::HandedOver { to: ID, at },
        Step::AttorneySeen(Attorney { seen_by: ID, seen: at }),
        Step::EligibilitySeen(Eligibility { met: true, seen_by: ID, seen: at, until: Some(runs_out) }),
        Step::EntryChecked(EntryChecked { check: 2, passed: true, seen_by: ID, seen: at, until: Some(runs_out) }),
        Step::Suspended { at },
        Step::Resumed { at },
        Step::Completed { at },
        Step::Terminated { at, reason: EndReason::NotPossible },
        Step::Reopened,
        Step::Voided,
        Step::Restored,
        Step::Rated(Some(Rating::Dissatisfied)),
        Step::Praised,
        Step::Retracted { of: ID },
        Step::Erased(EraseReason::Asked),
    ]
}

/// One of each kind.
pub(super) fn of_the_log() -> Vec<Fact> {
    let blocks: Vec<Block> = Block::all([0; 8]).take(2).collect();
    let order = OrderOpened { why: OrderWhy::NotPossible, case: Some(ID), booking: Some(ID), due: DAY, owner: ID };
    let mut all: Vec<Fact> = steps().into_iter().map(Fact::from).collect();
    all.extend([
        Fact::CaseRevealed(BookingRevealed {}),
        Fact::CardsPrinted(CardsPrinted { new: Some(Run { first: 482_913, count: 40 }), again: vec![card()] }),
        Fact::CardSpoilt(CardSpoilt { number: card() }),
        Fact::BlocksGiven(BlocksGiven { to: [2; 8], blocks: blocks.clone() }),
        Fact::BlocksTakenOver(BlocksTakenOver { from: [3; 8], blocks }),
        Fact::AssistSet(AssistSet {
            trips: vec![KindTrips { kind: LegKind::Own(1), trips: 2 }, KindTrips { kind: LegKind::Form, trips: 0 }],
            reasons: vec![1, 2],
            checks_on: true,
            checks: vec![EntryCheck { number: 1, holds_minutes: Some(30), or_before: true }],
            rules: vec![3],
        }),
        Fact::OrderOpened(order),
        Fact::OrderAssigned(OrderAssigned { owner: ID }),
        Fact::OrderEnded(OrderEnded { outcome: OrderOutcome::Explained }),
    ]);
    all
}

/// A step that is written as a fact is the same step when it is folded.
#[test]
fn a_step_is_the_same_when_it_is_read_again() {
    for step in steps() {
        let Folded::Case(fact) = Fact::from(step.clone()).folded() else { panic!("{step:?} folds no case") };
        assert_eq!(Step::from(fact), step);
    }
}
