use super::*;
use crate::time::BeijingDay;
use proptest::prelude::*;

fn answer(seq: u64) -> RecordId {
    RecordId { device: [1; 8], seq }
}

fn half(need: u16, coming: u16, items: &[(u32, u16)]) -> PublishedHalf {
    let items = items.iter().map(|(item, cases)| ItemCount { item: ItemId(*item), cases: *cases }).collect();
    PublishedHalf { need, coming, items, ..PublishedHalf::default() }
}

fn line(department: u32, morning: PublishedHalf, afternoon: PublishedHalf) -> PublishedLine {
    PublishedLine { department: DepartmentId(department), morning, afternoon }
}

fn version(number: u16, lines: &[PublishedLine], windows: Option<u16>) -> DutyPublished {
    DutyPublished { day: BeijingDay(20_785), number, lines: lines.to_vec(), windows }
}

/// Answers name the same people if their numbers differ by ten.
fn same_names(one: RecordId, other: RecordId) -> bool {
    one.seq.abs_diff(other.seq) == 10
}

fn none() -> PublishedHalf {
    PublishedHalf::default()
}

#[test]
fn the_first_version_is_number_one_and_everybody_is_new_on_it() {
    let lines = [line(5, half(1, 1, &[(4, 6)]), none()), line(2, none(), half(1, 0, &[(7, 1)]))];
    let first = against(&lines, Some(3), None, same_names);
    assert_eq!((first.number, first.unchanged), (1, false));
    let told: Vec<_> = first.departments.iter().map(|one| (one.department.0, one.standing)).collect();
    assert_eq!(told, [(2, Standing::Added), (5, Standing::Added)]);
    assert_eq!(first.departments[1].halves.morning.need, Some(Turn { before: 0, now: 1 }));
    assert_eq!(first.windows, Some(Turn { before: None, now: Some(3) }));
    assert!(!against(&[], None, None, same_names).unchanged, "a sheet nobody has published yet can be published");
}

#[test]
fn only_departments_that_differ_are_told_and_each_difference_is_said() {
    let before = half(1, 1, &[(4, 6), (5, 1)]);
    let check = |now: PublishedHalf, expect: HalfChange, only_less: bool| {
        let stays = line(9, half(2, 2, &[(8, 3)]), none());
        let last = version(3, &[line(5, before.clone(), none()), stays.clone()], None);
        let next = against(&[line(5, now.clone(), none()), stays], None, Some(&last), same_names);
        assert_eq!((next.number, next.unchanged), (4, false), "{now:?}");
        assert_eq!(next.departments.iter().map(|one| one.department.0).collect::<Vec<_>>(), [5], "{now:?}");
        assert_eq!(next.departments[0].halves.morning, expect, "{now:?}");
        assert_eq!(next.departments[0].only_less(), only_less, "{now:?}");
    };
    let turn = |before, now| Turn { before, now };
    let change = HalfChange::default;
    check(half(2, 1, &[(4, 6), (5, 1)]), HalfChange { need: Some(turn(1, 2)), ..change() }, false);
    check(half(1, 0, &[(4, 6), (5, 1)]), HalfChange { coming: Some(turn(1, 0)), ..change() }, false);
    let items = vec![(ItemId(4), turn(6, 7)), (ItemId(5), turn(1, 0)), (ItemId(6), turn(0, 2))];
    check(half(1, 1, &[(4, 7), (6, 2)]), HalfChange { items, ..change() }, false);
    check(half(1, 1, &[(4, 5), (5, 1)]), HalfChange { items: vec![(ItemId(4), turn(6, 5))], ..change() }, true);
    let until = Some(MinuteOfDay(660));
    let hours = Some(Turn { before: Hours::default(), now: Hours { from: None, until } });
    check(PublishedHalf { until, ..before.clone() }, HalfChange { hours, ..change() }, false);
    check(PublishedHalf { names_of: Some(answer(1)), ..before.clone() }, HalfChange { names: true, ..change() }, false);
}

