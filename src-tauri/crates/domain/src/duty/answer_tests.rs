use super::super::samples::{DAY, TAX, answer};
use super::*;
use proptest::prelude::*;

fn order(device: u8, lamport: u64) -> Order {
    Order { lamport, id: RecordId { device: [device; 8], seq: lamport } }
}

fn halves(
    order: Order,
    morning: Option<HalfAnswer>,
    afternoon: Option<HalfAnswer>,
    seen: impl IntoIterator<Item = Order>,
) -> Answer {
    let seen = seen.into_iter().map(|order| order.id).collect();
    let body = HalvesAnswered { day: DAY, department: TAX, morning, afternoon, seen, means: None, told_by: None };
    Answer { order, said: Said::Halves(body) }
}

/// Whether whoever answered for a whole day is there for a visit that begins at a time.
fn comes_at(answer: &DutyAnswered, at: u16) -> Option<bool> {
    let within = answer.from.is_none_or(|from| from.0 <= at) && answer.until.is_none_or(|until| at < until.0);
    match answer.answer {
        DutyAnswer::Asked => None,
        DutyAnswer::Confirmed => Some(within),
        DutyAnswer::Refused => Some(false),
    }
}

fn whole(order: Order, answer: DutyAnswer, hours: (Option<u16>, Option<u16>)) -> Answer {
    let (from, until) = (hours.0.map(MinuteOfDay), hours.1.map(MinuteOfDay));
    let body =
        DutyAnswered { day: DAY, department: TAX, answer, approvers: 2, means: None, told_by: None, from, until };
    Answer { order, said: Said::WholeDay(body) }
}

fn comes(approvers: u16) -> Option<HalfAnswer> {
    Some(answer(Coming::Comes, approvers))
}

fn cannot() -> Option<HalfAnswer> {
    Some(answer(Coming::Cannot, 0))
}

fn not_reached() -> Option<HalfAnswer> {
    Some(answer(Coming::NotReached, 0))
}

/// What stands as a test writes it: `-` nothing, `asked`, `2` approvers come, `0` cannot, `call`, and what contradicts with
/// `/` between.
fn written(half: &HalfAnswers) -> String {
    let of = |tip: &Tip| match tip.answer.coming {
        Coming::OnCall => "call".to_owned(),
        Coming::Comes | Coming::Cannot | Coming::NotReached => tip.answer.approvers.to_string(),
    };
    match &half.stands {
        Stands::None if half.asked => "asked".to_owned(),
        Stands::None => "-".to_owned(),
        Stands::One(tip) => of(tip),
        Stands::Contradicting(tips) => tips.iter().map(of).collect::<Vec<_>>().join("/"),
    }
}

fn check(answers: &[Answer], morning: &str, afternoon: &str) {
    let found = of_day(answers);
    let halves = (written(&found.halves.morning), written(&found.halves.afternoon));
    assert_eq!(halves, (morning.to_owned(), afternoon.to_owned()), "{answers:?}");
}

#[test]
fn an_attempt_is_no_answer() {
    let says = |morning, afternoon| halves(order(1, 1), morning, afternoon, []).said.is_answer();
    assert_eq!([says(None, not_reached()), says(not_reached(), cannot()), says(comes(1), None)], [false, true, true]);
    assert!(!whole(order(1, 1), DutyAnswer::Asked, (None, None)).said.is_answer());
    assert!(whole(order(1, 1), DutyAnswer::Refused, (None, None)).said.is_answer());
}

#[test]
fn an_answer_takes_the_place_of_those_it_has_seen() {
    let [a, b, c] = [order(1, 1), order(1, 2), order(2, 3)];
    check(&[], "-", "-");
    check(&[halves(a, comes(1), cannot(), [])], "1", "0");
    check(&[halves(a, comes(1), cannot(), []), halves(b, cannot(), comes(2), [a])], "0", "2");
    check(&[halves(a, comes(1), None, []), halves(b, None, comes(2), [a])], "1", "2");
    check(&[halves(a, comes(1), None, []), halves(b, None, comes(2), [a]), halves(c, comes(3), None, [b])], "3", "2");
    check(&[halves(a, comes(1), None, [b]), halves(b, comes(2), None, [a])], "2", "-");
    check(&[halves(a, Some(answer(Coming::OnCall, 1)), None, [])], "call", "-");
}

