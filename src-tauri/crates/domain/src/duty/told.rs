//! What a department was told against what is needed now: the notice says the difference, and a department is told less by a
//! person only. What was told plus the difference is what is needed.

use super::half::{Half, Halves};
use crate::event::{DutyTold, HalfTold, ItemCount};
use crate::reference::catalogue::ItemId;
use std::collections::BTreeMap;

/// What has changed since a department was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Needed and not told yet: what a notice says.
    pub more: Halves<HalfTold>,
    /// Told and not needed any more: never in a notice.
    pub less: Halves<HalfTold>,
}

impl HalfTold {
    /// Whether it says anything at all.
    pub fn is_something(&self) -> bool {
        self.approvers > 0 || self.items.iter().any(|one| one.cases > 0)
    }

    /// What this has over another: approvers, and cases item by item.
    pub(super) fn over(&self, other: &Self) -> Self {
        let theirs = by_item(&other.items);
        let left = by_item(&self.items).into_iter().filter_map(|(item, cases)| {
            let cases = cases.saturating_sub(theirs.get(&item).copied().unwrap_or(0));
            (cases > 0).then_some(ItemCount { item, cases })
        });
        Self { approvers: self.approvers.saturating_sub(other.approvers), items: left.collect() }
    }
}

/// An item that stands twice counts with both.
fn by_item(items: &[ItemCount]) -> BTreeMap<ItemId, u16> {
    let mut found: BTreeMap<ItemId, u16> = BTreeMap::new();
    for one in items {
        let cases = found.entry(one.item).or_default();
        *cases = cases.saturating_add(one.cases);
    }
    found
}

impl From<&DutyTold> for Halves<HalfTold> {
    fn from(told: &DutyTold) -> Self {
        Self { morning: told.morning.clone(), afternoon: told.afternoon.clone() }
    }
}

impl Halves<HalfTold> {
    /// Whether either half-day says anything.
    pub fn is_something(&self) -> bool {
        self.morning.is_something() || self.afternoon.is_something()
    }
}

/// What is needed against what was told, half-day by half-day.
pub fn difference(told: &Halves<HalfTold>, needed: &Halves<HalfTold>) -> Difference {
    let of = |a: &Halves<HalfTold>, b: &Halves<HalfTold>| Halves::each(|half: Half| a.of(half).over(b.of(half)));
    Difference { more: of(needed, told), less: of(told, needed) }
}

/// Half-days of which a department was told that nobody has to come: it was told of work in them before, or is told of none in
/// either. That somebody comes, said before that, stands no more: it is asked again where there is work once more.
pub fn takes_back(before: &Halves<HalfTold>, now: &Halves<HalfTold>) -> Halves<bool> {
    let is_left = now.is_something();
    Halves::each(|half| !now.of(half).is_something() && (before.of(half).is_something() || !is_left))
}

