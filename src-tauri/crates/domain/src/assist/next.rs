//! Which leg is likely to come next: what has usually followed for that item in this hall, and a plain order until enough is
//! known. It is an offer, nothing is chosen by it.

use super::case::{CaseState, Stage};
use super::leg::LegKind;
use crate::reference::catalogue::ItemId;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many cases of an item have to have gone on from a leg before its habits count.
pub const ENOUGH_CASES: usize = 8;

/// What has followed what, item by item; before the first leg it is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Habits {
    seen: BTreeMap<(ItemId, Option<LegKind>), BTreeMap<LegKind, usize>>,
}

impl Habits {
    /// From cases that are done.
    pub fn of(cases: &[CaseState]) -> Self {
        let mut found = Self::default();
        for case in cases.iter().filter(|case| case.stage() == Stage::Completed) {
            for item in &case.items {
                let mut before = None;
                for kind in case.live_legs().map(|leg| leg.entry().kind) {
                    *found.seen.entry((item.item, before)).or_default().entry(kind).or_default() += 1;
                    before = Some(kind);
                }
            }
        }
        found
    }

    /// Kinds in the order in which they are offered: what has followed most often first, then the others in the plain order,
    /// which begins behind the last leg. `own`: the hall's own kinds.
    pub fn next(&self, item: Option<ItemId>, last: Option<LegKind>, own: &[LegKind]) -> Vec<LegKind> {
        let all = || LegKind::SHIPPED.iter().chain(own).copied();
        let followed = item.and_then(|item| self.seen.get(&(item, last)));
        let enough = followed.filter(|followed| followed.values().sum::<usize>() >= ENOUGH_CASES);
        let often = |kind: &LegKind| Reverse(enough.and_then(|followed| followed.get(kind)).copied().unwrap_or(0));
        let behind = |kind: &LegKind| last.is_some_and(|last| *kind <= last);
        let mut kinds: Vec<LegKind> = all().collect();
        kinds.sort_by_key(|kind| (often(kind), behind(kind)));
        kinds
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{case, leg, when};
    use super::super::step::{Handling, Step};
    use super::*;
    use LegKind::{Confirmation, Consultation, Form, IdentityCheck, Own, Signature, Submission};

    /// So many cases with these legs.
    fn cases(count: usize, kinds: &[LegKind]) -> Vec<CaseState> {
        let legs = || kinds.iter().map(|kind| leg(*kind, None)).chain([Step::Completed { at: when(700) }]);
        std::iter::repeat_with(|| case(Handling::Helping, legs())).take(count).collect()
    }

    #[test]
    fn until_enough_is_known_the_order_is_the_plain_one() {
        let few = Habits::of(&cases(7, &[Form, IdentityCheck]));
        assert_eq!(few.next(Some(ItemId(1)), None, &[]), LegKind::SHIPPED);
        let behind = few.next(Some(ItemId(1)), Some(Submission), &[Own(1)]);
        assert_eq!(behind, [IdentityCheck, Confirmation, Consultation, Own(1), Form, Signature, Submission]);
    }

    #[test]
    fn what_usually_follows_for_the_item_comes_first() {
        let known = Habits::of(&[cases(6, &[Form, IdentityCheck]), cases(3, &[Form, Own(1)])].concat());
        let first = |item, last| known.next(item, last, &[Own(1)])[..3].to_vec();
        assert_eq!(first(Some(ItemId(1)), Some(Form)), [IdentityCheck, Own(1), Signature]);
        assert_eq!(first(Some(ItemId(1)), None), [Form, Signature, Submission]);
        assert_eq!(first(Some(ItemId(2)), Some(Form)), [Signature, Submission, IdentityCheck], "another item");
        assert_eq!(first(None, Some(Form)), [Signature, Submission, IdentityCheck]);
    }

    #[test]
    fn cases_under_way_and_legs_struck_out_teach_nothing() {
        let under_way = vec![case(Handling::Helping, [leg(Form, None)]); ENOUGH_CASES];
        assert_eq!(Habits::of(&under_way), Habits::default());
        let struck = Step::LegStruck { leg: super::super::samples::id(2) };
        let steps = [leg(Form, None), struck, Step::Completed { at: when(700) }];
        assert_eq!(Habits::of(&[case(Handling::Helping, steps)]), Habits::default());
    }

    #[test]
    fn every_kind_is_offered_once() {
        let known = Habits::of(&cases(9, &[Form, Form, Consultation, Own(4)]));
        for last in [None, Some(Form), Some(Own(4)), Some(Own(9))] {
            let mut kinds = known.next(Some(ItemId(1)), last, &[Own(4)]);
            kinds.sort_unstable();
            assert_eq!(kinds, [Form, Signature, Submission, IdentityCheck, Confirmation, Consultation, Own(4)]);
        }
    }
}
