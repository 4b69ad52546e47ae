use super::*;
use crate::reference::shipped;

const CITY: HallId = HallId(1);
const TOBACCO: ItemId = ItemId(3);
const FOOD: ItemId = ItemId(4);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn shipped() -> (Hours, Calendar) {
    let hours = Hours::from_csv(shipped::HOURS).expect("the shipped hours read");
    (hours, Calendar::from_csv(shipped::CALENDAR).expect("the shipped calendar reads"))
}

fn text(sessions: &[SessionTimes]) -> String {
    let each = |session: &SessionTimes| format!("{}-{}", session.from.format("%H:%M"), session.to.format("%H:%M"));
    sessions.iter().map(each).collect::<Vec<_>>().join(" ")
}

/// PRODUCT rule 3: what the news report of August 2021 counted.
#[test]
fn counts_what_the_news_counted() {
    let (hours, calendar) = shipped();
    let check = |mode, from: &str, to: &str, days| {
        let counted = hours.count_service_days(CITY, mode, day(from), day(to), &calendar);
        assert_eq!(counted, ServiceDays { days, not_published: vec![] }, "{mode:?}");
    };
    check(Mode::Noon, "2020-02-18", "2021-08-12", 374);
    check(Mode::Flex, "2020-08-10", "2021-08-12", 253);
    check(Mode::Saturday, "2020-09-26", "2021-08-14", 38);
    // The rows carry the dates themselves: asking from earlier on gives the same.
    check(Mode::Noon, "2020-01-01", "2021-08-12", 374);
    check(Mode::Flex, "2020-01-01", "2021-08-12", 253);
    check(Mode::Saturday, "2020-01-01", "2021-08-14", 38);
    // Nothing in a range that ends before it begins.
    check(Mode::Noon, "2021-08-12", "2020-02-18", 0);
}

#[test]
fn years_without_a_notice_are_named() {
    let (hours, calendar) = shipped();
    let counted =
        hours.count_service_days(shipped::DEMO_HALL, Mode::Saturday, day("2026-12-01"), day("2028-01-31"), &calendar);
    assert_eq!(counted, ServiceDays { days: 61, not_published: vec![2027, 2028] }, "every Saturday of those months");
}

#[test]
fn a_saturday_has_its_sessions() {
    let (hours, calendar) = shipped();
    let check = |hall, date: &str, mode, expect: &str| {
        assert_eq!(text(&hours.sessions(hall, day(date), mode, &calendar)), expect, "{date} {mode:?}");
    };
    let hall = shipped::DEMO_HALL;
    check(hall, "2026-11-28", Mode::Saturday, "09:00-12:00 13:30-16:30");
    check(hall, "2026-10-10", Mode::Saturday, ""); // worked
    check(hall, "2026-10-03", Mode::Saturday, ""); // a holiday
    check(hall, "2026-10-10", Mode::Noon, "12:00-13:30");
    check(hall, "2026-11-27", Mode::Flex, "08:00-09:00 17:00-18:00");
    check(CITY, "2025-11-29", Mode::Saturday, "09:00-13:00");
    check(CITY, "2026-11-28", Mode::Saturday, "08:30-12:30");
    check(CITY, "2026-11-28", Mode::Noon, "");
    check(HallId(99), "2026-11-28", Mode::Saturday, "");
}

#[test]
fn an_item_may_have_narrower_hours_than_its_hall() {
    let (hours, calendar) = shipped();
    let check = |item, date: &str, mode, expect: &str| {
        let sessions = hours.item_sessions(shipped::DEMO_HALL, item, day(date), mode, &calendar);
        assert_eq!(text(&sessions), expect, "{item:?} {date} {mode:?}");
    };
    check(FOOD, "2026-11-28", Mode::Saturday, "09:00-12:00 13:30-16:30");
    check(TOBACCO, "2026-11-28", Mode::Saturday, "09:00-11:30 13:30-16:30");
    check(TOBACCO, "2026-10-03", Mode::Saturday, "");
    check(TOBACCO, "2026-11-27", Mode::Noon, "12:00-13:30");
}

#[test]
fn a_hall_may_open_on_a_holiday_saturday_by_its_dated_hours() {
    let (_, calendar) = shipped();
    let hours = Hours::from_csv(
        "hall,scope,mode,days,from,to,appointment,valid_from,valid_to,source\n\
         9,all,saturday,holiday_saturday,9:00,11:00,yes,2026-09-01,2026-09-30,notice of the hall\n\
         9,all,weekend,free_except_spring_festival,9:00,11:00,no,,,notice of the hall\n",
    )
    .expect("reads");
    let check = |date: &str, mode, expect: &str| {
        assert_eq!(text(&hours.sessions(HallId(9), day(date), mode, &calendar)), expect, "{date}");
    };
    check("2026-09-26", Mode::Saturday, "09:00-11:00");
    check("2026-10-03", Mode::Saturday, ""); // after its last day
    check("2026-11-28", Mode::Saturday, ""); // ordinary
    check("2026-11-29", Mode::Weekend, "09:00-11:00");
    check("2026-02-21", Mode::Weekend, ""); // Spring Festival
    check("2026-11-27", Mode::Weekend, ""); // Friday
}

#[test]
fn the_wizard_is_offered_what_the_sources_list() {
    let (hours, _) = shipped();
    let check = |hall, expect: &str| {
        let sessions = hours.listed_sessions(HallId(hall), day("2026-11-23"), Mode::Saturday);
        assert_eq!(text(&sessions), expect, "hall {hall}");
        assert_eq!(SessionTimes::validate(&sessions), Ok(()));
    };
    check(1, "08:30-12:30");
    check(2, "09:00-13:00");
    check(3, "09:00-12:00 13:30-16:30");
    check(4, "");
    check(5, "08:30-12:30");
}

#[test]
fn bad_rows_are_named() {
    let text = "hall,scope,items,mode,days,from,to,appointment,valid_from,valid_to,source\n\
                1,all,,night,workday,09:00,12:00,no,,,x\n\
                1,all,,noon,workday,12:00,9:00,no,,,x\n\
                1,some,4|b,noon,,12:00,13:60,maybe,2026-13-01,,x\n";
    let Err(ImportErrors::Rows { bad, .. }) = Hours::from_csv(text) else { panic!("bad rows are refused") };
    let report: Vec<_> = bad.iter().map(|bad| (bad.line, bad.column.as_str(), bad.code.code())).collect();
    assert_eq!(
        report,
        [
            (2, "mode", "kind"),
            (3, "to", "time"),
            (4, "items", "number"),
            (4, "days", "required"),
            (4, "appointment", "kind"),
            (4, "to", "time"),
            (4, "valid_from", "date"),
        ]
    );
}
