//! Times, steps and cases as the tests of this room need them.

use super::case::CaseState;
use super::fold::fold;
use super::leg::{LegEntry, LegKind};
use super::moment::{Stretch, When};
use super::step::{Handling, Opening, Step};
use crate::event::ItemSnapshot;
use crate::names::Names;
use crate::record::{Order, RecordId, Stamped};
use crate::reference::catalogue::ItemId;
use crate::time::{BeijingDay, MinuteOfDay};

/// Saturday, 28 November 2026.
pub(super) const DAY: BeijingDay = BeijingDay(20_785);

pub(super) fn stretch(from: Option<u16>, to: Option<u16>) -> Stretch {
    Stretch { from: from.map(MinuteOfDay), to: to.map(MinuteOfDay), ..Stretch::unknown(DAY) }
}

pub(super) fn when(at: u16) -> When {
    When { day: DAY, at: Some(MinuteOfDay(at)) }
}

pub(super) fn id(seq: u64) -> RecordId {
    RecordId { device: [1; 8], seq }
}

/// Somebody who helps; their records come from a device of its own.
pub(super) fn helper(seq: u64) -> RecordId {
    RecordId { device: [9; 8], seq }
}

pub(super) fn item(id: u32) -> ItemSnapshot {
    ItemSnapshot {
        item: ItemId(id),
        names: Names::same(&format!("事项{id}")),
        departments: Vec::new(),
        needs_approver: false,
        window_minutes: 20,
    }
}

pub(super) fn opening(handling: Handling) -> Opening {
    Opening {
        handling,
        began: when(600),
        until: None,
        helper: helper(1),
        party: 3,
        items: vec![item(1)],
        sealed: Vec::new(),
        booking: None,
        card: None,
    }
}

pub(super) fn leg(kind: LegKind, at: Option<u16>) -> Step {
    Step::Leg(LegEntry { kind, helper: helper(1), time: stretch(at, None), trips: kind.usual_trips() })
}

/// The steps as events of one device, numbered from 1.
pub(super) fn stamped(steps: impl IntoIterator<Item = Step>) -> Vec<Stamped<Step>> {
    (1..)
        .zip(steps)
        .map(|(seq, fact)| Stamped { order: Order { lamport: seq, id: id(seq) }, wall_ms: 0, fact })
        .collect()
}

/// The case of these steps, opened first.
pub(super) fn case(handling: Handling, steps: impl IntoIterator<Item = Step>) -> CaseState {
    let all = [Step::Opened(opening(handling))].into_iter().chain(steps);
    fold(stamped(all)).expect("a case that was opened")
}
