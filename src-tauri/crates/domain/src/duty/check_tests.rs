use super::super::samples::{DAY, TAX, answer, quota};
use super::*;
use crate::names::Names;
use crate::reference::catalogue::{Cutoff, Level};
use crate::time::MinuteOfDay;

fn department() -> Department {
    Department {
        id: TAX,
        names: Names::same("税务局"),
        short: Names::same("税务"),
        level: Level::City,
        present: true,
        cutoff: Cutoff::DEFAULT,
        samples: Vec::new(),
        source: String::new(),
    }
}

fn known() -> BTreeSet<ItemId> {
    [ItemId(1), ItemId(2)].into()
}

fn comes(approvers: u16, names: &[&str]) -> HalfEntry {
    HalfEntry { answer: answer(Coming::Comes, approvers), names: names.iter().map(|name| (*name).to_owned()).collect() }
}

fn faults_of(half: Half, said: HalfEntry) -> Vec<(Field, Problem)> {
    let (department, items) = (department(), known());
    let place =
        Place { day: DAY, today: DAY, open: true, department: Some(&department), on_record: true, items: &items };
    let mut entry = Halves::default();
    *entry.of_mut(half) = Some(said);
    check_answer(&entry, &place).into_iter().map(|fault| (fault.field, fault.problem)).collect()
}

#[test]
fn what_is_entered_of_a_half_day_is_checked_field_by_field() {
    let check = |half: Half, change: fn(&mut HalfAnswer), expect: &[(Field, Problem)]| {
        let mut said = comes(2, &[]);
        change(&mut said.answer);
        assert_eq!(faults_of(half, said.clone()), expect, "{said:?}");
    };
    let (morning, afternoon) = (Half::Morning, Half::Afternoon);
    check(morning, |_| (), &[]);
    check(morning, |said| said.approvers = 1, &[]);
    check(morning, |said| said.approvers = 99, &[]);
    for change in [|said: &mut HalfAnswer| said.approvers = 0, |said: &mut HalfAnswer| said.approvers = 100] {
        check(afternoon, change, &[(Field::Approvers(afternoon), Problem::ApproversRange)]);
    }
    check(morning, |said| *said = answer(Coming::OnCall, 0), &[(Field::Approvers(morning), Problem::ApproversRange)]);
    check(morning, |said| *said = answer(Coming::Cannot, 0), &[]);
    check(morning, |said| *said = answer(Coming::NotReached, 0), &[]);

    let hours = |said: &mut HalfAnswer, from: u16, until: u16| {
        (said.from, said.until) = (Some(MinuteOfDay(from)), Some(MinuteOfDay(until)));
    };
    check(morning, |said| (said.from, said.until) = (Some(MinuteOfDay(540)), Some(MinuteOfDay(720))), &[]);
    check(afternoon, |said| (said.from, said.until) = (Some(MinuteOfDay(720)), Some(MinuteOfDay(1020))), &[]);
    for (half, from, until, problem) in [
        (morning, 600, 600, Problem::HoursEndFirst),
        (morning, 660, 600, Problem::HoursEndFirst),
        (morning, 660, 780, Problem::HoursOutside),
        (morning, 720, 780, Problem::HoursOutside),
        (afternoon, 660, 780, Problem::HoursOutside),
        (afternoon, 780, 1441, Problem::HoursOutside),
    ] {
        let mut said = comes(1, &[]);
        hours(&mut said.answer, from, until);
        assert_eq!(faults_of(half, said), [(Field::Hours(half), problem)], "{half:?} {from} {until}");
    }
    check(morning, |said| said.from = Some(MinuteOfDay(720)), &[(Field::Hours(morning), Problem::HoursOutside)]);
    check(afternoon, |said| said.until = Some(MinuteOfDay(720)), &[(Field::Hours(afternoon), Problem::HoursOutside)]);

    check(morning, |said| said.items = Items::AllBut(Vec::new()), &[]);
    check(morning, |said| said.items = Items::Only(vec![ItemId(2)]), &[]);
    let foreign = [(Field::Items(morning), Problem::ItemForeign(ItemId(9)))];
    check(morning, |said| said.items = Items::Only(vec![ItemId(2), ItemId(9)]), &foreign);
    check(morning, |said| said.items = Items::AllBut(vec![ItemId(9)]), &foreign);
    check(morning, |said| said.items = Items::Only(Vec::new()), &[(Field::Items(morning), Problem::NoItem)]);
}

#[test]
fn names_are_of_people_who_come_and_each_stands_once() {
    let check = |said: HalfEntry, expect: &[Problem]| {
        let expect: Vec<_> = expect.iter().map(|problem| (Field::Names(Half::Morning), *problem)).collect();
        assert_eq!(faults_of(Half::Morning, said.clone().clean()), expect, "{said:?}");
    };
    check(comes(2, &[]), &[]);
    check(comes(2, &["王芳"]), &[]);
    check(comes(2, &["王芳", "李强"]), &[]);
    check(comes(2, &["王芳", " ", "", "李强"]), &[]);
    check(comes(1, &["王芳", "李强"]), &[Problem::MoreNamesThanPeople { names: 2, people: 1 }]);
    check(comes(3, &["王芳", "李强", " 王 芳"]), &[Problem::NameTwice(2)]);
    check(comes(3, &["ANNA", "Anna", "anna"]), &[Problem::NameTwice(1), Problem::NameTwice(2)]);
    let nobody = HalfEntry { answer: answer(Coming::Cannot, 3), ..comes(3, &["王芳"]) };
    check(nobody.clone(), &[]);
    let unclean = faults_of(Half::Morning, nobody);
    let more = Problem::MoreNamesThanPeople { names: 1, people: 0 };
    assert_eq!(unclean, [(Field::Names(Half::Morning), more)], "nobody comes, and yet somebody is named");
}