#[test]
fn two_that_did_not_know_of_each_other_contradict_where_they_differ() {
    let [a, b, c] = [order(1, 1), order(2, 1), order(1, 2)];
    let apart = [halves(a, comes(1), comes(1), []), halves(b, comes(2), comes(1), [])];
    check(&apart, "1/2", "1");
    let found = of_day(&apart);
    assert_eq!(found.tips, [a.id, b.id]);
    assert_eq!(found.halves.morning.stands.one(), None);
    let Stands::One(tip) = &found.halves.afternoon.stands else { panic!("one answer: {found:?}") };
    assert_eq!(tip.order, b, "of those that say the same the last stands");
    let [one, other] = apart;
    check(&[one.clone(), other.clone(), halves(c, comes(3), comes(3), [a, b])], "3", "3");
    check(&[one.clone(), other.clone(), halves(c, comes(3), None, [a, b])], "3", "1");
    check(&[one.clone(), other.clone(), halves(c, None, cannot(), [a, b])], "1/2", "0");
    check(&[one, other, halves(c, comes(1), comes(1), [a])], "2/1", "1");
    // Different half-days contradict in none, and one that says nothing of a half-day does not bring the seen back.
    check(&[halves(a, comes(1), None, []), halves(b, None, cannot(), [])], "1", "0");
    let base = halves(a, comes(1), comes(1), []);
    check(&[base, halves(order(2, 2), comes(2), None, [a]), halves(order(3, 2), None, cannot(), [a])], "2", "0");
}

#[test]
fn not_reached_is_an_attempt_and_leaves_what_was_said() {
    let [a, b, c, d] = [1, 2, 3, 4].map(|lamport| order(1, lamport));
    let attempts = |answers: &[Answer]| of_day(answers).halves.morning.attempts;
    let tried = [halves(a, not_reached(), None, []), halves(b, not_reached(), None, [a])];
    check(&tried, "-", "-");
    assert_eq!(attempts(&tried), 2);
    let [first, second] = tried;
    let answered = [first, second, halves(c, comes(1), None, [b])];
    assert_eq!(attempts(&answered), 0, "since it answered");
    let [first, second, third] = answered;
    let again = [first, second, third, halves(d, not_reached(), None, [c])];
    check(&again, "1", "-");
    assert_eq!(attempts(&again), 1);
    check(&[halves(a, comes(1), None, []), halves(order(2, 1), not_reached(), None, [])], "1", "-");
}

#[test]
fn how_an_answer_is_written_down_makes_no_contradiction() {
    let with = |change: fn(&mut HalfAnswer)| {
        let mut changed = answer(Coming::Comes, 1);
        change(&mut changed);
        changed
    };
    let check = |one: HalfAnswer, other: HalfAnswer, same: bool| {
        let apart = [halves(order(1, 1), Some(one), None, []), halves(order(2, 1), Some(other), None, [])];
        let stands = of_day(&apart).halves.morning.stands;
        assert_eq!(matches!(stands, Stands::One(_)), same, "{apart:?}");
    };
    let plain = || answer(Coming::Comes, 1);
    check(plain(), with(|one| one.named = Some(true)), true);
    check(plain(), with(|one| one.items = Items::AllBut(Vec::new())), true);
    check(plain(), with(|one| one.until = Some(MinuteOfDay(720))), true);
    check(plain(), with(|one| one.until = Some(MinuteOfDay(719))), false);
    check(plain(), with(|one| one.from = Some(MinuteOfDay(540))), false);
    check(plain(), answer(Coming::OnCall, 1), false);
    check(plain(), with(|one| one.items = Items::Only(vec![ItemId(1)])), false);
    let named = |items: Vec<ItemId>| HalfAnswer { items: Items::Only(items), ..plain() };
    check(named(vec![ItemId(1), ItemId(2)]), named(vec![ItemId(2), ItemId(1), ItemId(2)]), true);
    check(answer(Coming::Cannot, 0), HalfAnswer { approvers: 1, ..answer(Coming::Cannot, 0) }, true);
}

