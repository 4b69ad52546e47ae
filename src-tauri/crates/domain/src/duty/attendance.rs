//! Who came, on the day: one list of everybody who was to come, a line a person (PRODUCT rules 20 and 28). What is noted
//! belongs to a place on that list; whoever comes instead does so on this day and for this half-day only.

use super::half::{Half, Halves};
use crate::event::{Coming, HalfAnswer, Items, Presence};
use crate::limits::APPROVERS_MAX;
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::MinuteOfDay;
use std::collections::{BTreeMap, BTreeSet};

/// The answer of a department that stands for a half-day.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The department.
    pub department: DepartmentId,
    /// The half-day.
    pub half: Half,
    /// What it said.
    pub answer: &'a HalfAnswer,
    /// Who comes, as far as names are known; the first is of the first place.
    pub names: &'a [String],
}

/// What is noted of a place, the last in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The department.
    pub department: DepartmentId,
    /// The half-day.
    pub half: Half,
    /// Which of those who come, the first being 0.
    pub place: u16,
    /// Whether they are here.
    pub presence: Presence,
    /// Who came instead, if that is known.
    pub substitute: Option<String>,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The department.
    pub department: DepartmentId,
    /// The half-day.
    pub half: Half,
    /// Which of those who come, the first being 0; a list says 第1位 of it.
    pub place: u16,
    /// Who it is. `None` if nobody said: then the line is called by its place.
    pub name: Option<String>,
    /// Whether they are here; unknown as long as nothing is noted.
    pub presence: Presence,
    /// Who came instead.
    pub substitute: Option<String>,
    /// Somebody was to come. If not, something was noted of a place that the answer has no longer: it stays on record.
    pub expected: bool,
}

/// How many of a department are here for a half-day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Staffing {
    /// They came, or somebody in their place.
    pub here: u16,
    /// They are missing.
    pub missing: u16,
    /// Nothing is noted of them.
    pub open: u16,
}

impl Staffing {
    /// Whether somebody was to come and everybody is missing (rule 3 of a promise).
    pub fn everybody_missing(self) -> bool {
        self.missing > 0 && self.here == 0 && self.open == 0
    }
}

/// What can be done about a case whose approver is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Somebody of another department who is there may do the item: their answer names it.
    Colleague(DepartmentId),
    /// The citizen comes on another day.
    AnotherDay,
    /// The case is accepted and forwarded on a working day.
    Forward,
}

