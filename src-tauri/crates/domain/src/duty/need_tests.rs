use super::super::samples::{DAY, demand, quota};
use super::*;
use chrono::NaiveDate;
use proptest::prelude::*;

#[test]
fn one_approver_for_a_half_day_with_work_or_one_for_so_many_cases() {
    for (cases, per_approver, expect) in [
        (0, None, 0),
        (1, None, 1),
        (400, None, 1),
        (0, Some(8), 0),
        (1, Some(8), 1),
        (8, Some(8), 1),
        (9, Some(8), 2),
        (16, Some(8), 2),
        (17, Some(8), 3),
        (5, Some(1), 5),
        (5, Some(0), 1),
        (u16::MAX, Some(2), 32_768),
    ] {
        assert_eq!(approvers(cases, per_approver), expect, "{cases} {per_approver:?}");
    }
}

#[test]
fn a_half_day_needs_what_its_seated_bookings_ask() {
    let work = demand(&[(1, 540), (1, 600), (2, 600), (1, 780)]);
    let both = needed(work.as_ref(), Some(2));
    let told = |half: &HalfTold| (half.approvers, half.items.iter().map(|one| (one.item.0, one.cases)).collect());
    assert_eq!(told(&both.morning), (2, vec![(1, 2), (2, 1)]));
    assert_eq!(told(&both.afternoon), (1, vec![(1, 1)]));
    assert_eq!(needed(None, Some(2)), Halves::default());
    let mut work = work.expect("work");
    for half in &mut work.halves {
        half.items.values_mut().flatten().for_each(|case| case.seated = false);
    }
    assert_eq!(needed(Some(&work), None), Halves::default(), "who has no seat stands beside");
}

#[test]
fn a_saturday_is_the_first_to_the_fifth_of_its_month() {
    for (date, expect) in [
        ((2026, 11, 7), Some(1)),
        ((2026, 11, 14), Some(2)),
        ((2026, 11, 28), Some(4)),
        ((2026, 8, 1), Some(1)),
        ((2026, 8, 29), Some(5)),
        ((2026, 11, 29), None),
    ] {
        let (year, month, day) = date;
        let date = NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        assert_eq!(saturday_of_month(BeijingDay::from(date)), expect, "{date}");
    }
}

/// Why, how many short, cases by item, and what closes it.
type Expected<'a> = (Why, u16, &'a [(u32, u16)], Closing);

#[test]
fn more_than_the_department_can_send_is_a_gap() {
    let work = demand(&[(1, 540), (1, 560), (1, 600), (2, 600), (2, 630)]).expect("work");
    let morning = work.of_half(Half::Morning).expect("a morning");
    let check = |quota: Option<DepartmentStaffed>, expect: &[Expected<'_>]| {
        let found = against_quota(morning, quota.as_ref(), DAY);
        let of_gap = |gap: &Gap| {
            let items: Vec<_> = gap.items.iter().map(|one| (one.item.0, one.cases)).collect();
            (gap.why, gap.short, items, gap.closes.clone())
        };
        let expect: Vec<_> =
            expect.iter().map(|(why, short, items, closes)| (*why, *short, items.to_vec(), vec![*closes])).collect();
        assert_eq!(found.iter().map(of_gap).collect::<Vec<_>>(), expect, "{quota:?}");
    };
    let one_for_two = |approvers| DepartmentStaffed { cases_per_approver: Some(2), ..quota(approvers) };
    check(None, &[]);
    check(Some(one_for_two(None)), &[]);
    check(Some(one_for_two(Some(3))), &[]);
    let two_of_three = Why::Quota { needed: 3, can: 2 };
    check(Some(one_for_two(Some(2))), &[(two_of_three, 1, &[(1, 3), (2, 2)], Closing::Approvers(1))]);
    check(
        Some(DepartmentStaffed { not_saturdays: vec![4], ..one_for_two(Some(9)) }),
        &[(Why::NotThatSaturday, 3, &[(1, 3), (2, 2)], Closing::AnotherDay)],
    );
    check(Some(DepartmentStaffed { not_saturdays: vec![1, 2, 3, 5], ..one_for_two(Some(9)) }), &[]);
    check(
        Some(DepartmentStaffed { items: Items::Only(vec![ItemId(2)]), ..one_for_two(Some(0)) }),
        &[
            (Why::QuotaItems, 2, &[(1, 3)], Closing::Qualified(2)),
            (Why::Quota { needed: 1, can: 0 }, 1, &[(2, 2)], Closing::Approvers(1)),
        ],
    );
    let not_for_two = DepartmentStaffed { items: Items::AllBut(vec![ItemId(2)]), ..quota(None) };
    check(Some(not_for_two), &[(Why::QuotaItems, 1, &[(2, 2)], Closing::Qualified(1))]);
}

proptest! {
    /// As many are enough and one fewer is not: what "one for so many cases" means.
    #[test]
    fn as_many_are_enough_and_one_fewer_is_not(cases in 0u16..2000, per_approver in 1u16..100) {
        let found = u32::from(approvers(cases, Some(per_approver)));
        let (cases, per_approver) = (u32::from(cases), u32::from(per_approver));
        prop_assert!(found * per_approver >= cases);
        prop_assert!(found == 0 || (found - 1) * per_approver < cases);
    }
}
