use super::*;
use crate::reference::shipped;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn shipped_calendar() -> Calendar {
    Calendar::from_csv(shipped::CALENDAR).expect("the shipped calendar reads")
}

#[test]
fn kinds_of_days() {
    let calendar = shipped_calendar();
    let check = |date: &str, kind: DayKind, holiday: Option<&str>| {
        assert_eq!((calendar.kind(day(date)), calendar.holiday_name(day(date))), (kind, holiday), "{date}");
    };
    check("2026-11-27", DayKind::Workday, None);
    check("2026-11-28", DayKind::OrdinarySaturday, None);
    check("2026-11-29", DayKind::Weekend, None);
    check("2026-10-01", DayKind::Holiday, Some("国庆节"));
    check("2026-10-03", DayKind::Holiday, Some("国庆节"));
    check("2026-10-10", DayKind::MakeupWorkday, Some("国庆节"));
    check("2026-09-20", DayKind::MakeupWorkday, Some("国庆节"));
    // 1 and 2 February 2020: the amended Spring Festival. The 3rd is a Monday like any other.
    check("2020-02-01", DayKind::Holiday, Some("春节"));
    check("2020-02-03", DayKind::Workday, None);
    // A day of 2022 that the notice of 2023 gives off.
    check("2022-12-31", DayKind::Holiday, Some("元旦"));
    // Not published: by the weekday alone.
    check("2027-10-02", DayKind::OrdinarySaturday, None);
}

#[test]
fn a_make_up_day_from_monday_to_friday_is_a_workday() {
    let calendar = Calendar::from_csv("date,kind,holiday,notice_year\n2020-02-03,上班,春节,2020\n").expect("reads");
    assert_eq!(calendar.kind(day("2020-02-03")), DayKind::Workday);
}

#[test]
fn forwarding_is_to_the_next_working_day_not_simply_monday() {
    let calendar = shipped_calendar();
    let check = |after: &str, expect: &str| assert_eq!(calendar.next_working_day(day(after)), day(expect), "{after}");
    check("2026-11-28", "2026-11-30");
    check("2026-09-19", "2026-09-20"); // a worked Sunday
    check("2026-04-04", "2026-04-07"); // Monday is off
    check("2026-09-30", "2026-10-08");
    assert_eq!(calendar.previous_working_day(day("2026-10-08")), day("2026-09-30"));
}

#[test]
fn saturdays_before_and_after() {
    let calendar = shipped_calendar();
    assert_eq!(calendar.next_saturday(day("2026-10-02")), day("2026-10-03"));
    assert_eq!(calendar.next_saturday(day("2026-10-03")), day("2026-10-10"));
    assert_eq!(calendar.previous_saturday(day("2026-10-03")), day("2026-09-26"));
    assert_eq!(calendar.next_ordinary_saturday(day("2026-09-19")), day("2026-10-17"), "off, off, worked, ordinary");
    assert!(calendar.is_holiday_saturday(day("2026-09-26")));
    assert!(!calendar.is_holiday_saturday(day("2026-10-10")));
}

#[test]
fn a_missing_year_warns_from_october_on() {
    let calendar = shipped_calendar();
    assert_eq!(calendar.years().collect::<Vec<_>>(), (2018..=2026).collect::<Vec<_>>());
    assert_eq!(calendar.missing_year(day("2026-09-30")), None);
    assert_eq!(calendar.missing_year(day("2026-10-01")), Some(2027));
    assert_eq!(calendar.missing_year(day("2025-12-31")), None);
    assert_eq!(calendar.missing_year(day("2027-01-02")), Some(2027), "the year itself is not known");
    assert!(calendar.published(2026) && !calendar.published(2027));
}

#[test]
fn bad_rows_are_named() {
    let text = "date,kind,holiday,notice_year\n2026-02-30,day_off,春节,2026\n2026-02-16,holiday,春节,2026\n\
                2026/2/17,放假,春节,2026\n2026年2月17日,放假,春节,2026\n2026-02-18,day_off,,2062\n";
    let Err(ImportErrors::Rows { bad, .. }) = Calendar::from_csv(text) else { panic!("bad rows are refused") };
    let report: Vec<_> = bad.iter().map(|bad| (bad.line, bad.column.as_str(), bad.code.code())).collect();
    assert_eq!(
        report,
        [
            (2, "date", "date"),
            (3, "kind", "kind"),
            (5, "date", "duplicate"),
            (6, "holiday", "required"),
            (6, "notice_year", "number"),
        ]
    );
}

#[test]
fn the_ends_of_the_calendar_are_no_panic() {
    let calendar = shipped_calendar();
    assert_eq!(calendar.next_saturday(NaiveDate::MAX), NaiveDate::MAX);
    assert_eq!(calendar.previous_saturday(NaiveDate::MIN), NaiveDate::MAX);
}

proptest! {
    #[test]
    fn every_saturday_is_one_of_three_kinds(days in 0i64..20_000) {
        let date = day("1995-01-01") + chrono::Duration::days(days);
        let calendar = shipped_calendar();
        let saturday = matches!(
            calendar.kind(date),
            DayKind::OrdinarySaturday | DayKind::MakeupWorkday | DayKind::Holiday
        );
        prop_assert!(saturday || date.weekday() != Weekday::Sat);
        prop_assert_eq!(calendar.previous_saturday(calendar.next_saturday(date)) <= date, true);
    }
}
