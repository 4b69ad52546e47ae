use super::super::samples::{answer, item, known, tip};
use super::*;
use crate::event::Items;
use chrono::{NaiveTime, Weekday};

fn at(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, day).and_then(|date| date.and_hms_opt(hour, 0, 0)).expect("a moment")
}

#[test]
fn the_worst_department_decides_the_result() {
    let check = |promises: &[Promise], expect| assert_eq!(of_result(promises.iter().copied()), expect);
    check(&[], ResultPromise::OnTheSpot);
    check(&[Promise::NoneNeeded, Promise::Confirmed], ResultPromise::OnTheSpot);
    check(&[Promise::Confirmed, Promise::WillBeAsked], ResultPromise::OnTheSpotOnceConfirmed);
    check(&[Promise::Asked, Promise::DepartmentUnknown], ResultPromise::Unknown);
    check(&[Promise::DepartmentUnknown, Promise::NoBackOffice], ResultPromise::Forwarded);
    check(&[Promise::Confirmed, Promise::Refused], ResultPromise::Forwarded);
}

#[test]
fn the_cut_off_is_the_last_such_weekday_before_the_day() {
    let saturday = at(28, 0).date();
    let time = NaiveTime::from_hms_opt(15, 0, 0).expect("a time");
    assert_eq!(Cutoff { weekday: Weekday::Fri, time }.before(saturday), at(27, 15));
    assert_eq!(Cutoff { weekday: Weekday::Mon, time }.before(saturday), at(23, 15));
    assert_eq!(Cutoff { weekday: Weekday::Sat, time }.before(saturday), at(21, 15));
}

/// What is known of a half-day, by name, and what each item is promised early and late in it, before and after the cut-off:
/// `W` will be asked, `A` asked, `C` confirmed, `R` refused, `P` past the cut-off and nobody on duty. Item 1 is restricted in
/// some; hours begin or end between early and late. Written by hand from the rules.
const TABLE: [(&str, [&str; 4]); 17] = [
    // item 1 early, item 1 late, item 2 early, item 2 late
    ("silent", ["WP", "WP", "WP", "WP"]),
    ("told", ["AA", "AA", "AA", "AA"]),
    ("asked long ago", ["AA", "AA", "AA", "AA"]),
    ("not reached", ["AA", "AA", "AA", "AA"]),
    ("contradicting", ["AA", "AA", "AA", "AA"]),
    ("comes", ["CC", "CC", "CC", "CC"]),
    ("comes, one of two missing", ["CC", "CC", "CC", "CC"]),
    ("comes, all missing", ["RR", "RR", "RR", "RR"]),
    ("comes for 1", ["CC", "CC", "RP", "RP"]),
    ("comes for 1, all missing", ["RR", "RR", "RP", "RP"]),
    ("comes not for 1", ["RP", "RP", "CC", "CC"]),
    ("comes late", ["RP", "CC", "RP", "CC"]),
    ("comes early", ["CC", "RP", "CC", "RP"]),
    ("comes early, all missing", ["RR", "RR", "RR", "RR"]),
    ("on call", ["AA", "AA", "AA", "AA"]),
    ("cannot", ["RR", "RR", "RR", "RR"]),
    ("told, cannot", ["RR", "RR", "RR", "RR"]),
];

fn times(half: Half) -> [MinuteOfDay; 2] {
    match half {
        Half::Morning => [MinuteOfDay(540), MinuteOfDay(660)],
        Half::Afternoon => [MinuteOfDay(780), MinuteOfDay(900)],
    }
}

fn learn(day: &mut DepartmentDay, half: Half, name: &str) {
    let [early, late] = times(half);
    let between = MinuteOfDay(early.0.midpoint(late.0));
    let mut said = answer(Coming::Comes, if name.contains("one of two") { 2 } else { 1 });
    if name.contains("for 1") {
        let named = vec![ItemId(1)];
        said.items = if name.contains("not for") { Items::AllBut(named) } else { Items::Only(named) };
    }
    said.from = name.contains("late").then_some(between);
    said.until = name.contains("early").then_some(between);
    let found = day.answers.of_mut(half);
    found.asked = name == "asked long ago";
    found.attempts = u16::from(name == "not reached");
    found.stands = match name {
        "silent" | "told" | "asked long ago" | "not reached" => Stands::None,
        "contradicting" => Stands::Contradicting(vec![tip(1, said), tip(2, answer(Coming::Cannot, 0))]),
        "on call" => Stands::One(tip(1, answer(Coming::OnCall, 1))),
        "cannot" | "told, cannot" => Stands::One(tip(1, answer(Coming::Cannot, 0))),
        _ => Stands::One(tip(1, said)),
    };
    day.told.of_mut(half).approvers = u16::from(name.starts_with("told"));
    *day.missing.of_mut(half) = if name.contains("missing") { [0].into() } else { BTreeSet::new() };
}

