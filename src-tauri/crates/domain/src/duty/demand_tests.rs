use super::*;
use proptest::prelude::*;

fn item(id: u32, departments: &[u32], needs_approver: bool) -> ItemSnapshot {
    ItemSnapshot {
        item: ItemId(id),
        names: Names::same(&format!("事项{id}")),
        departments: departments.iter().copied().map(DepartmentId).collect(),
        needs_approver,
        window_minutes: 30,
    }
}

fn visit(items: &[ItemSnapshot], seated: bool, from: u16, to: u16) -> Visit<'_> {
    let id = RecordId { device: [1; 8], seq: u64::from(from) };
    Visit { id, items, seated, from: MinuteOfDay(from), to: MinuteOfDay(to) }
}

fn count(held: u16, beside: u16) -> Count {
    Count { held, beside }
}

#[test]
fn who_holds_a_seat_counts_and_who_has_none_stands_beside() {
    let tobacco = [item(1, &[7], true)];
    let both = [item(1, &[7], true), item(2, &[7, 8], true)];
    let none = [item(3, &[7], false)];
    let found = by_department([
        visit(&tobacco, true, 540, 570),
        visit(&both, true, 600, 660),
        visit(&tobacco, false, 570, 600),
        visit(&none, true, 540, 570),
    ]);
    assert_eq!(found.keys().map(|id| id.0).collect::<Vec<_>>(), [7, 8], "nobody is asked for what needs nobody");
    let seven = &found[&DepartmentId(7)];
    assert_eq!((seven.bookings, seven.cases), (count(2, 1), count(3, 1)));
    let items: Vec<_> = seven.items.iter().map(|(id, (_, count))| (id.0, *count)).collect();
    assert_eq!(items, [(1, count(2, 1)), (2, count(1, 0))]);
    assert_eq!(found[&DepartmentId(8)].cases, count(1, 0));
}

#[test]
fn each_half_day_reaches_from_its_first_beginning_to_its_last_end() {
    let work = [item(1, &[7], true)];
    let visits = [(780, 810), (690, 750), (930, 960), (540, 570), (720, 750)];
    let found = by_department(visits.map(|(from, to)| visit(&work, true, from, to)));
    let halves: Vec<_> = found[&DepartmentId(7)].halves.clone();
    let told = |half: &HalfDay| (half.morning, half.from.0, half.to.0, half.cases.held);
    assert_eq!(halves.iter().map(told).collect::<Vec<_>>(), [(true, 540, 750, 2), (false, 720, 960, 3)]);
}

#[test]
fn the_parts_add_up_to_the_whole() {
    let items = [item(1, &[7], true), item(2, &[7], true), item(4, &[8], true)];
    let visits = (0..40u16).map(|at| visit(&items[usize::from(at % 3)..], at % 4 != 0, 540 + at * 10, 570 + at * 10));
    for demand in by_department(visits).values() {
        let sum = |counts: Vec<Count>| counts.iter().fold((0, 0), |sum, one| (sum.0 + one.held, sum.1 + one.beside));
        let whole = (demand.cases.held, demand.cases.beside);
        assert_eq!(sum(demand.items.values().map(|(_, count)| *count).collect()), whole);
        assert_eq!(sum(demand.halves.iter().map(|half| half.cases).collect()), whole);
        assert!(demand.bookings.all() <= demand.cases.all());
    }
}

#[test]
fn each_number_leads_to_its_bookings_and_their_times() {
    let one = [item(1, &[7], true)];
    let two = [item(1, &[7], true), item(2, &[7, 8], true)];
    let found = by_department([visit(&two, true, 600, 660), visit(&one, false, 540, 570), visit(&one, true, 780, 810)]);
    let seven = &found[&DepartmentId(7)];
    let morning = seven.of_half(Half::Morning).expect("work in the morning");
    let times = |cases: &[Case]| cases.iter().map(|case| (case.at.0, case.seated)).collect::<Vec<_>>();
    assert_eq!(times(&morning.items[&ItemId(1)]), [(540, false), (600, true)], "in the order of their times");
    assert_eq!(times(&morning.items[&ItemId(2)]), [(600, true)]);
    let of = |cases: Vec<&Case>| bookings(cases).iter().map(|id| id.seq).collect::<Vec<_>>();
    assert_eq!(of(morning.all_cases().map(|(_, case)| case).collect()), [540, 600], "a booking of two items is one");
    assert_eq!(of(seven.all_cases().map(|(_, case)| case).collect()), [540, 600, 780]);
    assert!(found[&DepartmentId(8)].of_half(Half::Afternoon).is_none());
}

#[test]
fn an_item_that_names_no_department_is_a_line_of_its_own() {
    let lost = [item(5, &[], true), item(6, &[], false), item(1, &[7], true)];
    let visits = || [visit(&lost, true, 600, 630), visit(&lost, false, 540, 570)];
    assert_eq!(by_department(visits()).keys().map(|id| id.0).collect::<Vec<_>>(), [7]);
    let found = without_department(visits());
    assert_eq!(found.keys().map(|id| id.0).collect::<Vec<_>>(), [5], "what needs no approver asks nobody");
    assert_eq!(super::count(&found[&ItemId(5)].1), count(1, 1));
}

/// Items of a booking, whether it holds a seat, and when it begins.
type Drawn = (Vec<ItemSnapshot>, bool, u16);

fn any_visit() -> impl Strategy<Value = Drawn> {
    let departments = prop::collection::btree_set(1u32..5, 0..3).prop_map(|ids| ids.into_iter().collect::<Vec<_>>());
    let any_item = (1u32..6, departments, any::<bool>());
    let items =
        prop::collection::vec(any_item.prop_map(|(id, departments, needs)| item(id, &departments, needs)), 1..4);
    (items, any::<bool>(), 500u16..1000)
}

/// Cases that make up a number, counted one by one.
fn naive(drawn: &[Drawn], seated: bool, counts: impl Fn(&ItemSnapshot, u16) -> bool) -> usize {
    let of_one = |(items, held, at): &Drawn| items.iter().filter(|item| *held == seated && counts(item, *at)).count();
    drawn.iter().map(of_one).sum()
}

proptest! {
    /// Department by department, half-day by half-day, item by item and time by time it is what a count of the bookings
    /// one by one gives.
    #[test]
    fn demand_is_what_a_naive_count_gives(drawn in prop::collection::vec(any_visit(), 0..25)) {
        let found = by_department(drawn.iter().map(|(items, seated, at)| visit(items, *seated, *at, at + 30)));
        for department in (1..5).map(DepartmentId) {
            for half in Half::BOTH {
                let theirs = found.get(&department).and_then(|demand| demand.of_half(half));
                for id in (1..6).map(ItemId) {
                    let cases = theirs.and_then(|half| half.items.get(&id)).map_or(&[][..], Vec::as_slice);
                    for seated in [true, false] {
                        let expect = naive(&drawn, seated, |item, at| {
                            item.item == id && item.asks(department) && Half::of(MinuteOfDay(at)) == half
                        });
                        prop_assert_eq!(cases.iter().filter(|case| case.seated == seated).count(), expect);
                    }
                    prop_assert!(cases.is_sorted_by_key(|case| case.at));
                }
                if let Some(theirs) = theirs {
                    let all = super::count(theirs.all_cases().map(|(_, case)| case));
                    prop_assert_eq!(all, theirs.cases, "one count, however it is read");
                    prop_assert!(theirs.all_cases().all(|(_, case)| theirs.from <= case.at && case.at < theirs.to));
                }
            }
        }
    }
}