#[test]
fn an_old_answer_is_read_half_day_by_half_day_and_has_seen_all_before_it() {
    let [a, b, c] = [order(1, 1), order(2, 2), order(1, 3)];
    let (confirmed, refused, asked) = (DutyAnswer::Confirmed, DutyAnswer::Refused, DutyAnswer::Asked);
    check(&[whole(a, asked, (None, None))], "asked", "asked");
    check(&[whole(a, refused, (None, None))], "0", "0");
    check(&[whole(a, confirmed, (None, None))], "2", "2");
    check(&[whole(a, confirmed, (None, Some(720)))], "2", "0");
    check(&[whole(a, confirmed, (Some(720), None))], "0", "2");
    check(&[whole(a, confirmed, (Some(600), Some(840)))], "2", "2");
    check(&[whole(a, confirmed, (None, None)), whole(b, asked, (None, None))], "asked", "asked");
    check(&[whole(a, asked, (None, None)), whole(b, refused, (None, None))], "0", "0");
    check(&[halves(a, comes(1), None, []), whole(b, refused, (None, None))], "0", "0");
    check(&[whole(a, confirmed, (None, None)), halves(b, cannot(), None, [a])], "0", "2");
    check(&[whole(a, confirmed, (None, None)), halves(c, cannot(), None, [])], "2/0", "2");
    check(&[whole(a, asked, (None, None)), halves(c, cannot(), None, [])], "0", "asked");
}

fn any_answer() -> impl Strategy<Value = Option<HalfAnswer>> {
    let coming = prop_oneof![
        3 => (1u16..3).prop_map(comes),
        1 => Just(cannot()),
        1 => Just(not_reached()),
        1 => Just(Some(answer(Coming::OnCall, 1))),
        2 => Just(None),
    ];
    let item = prop_oneof![3 => Just(Items::All), 1 => Just(Items::Only(vec![ItemId(1)]))];
    (coming, item).prop_map(|(coming, items)| coming.map(|answer| HalfAnswer { items, ..answer }))
}

/// What is drawn of an answer: of the whole day or by half-day, its author, and which of those before it the author saw.
type Drawn = (Option<(u8, Option<u16>)>, u8, Option<HalfAnswer>, Option<HalfAnswer>, u16);

fn any_drawn() -> impl Strategy<Value = Drawn> {
    let old = prop::option::weighted(0.25, (0u8..3, prop::option::of(500u16..1000)));
    (old, 1u8..4, any_answer(), any_answer(), any::<u16>())
}