fn read(letter: char) -> Promise {
    match letter {
        'W' => Promise::WillBeAsked,
        'A' => Promise::Asked,
        'C' => Promise::Confirmed,
        'R' => Promise::Refused,
        _ => Promise::PastCutoff,
    }
}

fn of_two(one: char, other: char) -> ResultPromise {
    match (one, other) {
        ('R' | 'P', _) | (_, 'R' | 'P') => ResultPromise::Forwarded,
        ('C', 'C') => ResultPromise::OnTheSpot,
        _ => ResultPromise::OnTheSpotOnceConfirmed,
    }
}

/// Every state of a half-day beside every state of the other half-day, and of a second department: items, times, and before
/// and after the cut-off.
#[test]
fn an_item_at_a_time_is_promised_as_the_table_says() {
    let moments = [at(27, 14), at(27, 15)];
    for half in Half::BOTH {
        for (name, row) in TABLE {
            for (beside, other_row) in TABLE {
                let [mut first, mut second] = [known(at(27, 15)), known(at(27, 15))];
                learn(&mut first, half, name);
                learn(&mut first, half.other(), beside);
                learn(&mut second, half, beside);
                let day_of = |id: DepartmentId| if id.0 == 7 { Some(&first) } else { Some(&second) };
                let somebody = |name: &str| name.starts_with("comes") && !name.contains("all missing");
                assert_eq!(first.comes_at_all(), somebody(name) || somebody(beside), "{name} beside {beside}");
                for (column, cells) in row.iter().enumerate() {
                    let (number, when) = (if column < 2 { 1 } else { 2 }, times(half)[column % 2]);
                    let case = format!("{name} beside {beside}, {half:?}, item {number} at {}", when.0);
                    for (nth, now) in moments.into_iter().enumerate() {
                        let letter = |cells: &str| cells.chars().nth(nth).expect("a letter");
                        let promises = of_item_at(&item(number, &[7, 8]), when, now, day_of);
                        let expect = [read(letter(cells)), read(letter(other_row[column]))];
                        assert_eq!(promises.iter().map(|(_, one)| *one).collect::<Vec<_>>(), expect, "{case} {nth}");
                        let result = of_result(promises.into_iter().map(|(_, promise)| promise));
                        assert_eq!(result, of_two(letter(cells), letter(other_row[column])), "{case} {nth}");
                    }
                    let denied = match cells.chars().next() {
                        Some('R') => Some(true),
                        Some('C') => Some(false),
                        _ => None,
                    };
                    assert_eq!(first.denies(ItemId(number), when), denied, "{case}");
                }
            }
        }
    }
}

#[test]
fn who_is_nobody_to_ask_is_said_first() {
    let mut away = known(at(27, 15));
    learn(&mut away, Half::Morning, "comes");
    away.present = false;
    let check = |item: ItemSnapshot, expect: &[(Option<u32>, Promise)]| {
        let day_of = |id: DepartmentId| (id.0 == 7).then_some(&away);
        let found = of_item_at(&item, MinuteOfDay(540), at(27, 14), day_of);
        let found: Vec<_> = found.into_iter().map(|(id, promise)| (id.map(|id| id.0), promise)).collect();
        assert_eq!(found, expect);
    };
    check(item(1, &[7]), &[(Some(7), Promise::NoBackOffice)]);
    check(item(1, &[8]), &[(Some(8), Promise::DepartmentUnknown)]);
    check(item(1, &[]), &[(None, Promise::DepartmentUnknown)]);
    check(ItemSnapshot { needs_approver: false, ..item(1, &[7]) }, &[(Some(7), Promise::NoneNeeded)]);
    check(ItemSnapshot { needs_approver: false, ..item(1, &[]) }, &[]);
    assert_eq!(away.denies(ItemId(1), MinuteOfDay(540)), None);
}

#[test]
fn what_is_put_on_record_is_what_was_promised() {
    for (result, expect) in [
        (ResultPromise::OnTheSpot, Promised::OnTheSpot),
        (ResultPromise::OnTheSpotOnceConfirmed, Promised::OnceConfirmed),
        (ResultPromise::Unknown, Promised::Unknown),
        (ResultPromise::Forwarded, Promised::Forwarded),
    ] {
        assert_eq!(Promised::from(result), expect);
    }
}