/// What a department knows once it is told: what it was told before, and what is new. Only where nothing is new was it told
/// of less, by a person who chose to: then it knows what is needed.
pub fn after_telling(told: &Halves<HalfTold>, needed: &Halves<HalfTold>) -> Halves<HalfTold> {
    if !difference(told, needed).more.is_something() {
        return needed.clone();
    }
    Halves::each(|half| {
        let (told, needed) = (told.of(half), needed.of(half));
        let mut items = by_item(&told.items);
        for (item, cases) in by_item(&needed.items) {
            let known = items.entry(item).or_default();
            *known = cases.max(*known);
        }
        HalfTold {
            approvers: told.approvers.max(needed.approvers),
            items: items.into_iter().map(|(item, cases)| ItemCount { item, cases }).collect(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn half(approvers: u16, items: &[(u32, u16)]) -> HalfTold {
        let items = items.iter().map(|(item, cases)| ItemCount { item: ItemId(*item), cases: *cases }).collect();
        HalfTold { approvers, items }
    }

    #[test]
    fn the_notice_says_what_is_new_and_what_is_less_stands_apart() {
        let check = |told: HalfTold, needed: HalfTold, more: HalfTold, less: HalfTold| {
            let of = |morning| Halves { morning, afternoon: HalfTold::default() };
            let expect = Difference { more: of(more), less: of(less) };
            assert_eq!(difference(&of(told.clone()), &of(needed.clone())), expect, "{told:?} {needed:?}");
        };
        let nothing = HalfTold::default;
        check(nothing(), nothing(), nothing(), nothing());
        check(nothing(), half(1, &[(4, 6)]), half(1, &[(4, 6)]), nothing());
        check(half(1, &[(4, 6)]), half(1, &[(4, 6)]), nothing(), nothing());
        check(half(1, &[(4, 6)]), half(2, &[(4, 9)]), half(1, &[(4, 3)]), nothing());
        check(half(1, &[(4, 6)]), half(1, &[(4, 5), (5, 1)]), half(0, &[(5, 1)]), half(0, &[(4, 1)]));
        check(half(2, &[(4, 9)]), nothing(), nothing(), half(2, &[(4, 9)]));
        check(half(1, &[(4, 2), (4, 3)]), half(1, &[(4, 6)]), half(0, &[(4, 1)]), nothing());
    }

    #[test]
    fn what_became_less_is_told_by_a_person_only() {
        let of = |morning| Halves { morning, afternoon: HalfTold::default() };
        let check = |told, needed, expect| assert_eq!(after_telling(&of(told), &of(needed)), of(expect));
        check(half(1, &[(4, 6)]), half(1, &[(4, 5), (5, 1)]), half(1, &[(4, 6), (5, 1)]));
        check(half(2, &[(4, 9)]), half(1, &[(4, 3)]), half(1, &[(4, 3)]));
        check(half(2, &[(4, 9)]), HalfTold::default(), HalfTold::default());
    }

    #[test]
    fn only_who_is_told_of_no_work_where_there_was_some_or_of_none_at_all_may_stay() {
        let one = || half(1, &[(4, 1)]);
        let check = |(was, was_later), (is, is_later), expect: (bool, bool)| {
            let before = Halves { morning: was, afternoon: was_later };
            let found = takes_back(&before, &Halves { morning: is, afternoon: is_later });
            assert_eq!((found.morning, found.afternoon), expect, "{before:?}");
        };
        let none = HalfTold::default;
        check((one(), none()), (one(), none()), (false, false));
        check((one(), one()), (one(), none()), (false, true));
        check((one(), none()), (none(), none()), (true, true));
        check((none(), none()), (none(), none()), (true, true));
        check((none(), none()), (none(), one()), (false, false));
    }

    fn any_half() -> impl Strategy<Value = HalfTold> {
        (0u16..5, prop::collection::btree_map(1u32..5, 1u16..9, 0..4))
            .prop_map(|(approvers, items)| half(approvers, &items.into_iter().collect::<Vec<_>>()))
    }

    fn any_halves() -> impl Strategy<Value = Halves<HalfTold>> {
        (any_half(), any_half()).prop_map(|(morning, afternoon)| Halves { morning, afternoon })
    }

    fn cases(half: &HalfTold, item: u32) -> u16 {
        half.items.iter().find(|one| one.item == ItemId(item)).map_or(0, |one| one.cases)
    }

    proptest! {
        /// Nothing new is left to be told, and telling again changes nothing but what is less.
        #[test]
        fn whoever_was_told_has_nothing_new_to_hear(told in any_halves(), needed in any_halves()) {
            let knows = after_telling(&told, &needed);
            prop_assert!(!difference(&knows, &needed).more.is_something());
            if difference(&told, &needed).more.is_something() {
                prop_assert_eq!(difference(&knows, &needed).less, difference(&told, &needed).less);
            }
        }

        /// Half-day by half-day and item by item; with nothing less than was told, told + more = needed.
        #[test]
        fn told_and_the_difference_are_what_is_needed(told in any_halves(), needed in any_halves()) {
            let Difference { more, less } = difference(&told, &needed);
            for at in Half::BOTH {
                let (told, needed, more, less) = (told.of(at), needed.of(at), more.of(at), less.of(at));
                prop_assert_eq!(told.approvers + more.approvers, needed.approvers + less.approvers);
                prop_assert!(more.approvers == 0 || less.approvers == 0);
                for item in 1..5 {
                    let (told, needed) = (cases(told, item), cases(needed, item));
                    prop_assert_eq!(told + cases(more, item), needed + cases(less, item));
                    if needed >= told {
                        prop_assert_eq!(told + cases(more, item), needed);
                    }
                }
                prop_assert!(more.items.iter().chain(&less.items).all(|one| one.cases > 0), "nothing is not said");
            }
        }
    }
}
