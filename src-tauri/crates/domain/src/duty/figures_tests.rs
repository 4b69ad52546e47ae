use super::*;
use crate::time::BeijingDay;
use proptest::prelude::*;

/// Saturday, 28 November 2026, and the Saturday after it, which is of the next month.
const NOVEMBER: BeijingDay = BeijingDay(20_785);
const DECEMBER: BeijingDay = BeijingDay(20_792);

fn case(id: u32, day: BeijingDay, half: Half, department: u32, coverage: Coverage) -> BookedCase<u32> {
    BookedCase { id, day, half, department: DepartmentId(department), coverage }
}

#[test]
fn cases_are_seen_by_department_half_day_and_month_and_lead_to_their_records() {
    let cases = [
        case(1, NOVEMBER, Half::Morning, 5, Coverage::Covered),
        case(2, NOVEMBER, Half::Afternoon, 5, Coverage::NotCovered),
        case(3, DECEMBER, Half::Morning, 5, Coverage::NotRecorded),
        case(4, DECEMBER, Half::Morning, 7, Coverage::Covered),
    ];
    let by_department = coverage(&cases, |case| case.department);
    let five = &by_department[&DepartmentId(5)];
    assert_eq!((&five.covered, &five.not_covered, &five.not_recorded), (&vec![1], &vec![2], &vec![3]));
    assert_eq!(five.share(), Some(Share { part: 1, whole: 3 }), "what is not recorded stays in the whole");
    let by_month = coverage(&cases, |case| Month::from(case.day));
    let months: Vec<_> = by_month.iter().map(|(month, theirs)| (month.year, month.month, theirs.total())).collect();
    assert_eq!(months, [(2026, 11, 2), (2026, 12, 2)]);
    let by_half = coverage(&cases, |case| case.half);
    assert_eq!(by_half[&Half::Morning].covered, [1, 4]);
}

#[test]
fn as_long_as_nothing_is_recorded_there_is_no_share() {
    let cases = |recorded: Option<Coverage>| {
        let silent = case(1, NOVEMBER, Half::Morning, 5, Coverage::NotRecorded);
        let rest = recorded.map(|coverage| case(2, NOVEMBER, Half::Morning, 5, coverage));
        coverage(&[silent].into_iter().chain(rest).collect::<Vec<_>>(), |_| ())[&()].share()
    };
    assert_eq!(cases(None), None);
    assert_eq!(cases(Some(Coverage::NotCovered)), Some(Share { part: 0, whole: 2 }), "that is zero");
    assert_eq!(Covered::<u32>::default().share(), None);
    let kept =
        |outcome| promises(&[Promise { id: 1, promised: Some(Promised::OnTheSpot), outcome }]).on_the_spot.kept();
    assert_eq!((kept(Outcome::NotRecorded), kept(Outcome::NotCome)), (None, None));
    assert_eq!(kept(Outcome::Forwarded), Some(Share { part: 0, whole: 1 }));
}

#[test]
fn a_share_is_rounded_once_and_of_nothing_there_is_none() {
    for (part, whole, expect) in
        [(0, 3, Some(0)), (1, 3, Some(333)), (2, 3, Some(667)), (3, 3, Some(1000)), (1, 16, Some(63)), (0, 0, None)]
    {
        assert_eq!(Share { part, whole }.per_mille(), expect, "{part} of {whole}");
    }
    assert_eq!(Share { part: usize::MAX, whole: usize::MAX }.per_mille(), None);
}