#[test]
fn who_is_dropped_is_told_by_a_person_and_who_is_kept_for_less_as_well() {
    let last = version(1, &[line(5, half(1, 1, &[(4, 6)]), none()), line(6, half(2, 1, &[(4, 9)]), none())], None);
    let next = against(&[line(6, half(1, 1, &[(4, 2)]), none())], None, Some(&last), same_names);
    let told: Vec<_> = next.departments.iter().map(|one| (one.department.0, one.standing, one.only_less())).collect();
    assert_eq!(told, [(5, Standing::Dropped, true), (6, Standing::Kept, true)]);
}

#[test]
fn the_same_twice_changes_nothing_however_it_is_written() {
    let named = |seq| PublishedHalf { names_of: Some(answer(seq)), ..half(1, 1, &[(4, 2), (4, 1)]) };
    let last = version(7, &[line(5, named(1), none()), line(6, none(), none())], Some(3));
    let same = [line(5, PublishedHalf { items: half(0, 0, &[(4, 3)]).items, ..named(11) }, none())];
    let next = against(&same, Some(3), Some(&last), same_names);
    assert_eq!((next.unchanged, next.departments.is_empty()), (true, true), "{next:?}");
    let other = against(&[line(5, named(2), none())], Some(3), Some(&last), same_names);
    assert!(other.departments[0].halves.morning.names);
    let windows = against(&same, Some(4), Some(&last), same_names);
    assert_eq!((windows.unchanged, windows.departments.len()), (false, 0), "the windows concern no department");
    assert_eq!(against(&same, None, Some(&version(u16::MAX, &[], None)), same_names).number, u16::MAX);
}

#[test]
fn a_shortfall_is_a_half_day_for_which_fewer_come_than_are_needed() {
    let lines = [line(5, half(2, 1, &[]), half(1, 1, &[])), line(6, half(1, 2, &[]), half(1, 0, &[]))];
    let found: Vec<_> =
        shortfalls(&lines).iter().map(|one| (one.department.0, one.half, one.need, one.coming)).collect();
    assert_eq!(found, [(5, Half::Morning, 2, 1), (6, Half::Afternoon, 1, 0)]);
}

fn any_half() -> impl Strategy<Value = PublishedHalf> {
    (0u16..3, 0u16..3, prop::collection::btree_map(1u32..4, 1u16..4, 0..3), prop::option::of(0u16..3)).prop_map(
        |(need, coming, items, from)| PublishedHalf {
            from: from.map(|hour| MinuteOfDay(540 + hour * 60)),
            ..half(need, coming, &items.into_iter().collect::<Vec<_>>())
        },
    )
}

fn any_lines() -> impl Strategy<Value = Vec<PublishedLine>> {
    prop::collection::btree_map(1u32..6, (any_half(), any_half()), 0..5)
        .prop_map(|lines| lines.into_iter().map(|(id, (morning, afternoon))| line(id, morning, afternoon)).collect())
}

proptest! {
    #[test]
    fn a_department_is_told_exactly_if_its_line_differs(before in any_lines(), now in any_lines()) {
        let next = against(&now, None, Some(&version(1, &before, None)), same_names);
        let of = |lines: &[PublishedLine], id: u32| {
            let says = |half: &PublishedHalf| half.need > 0 || half.coming > 0 || !half.items.is_empty();
            let found = lines.iter().find(|line| line.department.0 == id).cloned();
            found.filter(|line| says(&line.morning) || says(&line.afternoon))
        };
        let expect: Vec<u32> = (1..6).filter(|id| of(&before, *id) != of(&now, *id)).collect();
        prop_assert_eq!(next.departments.iter().map(|one| one.department.0).collect::<Vec<_>>(), expect);
        prop_assert_eq!(next.unchanged, next.departments.is_empty());
        let again = against(&now, None, Some(&version(2, &now, None)), same_names);
        prop_assert!(again.unchanged);
    }
}