fn answers_of(drawn: Vec<Drawn>) -> Vec<Answer> {
    let mut all: Vec<Answer> = Vec::new();
    for ((old, device, morning, afternoon, seen), lamport) in drawn.into_iter().zip(1u64..) {
        let order = order(device, lamport);
        let kinds = [DutyAnswer::Asked, DutyAnswer::Confirmed, DutyAnswer::Refused];
        all.push(match old {
            Some((kind, until)) => whole(order, kinds[usize::from(kind)], (None, until)),
            None => {
                let saw: Vec<Order> =
                    (0..).zip(&all).filter(|(bit, _)| seen >> bit & 1 == 1).map(|(_, answer)| answer.order).collect();
                halves(order, morning, afternoon, saw)
            }
        });
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    /// Whatever order two PCs' answers arrive in, and however often, every PC shows the same.
    #[test]
    fn order_of_arrival_and_duplicates_change_nothing(
        drawn in prop::collection::vec(any_drawn(), 1..9),
        keys in prop::collection::vec(any::<u32>(), 10),
        twice in any::<prop::sample::Index>(),
    ) {
        let mut answers = answers_of(drawn);
        let straight = of_day(&answers);
        answers.push(answers[twice.index(answers.len())].clone());
        let mut keyed: Vec<(u32, Answer)> = keys.into_iter().zip(answers).collect();
        keyed.sort_by_key(|(key, _)| *key);
        let shuffled: Vec<Answer> = keyed.into_iter().map(|(_, answer)| answer).collect();
        prop_assert_eq!(of_day(&shuffled), straight);
    }

    /// An answer whose author has seen every tip settles both half-days; one that knew of nothing hides nobody's.
    #[test]
    fn an_answer_that_has_seen_all_tips_settles(drawn in prop::collection::vec(any_drawn(), 0..9)) {
        let mut answers = answers_of(drawn);
        let before = of_day(&answers);
        let last = order(9, 99);
        let mut settling = halves(last, comes(7), cannot(), []);
        let Said::Halves(body) = &mut settling.said else { unreachable!("it is written by half-day") };
        body.seen = before.tips;
        answers.push(settling);
        let after = of_day(&answers);
        prop_assert_eq!(&after.tips, &[last.id]);
        for (half, answers) in after.halves.iter() {
            let Stands::One(tip) = &answers.stands else { panic!("{half:?} is not settled: {after:?}") };
            prop_assert_eq!((tip.order, answers.attempts, answers.asked), (last, 0, false));
        }
    }

    /// What stands of a half-day was said of it by an answer that nobody who spoke of the half-day had seen.
    #[test]
    fn what_stands_is_what_nobody_has_seen(drawn in prop::collection::vec(any_drawn(), 0..9)) {
        let answers = answers_of(drawn);
        for (half, found) in of_day(&answers).halves.iter() {
            let says = |at: usize| matches!(answers[at].said.of_half(half), Word::Says(_) | Word::Asked);
            let expect: Vec<RecordId> = (0..answers.len())
                .filter(|at| matches!(answers[*at].said.of_half(half), Word::Says(_)))
                .filter(|at| !(0..answers.len()).any(|later| says(later) && has_seen(&answers, later, *at)))
                .map(|at| answers[at].order.id)
                .collect();
            let shown: Vec<RecordId> = match &found.stands {
                Stands::None => Vec::new(),
                Stands::One(tip) => vec![tip.order.id],
                Stands::Contradicting(tips) => tips.iter().map(|tip| tip.order.id).collect(),
            };
            prop_assert!(shown.iter().all(|id| expect.contains(id)));
            prop_assert_eq!(shown.is_empty(), expect.is_empty());
            prop_assert_eq!(shown.last(), expect.last());
        }
    }

    /// Old answers alone are read as they were: the last stands, for whom and when it always did.
    #[test]
    fn old_answers_are_read_as_they_were(
        drawn in prop::collection::vec((0u8..3, prop::option::of(500u16..1000), prop::option::of(500u16..1000)), 1..6),
        at in 500u16..1000,
    ) {
        let kinds = [DutyAnswer::Asked, DutyAnswer::Confirmed, DutyAnswer::Refused];
        let old = drawn.into_iter().zip(1..);
        let answers: Vec<Answer> =
            old.map(|((kind, from, until), at)| whole(order(1, at), kinds[usize::from(kind)], (from, until))).collect();
        let Some(Answer { said: Said::WholeDay(last), .. }) = answers.last() else { unreachable!("one at least") };
        let found = of_day(&answers);
        let half = found.halves.of(Half::of(MinuteOfDay(at)));
        let comes = half.stands.one().map(|answer| {
            let from = answer.from.is_none_or(|from| from.0 <= at);
            answer.coming == Coming::Comes && from && answer.until.is_none_or(|until| at < until.0)
        });
        prop_assert_eq!(comes, comes_at(last, at));
        prop_assert_eq!(half.asked, last.answer == DutyAnswer::Asked);
    }
}

/// Whether one had seen another, by way of others or not: walked answer by answer.
fn has_seen(answers: &[Answer], later: usize, earlier: usize) -> bool {
    let names = |one: usize, other: usize| {
        other < one
            && match &answers[one].said {
                Said::WholeDay(_) => true,
                Said::Halves(body) => body.seen.contains(&answers[other].order.id),
            }
    };
    names(later, earlier) || (0..later).any(|between| names(later, between) && has_seen(answers, between, earlier))
}

#[test]
fn who_was_told_that_nobody_has_to_come_has_not_said_that_somebody_does() {
    let [first, second, told, later] = [order(1, 1), order(2, 2), order(1, 3), order(1, 4)];
    let check = |answers: &[Answer], expect: (&str, &str)| {
        let taken_back = Halves { morning: Some(told), afternoon: None };
        let found = of_day_since(answers, &taken_back).halves;
        assert_eq!((written(&found.morning).as_str(), written(&found.afternoon).as_str()), expect, "{answers:?}");
    };
    check(&[halves(first, comes(2), comes(2), [])], ("-", "2"));
    check(&[halves(first, cannot(), comes(2), [])], ("0", "2"));
    check(&[whole(first, DutyAnswer::Asked, (None, None))], ("-", "asked"));
    check(&[halves(first, cannot(), None, []), halves(second, comes(1), None, [first])], ("-", "-"));
    check(&[halves(first, comes(2), None, []), halves(second, cannot(), None, [])], ("0", "-"));
    check(&[halves(first, comes(2), None, []), halves(later, comes(1), None, [first])], ("1", "-"));
}
