//! The matcher against one that tries every token, minute by minute, and shares no line with it.

use super::*;
use proptest::test_runner::TestRunner;
use std::cell::Cell;

/// Slots a visit takes in a session, if the session can support it: every slot that one of its minutes lies in.
fn slots(session: &SessionPlan, at: u16, visit: &Visit) -> Option<Vec<u16>> {
    let times = session.times;
    let serves = |item: &VisitItem| match &session.serves {
        Serves::All => true,
        Serves::Only { items, departments } => {
            let all = !item.departments.is_empty() && item.departments.iter().all(|id| departments.contains(id));
            items.contains(&item.item) || all
        }
    };
    let open = |item: &VisitItem, minute: u16| {
        let within =
            |open: &SessionTimes| open.from <= MinuteOfDay(minute).time() && MinuteOfDay(minute).time() < open.to;
        item.hours.as_ref().is_none_or(|hours| hours.iter().any(within))
    };
    let mut taken = Vec::new();
    for minute in at..at + visit.minutes.max(1) {
        let slot =
            (0..).take_while(|slot| times.from.0 + (slot + 1) * times.slot_minutes <= times.to.0).find(|slot| {
                let begin = times.from.0 + slot * times.slot_minutes;
                (begin..begin + times.slot_minutes).contains(&minute)
            })?;
        if !visit.items.iter().all(|item| serves(item) && open(item, minute)) {
            return None;
        }
        if taken.last() != Some(&slot) {
            taken.push(slot);
        }
    }
    Some(taken)
}

/// Whether all can sit at once: each in turn in each session, with any token of each slot.
fn all_fit(day: &Tiny, tokens: &mut Vec<Token>, wishes: &[(u16, &Visit)]) -> bool {
    let Some(((at, visit), rest)) = wishes.split_first() else { return true };
    day.plan.sessions().iter().any(|session| {
        let Some(slots) = slots(session, *at, visit) else { return false };
        let before = tokens.clone();
        let seated = slots.iter().all(|slot| {
            let token = tokens.iter().position(|token| {
                token.session == session.number && token.slot == *slot && token.seat <= session.times.seats
            });
            token.map(|at| tokens.remove(at)).is_some()
        });
        let fit = seated && all_fit(day, tokens, rest);
        *tokens = before;
        fit
    })
}

fn fit(day: &Tiny, wishes: &[(u16, &Visit)]) -> bool {
    all_fit(day, &mut day.tokens.iter().collect(), wishes)
}

/// Greedy in order: those that stand, then the others, each as they were made.
fn greedy(day: &Tiny) -> Vec<&Claim> {
    let mut claims: Vec<&Claim> = day.claims.iter().collect();
    claims.sort_by_key(|claim| (!claim.standing, claim.made));
    let mut seated: Vec<&Claim> = Vec::new();
    for claim in claims {
        seated.push(claim);
        if !fit(day, &wishes(&seated)) {
            seated.pop();
        }
    }
    seated.sort_by_key(|claim| claim.made);
    seated
}

fn wishes<'a>(claims: &[&'a Claim]) -> Vec<(u16, &'a Visit)> {
    claims.iter().map(|claim| (claim.at.0, &claim.visit)).collect()
}

/// Random days that are compared.
const DAYS: u32 = 2000;

fn compare(day: &Tiny, further: &(u16, Visit)) -> Result<(), TestCaseError> {
    let seated = greedy(day);
    let expect: Vec<u64> = seated.iter().map(|claim| claim.made.lamport).collect();
    let found = day.support();
    prop_assert_eq!(supported(&found), expect);

    let more = |at: u16, count: usize| {
        let mut all = wishes(&seated);
        all.extend(std::iter::repeat_n((at, &further.1), count));
        fit(day, &all)
    };
    prop_assert_eq!(found.can_add(&further.1, MinuteOfDay(further.0)), more(further.0, 1));
    for start in found.availability().of(&further.1) {
        let free = usize::try_from(start.free).expect("a small number");
        prop_assert!(more(start.at.0, free) && !more(start.at.0, free + 1), "{:?}", start);
    }
    Ok(())
}

/// Counted, so that neither a setting of the machine nor dull days can make less of it.
#[test]
fn agrees_with_trying_everything_on_2000_days() {
    let (compared, crowded, room) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let config = ProptestConfig { cases: DAYS, failure_persistence: None, ..ProptestConfig::default() };
    let agreed = TestRunner::new(config).run(&(tiny_day(), any_claim()), |(day, further)| {
        compare(&day, &further)?;
        let found = day.support();
        compared.set(compared.get() + 1);
        crowded.set(crowded.get() + u32::from(supported(&found).len() < day.claims.len()));
        room.set(room.get() + u32::from(found.can_add(&further.1, MinuteOfDay(further.0))));
        Ok(())
    });
    agreed.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(compared.get(), DAYS);
    // Measured: somebody is left out on 83 days of a hundred, and one more has room on 15.
    assert!(crowded.get() > DAYS / 2 && room.get() > DAYS / 20, "{crowded:?} {room:?}");
}