#[test]
fn an_entry_is_kept_without_what_says_nothing() {
    let said = HalfEntry {
        answer: HalfAnswer {
            items: Items::Only(vec![ItemId(1)]),
            from: Some(MinuteOfDay(540)),
            ..answer(Coming::Cannot, 3)
        },
        names: vec!["王芳".to_owned()],
    };
    assert_eq!(said.clean(), HalfEntry { answer: answer(Coming::Cannot, 0), names: Vec::new() });
    let named = comes(2, &["\u{3000}王芳\r", " "]).clean();
    assert_eq!((named.answer.named, named.names), (Some(true), vec!["王芳".to_owned()]));
    assert_eq!(comes(2, &[" "]).clean().answer.named, None);
}

#[test]
fn an_answer_is_for_a_department_of_this_hall_and_a_day_to_come() {
    let (here, items) = (department(), known());
    let away = Department { present: false, ..department() };
    let usual = Place { day: DAY, today: DAY, open: true, department: Some(&here), on_record: false, items: &items };
    let check = |place: Place<'_>, expect: &[(Field, Problem)]| {
        let entry = Halves { morning: Some(comes(1, &[])), afternoon: None };
        let found = check_answer(&entry, &place);
        assert_eq!(found.iter().map(|fault| (fault.field, fault.problem)).collect::<Vec<_>>(), expect, "{place:?}");
    };
    check(usual, &[]);
    check(Place { today: BeijingDay(DAY.0 + 1), ..usual }, &[(Field::Day, Problem::DayOver)]);
    check(Place { today: BeijingDay(DAY.0 + 1), open: false, ..usual }, &[(Field::Day, Problem::DayOver)]);
    check(Place { open: false, ..usual }, &[(Field::Day, Problem::DayClosed)]);
    check(Place { department: Some(&away), ..usual }, &[(Field::Department, Problem::NoBackOffice)]);
    check(Place { department: None, ..usual }, &[(Field::Department, Problem::DepartmentUnknown)]);
    check(Place { department: None, on_record: true, ..usual }, &[(Field::Department, Problem::DepartmentGone)]);
    let nothing = check_answer(&Halves::default(), &Place { open: false, ..usual });
    let said: Vec<_> = nothing.iter().map(|fault| (fault.field, fault.problem)).collect();
    assert_eq!(said, [(Field::Day, Problem::DayClosed), (Field::Answer, Problem::NothingSaid)], "all faults at once");
}

#[test]
fn a_quota_is_checked_field_by_field() {
    let (here, items) = (department(), known());
    let check = |staffed: DepartmentStaffed, expect: &[(Field, Problem)]| {
        let found = check_quota(&staffed, Some(&here), &items);
        assert_eq!(found.iter().map(|fault| (fault.field, fault.problem)).collect::<Vec<_>>(), expect, "{staffed:?}");
    };
    check(quota(None), &[]);
    check(quota(Some(0)), &[]);
    check(quota(Some(99)), &[]);
    check(quota(Some(100)), &[(Field::QuotaApprovers, Problem::ApproversRange)]);
    let cases = |number| DepartmentStaffed { cases_per_approver: Some(number), ..quota(None) };
    check(cases(1), &[]);
    check(cases(99), &[]);
    for number in [0, 100] {
        check(cases(number), &[(Field::CasesPerApprover, Problem::CasesRange)]);
    }
    check(DepartmentStaffed { not_saturdays: vec![1, 2, 3, 4, 5], ..quota(None) }, &[]);
    check(
        DepartmentStaffed { not_saturdays: vec![0, 2, 6], ..quota(None) },
        &[(Field::NotSaturdays, Problem::SaturdayRange(0)), (Field::NotSaturdays, Problem::SaturdayRange(6))],
    );
    check(
        DepartmentStaffed { items: Items::Only(vec![ItemId(9)]), ..quota(None) },
        &[(Field::QuotaItems, Problem::ItemForeign(ItemId(9)))],
    );
    let unknown = check_quota(&quota(None), None, &items);
    assert_eq!(unknown, [Fault { field: Field::Department, problem: Problem::DepartmentUnknown }]);
}

#[test]
fn a_departments_items_are_those_it_has_to_approve() {
    let catalogue = Catalogue::from_csv(
        "id,zh_hans,level,present\n7,税务局,city,yes\n8,市监局,city,yes\n",
        "id,zh_hans,departments,window_minutes,office_minutes,needs_approver\n\
         1,发票,7,20,10,yes\n2,开办,8|7,20,10|10,yes\n3,许可,8,20,10,yes\n4,查询,7,20,10,no\n",
    )
    .expect("the tables read");
    assert_eq!(items_of(&catalogue, TAX), [ItemId(1), ItemId(2)].into());
}
