use super::super::samples::{DAY, answer, demand, known, quota, tip};
use super::*;
use crate::event::Items;
use crate::record::RecordId;
use crate::time::MinuteOfDay;
use chrono::NaiveDateTime;

fn said(answer: Option<HalfAnswer>) -> Stands {
    answer.map_or(Stands::None, |answer| Stands::One(tip(1, answer)))
}

/// Gaps with three bookings in the morning, one of item 2, and one in the afternoon; one approver for two cases.
fn check(morning: Option<HalfAnswer>, afternoon: Option<HalfAnswer>, missing: &[u16], expect: &[Gap]) {
    let work = demand(&[(1, 540), (2, 600), (1, 660), (1, 780)]);
    let mut known = known(NaiveDateTime::MAX);
    known.answers.morning.stands = said(morning);
    known.answers.afternoon.stands = said(afternoon);
    known.missing.morning = missing.iter().copied().collect();
    let staffed = DepartmentStaffed { cases_per_approver: Some(2), ..quota(Some(1)) };
    let about = Circumstances { day: DAY, demand: work.as_ref(), staffed: Some(&staffed), known: &known };
    assert_eq!(gaps(&about), expect);
}

/// A gap of the morning; `bookings` are the places of its bookings, the first being 1, and give its cases by item.
fn of_morning(why: Why, short: u16, items: &[(u32, u16)], bookings: &[u64], closes: &[Closing]) -> Gap {
    use crate::event::ItemCount;
    Gap {
        half: Half::Morning,
        why,
        short,
        items: items.iter().map(|(item, cases)| ItemCount { item: ItemId(*item), cases: *cases }).collect(),
        bookings: bookings.iter().map(|seq| RecordId { device: [1; 8], seq: *seq }).collect(),
        closes: closes.to_vec(),
    }
}

fn comes(approvers: u16) -> HalfAnswer {
    answer(Coming::Comes, approvers)
}

#[test]
fn a_gap_says_which_half_day_items_and_bookings_and_what_would_close_it() {
    let all: [(u32, u16); 2] = [(1, 2), (2, 1)];
    check(Some(comes(2)), Some(comes(1)), &[], &[]);
    check(Some(answer(Coming::OnCall, 1)), Some(comes(1)), &[], &[]);

    let fewer = Why::Fewer { needed: 2, coming: 1 };
    let one_more = of_morning(fewer, 1, &all, &[1, 2, 3], &[Closing::Approvers(1)]);
    check(Some(comes(1)), Some(comes(1)), &[], std::slice::from_ref(&one_more));
    check(Some(comes(2)), Some(comes(1)), &[1], &[one_more]);

    let cannot = |closes: &[Closing]| of_morning(Why::Cannot, 2, &all, &[1, 2, 3], closes);
    check(Some(answer(Coming::Cannot, 0)), Some(comes(1)), &[], &[cannot(&[Closing::AnotherDay])]);
    let both = [Closing::OtherHalf, Closing::AnotherDay];
    check(Some(answer(Coming::Cannot, 0)), Some(comes(2)), &[], &[cannot(&both)]);

    let missing = of_morning(Why::Missing, 2, &all, &[1, 2, 3], &[Closing::Approvers(2), Closing::AnotherDay]);
    check(Some(comes(2)), Some(comes(1)), &[0, 1], &[missing]);
}

#[test]
fn who_may_not_do_an_item_or_is_not_there_leaves_a_gap_of_those_cases_only() {
    let not_two = HalfAnswer { items: Items::AllBut(vec![ItemId(2)]), ..comes(1) };
    let items = |closes: &[Closing]| of_morning(Why::Items, 1, &[(2, 1)], &[2], closes);
    check(Some(not_two.clone()), None, &[], &[items(&[Closing::Qualified(1)])]);
    check(Some(not_two.clone()), Some(comes(1)), &[], &[items(&[Closing::Qualified(1), Closing::OtherHalf])]);
    check(Some(not_two.clone()), Some(not_two.clone()), &[], &[items(&[Closing::Qualified(1)])]);

    let late = HalfAnswer { from: Some(MinuteOfDay(660)), ..comes(1) };
    let hours = Closing::Hours { first: MinuteOfDay(540), last: MinuteOfDay(600) };
    check(Some(late), None, &[], &[of_morning(Why::Times, 1, &[(1, 1), (2, 1)], &[1, 2], &[hours])]);
    let early = HalfAnswer { until: Some(MinuteOfDay(660)), ..not_two };
    let last = Closing::Hours { first: MinuteOfDay(660), last: MinuteOfDay(660) };
    let times = of_morning(Why::Times, 1, &[(1, 1)], &[3], &[last]);
    check(Some(early), None, &[], &[items(&[Closing::Qualified(1)]), times]);
}

#[test]
fn until_something_stands_the_quota_says_what_is_too_much() {
    let quota = Why::Quota { needed: 2, can: 1 };
    let one_more = of_morning(quota, 1, &[(1, 2), (2, 1)], &[1, 2, 3], &[Closing::Approvers(1)]);
    check(None, None, &[], &[one_more]);
    check(Some(comes(2)), None, &[], &[]);
}

/// Gaps and promises say the same: whoever finds nobody is a booking of a gap, and is denied.
#[test]
fn whoever_is_denied_is_in_a_gap_and_nobody_else() {
    let bookings = [(1, 540), (2, 600), (1, 660), (2, 700), (1, 780), (2, 900)];
    let work = demand(&bookings);
    let hours = [None, Some(600), Some(661)].map(|time| time.map(MinuteOfDay));
    for coming in [Coming::Comes, Coming::OnCall, Coming::Cannot] {
        for items in [Items::All, Items::Only(vec![ItemId(2)]), Items::AllBut(vec![ItemId(2)])] {
            for (from, until) in hours.into_iter().flat_map(|from| hours.map(|until| (from, until))) {
                for missing in [vec![], vec![0], vec![0, 1]] {
                    let mut known = known(NaiveDateTime::MAX);
                    let said_first = HalfAnswer { items: items.clone(), from, until, ..answer(coming, 2) };
                    known.answers.morning.stands = said(Some(said_first));
                    known.missing.morning = missing.into_iter().collect();
                    let about = Circumstances { day: DAY, demand: work.as_ref(), staffed: None, known: &known };
                    let alone = gaps(&about).into_iter().filter(|gap| gap.why.leaves_visits_alone());
                    let alone: Vec<u64> = alone.flat_map(|gap| gap.bookings).map(|booking| booking.seq).collect();
                    let is_denied = |(item, at): (u32, u16)| known.denies(ItemId(item), MinuteOfDay(at)) == Some(true);
                    let denied = (1..).zip(bookings).filter(|(_, booking)| is_denied(*booking));
                    let mut sorted = alone.clone();
                    sorted.sort_unstable();
                    assert_eq!(sorted, denied.map(|(seq, _)| seq).collect::<Vec<u64>>(), "{known:?}");
                }
            }
        }
    }
}