#[test]
fn people_called_in_are_told_against_everybody_in_all_sessions() {
    let day = |day, morning, afternoon| ServedDay { day, sessions: Halves { morning, afternoon }, stationed: 8 };
    let call = |id, day, half, approvers| CalledIn { id, day, half, approvers };
    let days = [day(NOVEMBER, true, true), day(DECEMBER, true, false)];
    let calls = [
        call(1, NOVEMBER, Half::Morning, 2),
        call(2, NOVEMBER, Half::Afternoon, 1),
        call(3, DECEMBER, Half::Morning, 1),
        call(4, DECEMBER, Half::Afternoon, 3),
        call(5, BeijingDay(20_799), Half::Morning, 3),
        call(6, DECEMBER, Half::Morning, 0),
    ];
    let found = presence(&days, &calls);
    assert_eq!(found, Presence { days: 2, called: 4, everybody: 24, records: vec![1, 2, 3] });
    assert_eq!(found.saved(), 20);
    let more = presence(&[ServedDay { stationed: 1, ..days[1] }], &[call(1, DECEMBER, Half::Morning, 3)]);
    assert_eq!(more.saved(), -2, "more than everybody is said as it is");
}

#[test]
fn a_promise_is_kept_if_the_result_was_there_the_same_day() {
    let row = |id, promised, outcome| Promise { id, promised, outcome };
    let spot = Some(Promised::OnTheSpot);
    let found = promises(&[
        row(1, spot, Outcome::SameDay),
        row(2, spot, Outcome::Forwarded),
        row(3, spot, Outcome::NotCome),
        row(4, spot, Outcome::NotRecorded),
        row(5, Some(Promised::OnceConfirmed), Outcome::SameDay),
        row(6, Some(Promised::Forwarded), Outcome::Forwarded),
        row(7, Some(Promised::Unknown), Outcome::SameDay),
        row(8, None, Outcome::SameDay),
    ]);
    assert_eq!(found.on_the_spot.kept(), Some(Share { part: 1, whole: 3 }));
    assert_eq!(found.on_the_spot.total(), 4);
    assert_eq!(found.once_confirmed.same_day, [5]);
    assert_eq!((found.not_promised.forwarded, found.not_promised.same_day), (vec![6], vec![7]));
    assert_eq!(found.not_recorded.same_day, [8]);
}

fn any_coverage() -> impl Strategy<Value = Coverage> {
    prop::sample::select(vec![Coverage::Covered, Coverage::NotCovered, Coverage::NotRecorded])
}

fn any_promise() -> impl Strategy<Value = (Option<Promised>, Outcome)> {
    let promised = vec![Promised::OnTheSpot, Promised::OnceConfirmed, Promised::Forwarded, Promised::Unknown];
    let outcome = vec![Outcome::SameDay, Outcome::Forwarded, Outcome::NotCome, Outcome::NotRecorded];
    (prop::option::of(prop::sample::select(promised)), prop::sample::select(outcome))
}

proptest! {
    #[test]
    fn parts_add_up_to_the_whole_however_cases_are_seen(
        rows in prop::collection::vec((0u32..60, any::<bool>(), 1u32..4, any_coverage()), 0..40),
    ) {
        let cases: Vec<_> = (0u32..)
            .zip(&rows)
            .map(|(id, (day, morning, department, coverage))| {
                case(id, BeijingDay(20_785 + day), Half::from_morning(*morning), *department, *coverage)
            })
            .collect();
        let whole: usize = coverage(&cases, |_| ()).values().map(Covered::total).sum();
        prop_assert_eq!(whole, cases.len());
        let parts = coverage(&cases, |case| (Month::from(case.day), case.department, case.half));
        prop_assert_eq!(parts.values().map(Covered::total).sum::<usize>(), whole);
        let covered = rows.iter().filter(|row| row.3 == Coverage::Covered).count();
        prop_assert_eq!(parts.values().map(|part| part.covered.len()).sum::<usize>(), covered);
    }

    #[test]
    fn every_booking_is_counted_once(rows in prop::collection::vec(any_promise(), 0..60)) {
        let rows: Vec<_> =
            (0u32..).zip(rows).map(|(id, (promised, outcome))| Promise { id, promised, outcome }).collect();
        let found = promises(&rows);
        let all = [&found.on_the_spot, &found.once_confirmed, &found.not_promised, &found.not_recorded];
        prop_assert_eq!(all.iter().map(|one| one.total()).sum::<usize>(), rows.len());
        for one in all {
            let share = one.kept();
            prop_assert!(share.is_none_or(|share| share.part <= share.whole && share.whole <= one.total()));
        }
    }
}