/// The list: department by department, the morning first, place by place. Whoever is on call sits elsewhere and has no line;
/// an answer with more people than any department sends has no more lines for it.
pub fn places(answers: &[Standing<'_>], noted: &[Noted]) -> Vec<Place> {
    let mut found: BTreeMap<(DepartmentId, Half, u16), Place> = BTreeMap::new();
    for standing in answers.iter().filter(|one| one.answer.coming == Coming::Comes) {
        let Standing { department, half, .. } = *standing;
        for place in 0..standing.answer.approvers.min(APPROVERS_MAX) {
            let name = standing.names.get(usize::from(place)).cloned();
            let open =
                Place { department, half, place, name, presence: Presence::Unknown, substitute: None, expected: true };
            found.insert((department, half, place), open);
        }
    }
    for one in noted.iter().filter(|one| one.presence != Presence::Unknown) {
        let Noted { department, half, place, presence, .. } = *one;
        let gone = Place { department, half, place, name: None, presence, substitute: None, expected: false };
        let line = found.entry((department, half, place)).or_insert(gone);
        line.presence = presence;
        line.substitute = one.substitute.clone().filter(|_| presence == Presence::Substitute);
    }
    found.into_values().collect()
}

/// How many of a department are here for a half-day, by the list. Places that nobody was to take do not count: whoever came
/// without being expected has no known items.
pub fn staffing(places: &[Place], department: DepartmentId, half: Half) -> Staffing {
    let mut found = Staffing::default();
    for place in places.iter().filter(|one| one.department == department && one.half == half && one.expected) {
        match place.presence {
            Presence::Came | Presence::Substitute => found.here += 1,
            Presence::Missing => found.missing += 1,
            Presence::Unknown => found.open += 1,
        }
    }
    found
}

/// How many who may do an item are here for a half-day: all of the department's or none, since an answer says one thing of
/// everybody.
pub fn staffing_for(places: &[Place], standing: &Standing<'_>, item: ItemId) -> Staffing {
    if !standing.answer.items.include(item) {
        return Staffing::default();
    }
    staffing(places, standing.department, standing.half)
}

/// Places whose people are missing, half-day by half-day, as the promise asks for them.
pub fn missing(places: &[Place], department: DepartmentId) -> Halves<BTreeSet<u16>> {
    let mut found = Halves::<BTreeSet<u16>>::default();
    let theirs = places.iter().filter(|one| one.department == department && one.expected);
    for place in theirs.filter(|one| one.presence == Presence::Missing) {
        found.of_mut(place.half).insert(place.place);
    }
    found
}

/// What can be done about a case of an item at a time whose approver is missing; `legs` are the departments that the case
/// visits anyway, of which none can stand in for another. Of the others only those whose answer names the item can be believed
/// to do it, and only with somebody who is not missing.
pub fn remedies(
    places: &[Place],
    answers: &[Standing<'_>],
    legs: &[DepartmentId],
    item: ItemId,
    at: MinuteOfDay,
) -> Vec<Remedy> {
    let names = |answer: &HalfAnswer| matches!(&answer.items, Items::Only(items) if items.contains(&item));
    let helps = |one: &&Standing<'_>| {
        let staffing = staffing(places, one.department, one.half);
        !legs.contains(&one.department)
            && one.half == Half::of(at)
            && one.answer.coming == Coming::Comes
            && names(one.answer)
            && one.answer.is_at(at)
            && staffing.here + staffing.open > 0
    };
    let colleagues: BTreeSet<DepartmentId> = answers.iter().filter(helps).map(|one| one.department).collect();
    colleagues.into_iter().map(Remedy::Colleague).chain([Remedy::AnotherDay, Remedy::Forward]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{TAX, answer};
    use super::*;
    use proptest::prelude::*;

    const OTHER: DepartmentId = DepartmentId(3);

    fn standing<'a>(department: DepartmentId, half: Half, answer: &'a HalfAnswer, names: &'a [String]) -> Standing<'a> {
        Standing { department, half, answer, names }
    }

    fn noted(place: u16, presence: Presence) -> Noted {
        Noted { department: TAX, half: Half::Morning, place, presence, substitute: None }
    }

    #[test]
    fn each_who_is_to_come_has_a_line_named_or_by_place() {
        let (two, on_call, one) = (answer(Coming::Comes, 2), answer(Coming::OnCall, 1), answer(Coming::Comes, 1));
        let names = ["王芳".to_owned()];
        let answers = [
            standing(TAX, Half::Afternoon, &on_call, &names),
            standing(TAX, Half::Morning, &two, &names),
            standing(OTHER, Half::Afternoon, &one, &[]),
        ];
        let list = places(&answers, &[noted(1, Presence::Missing)]);
        let shown: Vec<_> =
            list.iter().map(|one| (one.department, one.half, one.place, one.name.as_deref(), one.presence)).collect();
        let expect = [
            (OTHER, Half::Afternoon, 0, None, Presence::Unknown),
            (TAX, Half::Morning, 0, Some("王芳"), Presence::Unknown),
            (TAX, Half::Morning, 1, None, Presence::Missing),
        ];
        assert_eq!(shown, expect);
        assert_eq!(missing(&list, TAX).morning, BTreeSet::from([1]));
        assert_eq!(missing(&list, TAX).afternoon, BTreeSet::new());
    }

    #[test]
    fn everybody_is_missing_only_if_nobody_is_here_and_nobody_is_open() {
        let two = answer(Coming::Comes, 2);
        let check = |presences: &[Presence], here, missing, open, all| {
            let rows: Vec<_> = (0..).zip(presences).map(|(place, presence)| noted(place, *presence)).collect();
            let found = staffing(&places(&[standing(TAX, Half::Morning, &two, &[])], &rows), TAX, Half::Morning);
            assert_eq!(found, Staffing { here, missing, open }, "{presences:?}");
            assert_eq!(found.everybody_missing(), all, "{presences:?}");
        };
        check(&[], 0, 0, 2, false);
        check(&[Presence::Missing], 0, 1, 1, false);
        check(&[Presence::Missing, Presence::Missing], 0, 2, 0, true);
        check(&[Presence::Missing, Presence::Substitute], 1, 1, 0, false);
        check(&[Presence::Missing, Presence::Unknown], 0, 1, 1, false);
        check(&[Presence::Came, Presence::Missing], 1, 1, 0, false);
        assert!(!Staffing::default().everybody_missing(), "where nobody was to come nobody is missing");
    }

    #[test]
    fn who_may_not_do_an_item_is_not_counted_for_it() {
        let only = HalfAnswer { items: Items::Only(vec![ItemId(4)]), ..answer(Coming::Comes, 1) };
        let of = standing(TAX, Half::Morning, &only, &[]);
        let list = places(&[of], &[noted(0, Presence::Missing)]);
        assert!(staffing_for(&list, &of, ItemId(4)).everybody_missing());
        assert_eq!(staffing_for(&list, &of, ItemId(5)), Staffing::default());
    }

    #[test]
    fn what_was_noted_of_a_place_that_is_gone_stays_and_counts_for_nobody() {
        let one = answer(Coming::Comes, 1);
        let rows = [noted(0, Presence::Missing), noted(1, Presence::Came), noted(2, Presence::Unknown)];
        let list = places(&[standing(TAX, Half::Morning, &one, &[])], &rows);
        assert_eq!(list.iter().map(|one| one.expected).collect::<Vec<_>>(), [true, false]);
        assert!(staffing(&list, TAX, Half::Morning).everybody_missing());
    }

    #[test]
    fn a_substitute_is_named_for_that_half_day_only() {
        let one = answer(Coming::Comes, 1);
        let names = ["王芳".to_owned()];
        let answers = Half::BOTH.map(|half| standing(TAX, half, &one, &names));
        let row = Noted { substitute: Some("李强".to_owned()), ..noted(0, Presence::Substitute) };
        let list = places(&answers, &[row]);
        let shown: Vec<_> = list.iter().map(|one| (one.name.as_deref(), one.substitute.as_deref())).collect();
        assert_eq!(shown, [(Some("王芳"), Some("李强")), (Some("王芳"), None)]);
    }

    #[test]
    fn a_colleague_is_somebody_there_whose_answer_names_the_item() {
        let item = ItemId(4);
        let check = |theirs: HalfAnswer, presence: Presence, helps: bool| {
            let mine = answer(Coming::Comes, 1);
            let answers = [standing(TAX, Half::Morning, &mine, &[]), standing(OTHER, Half::Morning, &theirs, &[])];
            let row = Noted { department: OTHER, ..noted(0, presence) };
            let list = places(&answers, &[noted(0, Presence::Missing), row]);
            let found = remedies(&list, &answers, &[TAX], item, MinuteOfDay(600));
            let colleague = helps.then_some(Remedy::Colleague(OTHER));
            let expect: Vec<_> = colleague.into_iter().chain([Remedy::AnotherDay, Remedy::Forward]).collect();
            assert_eq!(found, expect, "{theirs:?} {presence:?}");
            let joint = remedies(&list, &answers, &[TAX, OTHER], item, MinuteOfDay(600));
            assert_eq!(joint, [Remedy::AnotherDay, Remedy::Forward], "it has a leg of its own to do");
        };
        let only = |item| HalfAnswer { items: Items::Only(vec![ItemId(item)]), ..answer(Coming::Comes, 1) };
        check(only(4), Presence::Came, true);
        check(only(4), Presence::Unknown, true);
        check(only(4), Presence::Missing, false);
        check(only(5), Presence::Came, false);
        check(answer(Coming::Comes, 1), Presence::Came, false);
        check(HalfAnswer { coming: Coming::OnCall, ..only(4) }, Presence::Came, false);
        check(HalfAnswer { until: Some(MinuteOfDay(600)), ..only(4) }, Presence::Came, false);
    }

    proptest! {
        #[test]
        fn every_place_is_counted_once(
            approvers in 0u16..6,
            rows in prop::collection::btree_map(0u16..8, prop::sample::select(vec![
                Presence::Came, Presence::Missing, Presence::Substitute, Presence::Unknown,
            ]), 0..8),
        ) {
            let said = answer(Coming::Comes, approvers);
            let rows: Vec<_> = rows.into_iter().map(|(place, presence)| noted(place, presence)).collect();
            let list = places(&[standing(TAX, Half::Morning, &said, &[])], &rows);
            let found = staffing(&list, TAX, Half::Morning);
            prop_assert_eq!(found.here + found.missing + found.open, approvers);
            let missing = missing(&list, TAX).morning;
            prop_assert_eq!(missing.len(), usize::from(found.missing));
            prop_assert_eq!(found.everybody_missing(), approvers > 0 && (0..approvers).all(|at| missing.contains(&at)));
        }
    }
}
