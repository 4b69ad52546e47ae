//! Rules that hold on every day.

use super::*;
use std::collections::BTreeSet;

/// Every supported booking sits on tokens that are owned, at its time, and nobody else sits there.
fn no_token_twice(day: &Tiny, support: &Support) -> Result<(), TestCaseError> {
    let mut used = BTreeSet::new();
    for (made, place) in support.places() {
        let Some(place) = place else { continue };
        let claim = day.claims.iter().find(|claim| claim.made == made).expect("a claim");
        let times = day.plan.session(place.session).expect("a session").times;
        let slots = u16::try_from(place.seats.len()).expect("few seats");
        prop_assert!(times.start(place.slot) <= claim.at && claim.at < times.start(place.slot + 1));
        prop_assert!(claim.at.plus(claim.visit.minutes) <= times.end(place.slot, slots));
        for (slot, seat) in place.tokens() {
            let token = Token { session: place.session, slot, seat };
            prop_assert!(used.insert(token), "{token:?} used twice");
            prop_assert!(seat <= times.seats && day.tokens.iter().any(|owned| owned == token), "{token:?} not owned");
        }
    }
    Ok(())
}

/// The day in which whoever is supported stands: what the next change starts from.
fn settled(day: &Tiny) -> Tiny {
    Tiny { claims: day.support().carried(), ..day.clone() }
}

fn seated(day: &Tiny) -> Vec<(Order, Option<Place>)> {
    day.support().places().map(|(made, place)| (made, place.cloned())).collect()
}

/// Starts and numbers, for every kind of visit the day knows.
fn availability(day: &Tiny) -> Vec<Vec<StartFree>> {
    let support = day.support();
    let mut availability = support.availability();
    (1..4)
        .flat_map(|department| [10, 20, 45].map(|minutes| availability.of(&visit(department, minutes)).to_vec()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn no_token_is_used_twice(day in tiny_day()) {
        no_token_twice(&day, &day.support())?;
    }

    #[test]
    fn a_time_is_offered_exactly_where_a_visit_may_begin(day in tiny_day(), (_, visit) in any_claim()) {
        let mut availability = day.support().availability();
        let offered: BTreeSet<u16> = availability.of(&visit).iter().map(|start| start.at.0).collect();
        let may: BTreeSet<u16> =
            (500..760).filter(|at| day.plan.may_begin(&visit, MinuteOfDay(*at), false).is_ok()).collect();
        prop_assert_eq!(&offered, &may);
        for start in availability.of(&visit).to_vec() {
            prop_assert_eq!(availability.at(&visit, start.at), start.free);
            prop_assert_eq!(day.plan.may_begin(&visit, start.at, true), Ok(()), "what may be chosen may be kept");
        }
    }

    /// Whoever is about to move can have the seats it has, whoever waits for them.
    #[test]
    fn ones_own_seats_are_first_ones_own(day in tiny_day(), which in any::<prop::sample::Index>()) {
        let support = day.support();
        let standing: Vec<Claim> = support.carried().into_iter().filter(|claim| claim.standing).collect();
        if standing.is_empty() {
            return Ok(());
        }
        let moving = which.get(&standing);
        let addition = support.leaving(moving.made).adding(&Claim { standing: false, ..moving.clone() });
        prop_assert_eq!(addition, Some(Addition { place: moving.held.clone().expect("seats"), moved: Vec::new() }));
    }

    #[test]
    fn a_later_booking_costs_no_earlier_one_its_support(day in tiny_day(), (at, visit) in any_claim()) {
        let before = day.support();
        let mut later = day;
        later.claims.push(claim(100, at, visit.clone()));
        let after = later.support();
        let mut rest = supported(&after);
        let further = rest.last() == Some(&100);
        rest.retain(|made| *made != 100);
        prop_assert_eq!(rest, supported(&before));
        prop_assert_eq!(further, before.can_add(&visit, MinuteOfDay(at)), "free means that one more is supported");
    }

    #[test]
    fn room_for_one_more_names_its_seats_and_who_moves(day in tiny_day(), (at, visit) in any_claim()) {
        let before = day.support();
        let further = claim(100, at, visit.clone());
        let addition = before.adding(&further);
        prop_assert_eq!(addition.is_some(), before.can_add(&visit, MinuteOfDay(at)));
        let Some(Addition { place, moved }) = addition else { return Ok(()) };
        let mut used: BTreeSet<(u8, u16, u16)> = BTreeSet::new();
        let stayed = before.places().filter(|(made, _)| moved.iter().all(|(other, _)| other != made));
        let now = stayed.filter_map(|(_, place)| place).chain(moved.iter().map(|(_, place)| place)).chain([&place]);
        for place in now {
            for (slot, seat) in place.tokens() {
                prop_assert!(used.insert((place.session, slot, seat)));
            }
        }
        prop_assert!(before.adding(&Claim { made: day.claims.first().map_or(order(100), |first| first.made), ..further })
            .is_none() || day.claims.is_empty(), "nobody is booked twice");
    }

    #[test]
    fn added_capacity_orphans_nobody(
        day in tiny_day(),
        wider in prop::collection::vec((0u8..3, 0u16..3), 1..3),
        extra in prop::option::of(any_session()),
    ) {
        let mut sessions = day.plan.sessions().to_vec();
        for (number, seats) in wider {
            if let Some(session) = sessions.iter_mut().find(|session| session.number == number) {
                session.times.seats += seats;
            }
        }
        sessions.extend(extra.map(|session| SessionPlan { number: 9, ..session }));
        let more = plan(&sessions);
        let tokens: Tokens = day.tokens.iter().chain(Tokens::all(&more).iter()).collect();
        let preview = preview((&day.plan, &day.tokens), (&more, &tokens), &day.claims);
        prop_assert_eq!(&preview.orphaned, &[]);
        let before = day.support();
        let moved = before.places().filter(|(made, place)| place.is_some() && preview.after.place(*made) != *place);
        prop_assert!(moved.count() == 0 || !preview.supported_again.is_empty(), "nor has anybody to move for nothing");
        no_token_twice(&Tiny { plan: more, tokens, claims: day.claims }, &preview.after)?;
    }

    #[test]
    fn a_cancellation_orphans_nobody(day in tiny_day(), which in any::<prop::sample::Index>()) {
        let mut left = settled(&day);
        if left.claims.is_empty() {
            return Ok(());
        }
        let gone = left.claims.remove(which.index(left.claims.len()));
        let mut before = supported(&day.support());
        before.retain(|made| *made != gone.made.lamport);
        let after = supported(&left.support());
        prop_assert!(before.iter().all(|made| after.contains(made)));
    }

    #[test]
    fn a_cut_and_its_return_lose_nobody_who_could_stay(day in tiny_day(), seats in 0u16..2) {
        let cut: Vec<_> = day.plan.sessions().iter().cloned().map(|mut session| {
            session.times.seats = session.times.seats.min(seats);
            session
        }).collect();
        let cut = plan(&cut);
        let whole = settled(&day);
        let less = whole.support().preview(&cut, &day.tokens);
        let returned = less.after.preview(&day.plan, &day.tokens);
        prop_assert_eq!(&returned.orphaned, &[]);
        let mut kept: BTreeSet<Order> = whole.support().unsupported().into_iter().chain(less.orphaned).collect();
        // Where a long visit goes, a waiting one may fit in.
        kept.retain(|made| !less.supported_again.contains(made));
        prop_assert_eq!(kept.into_iter().collect::<Vec<_>>(), less.after.unsupported(), "kept, in their order");
    }

    #[test]
    fn a_day_is_the_sum_of_its_slots(day in tiny_day()) {
        let support = day.support();
        let slots = day.plan.sessions().iter().flat_map(|session| {
            let slots = support.slots(session.number);
            assert_eq!(slots.len(), usize::from(session.times.slots()));
            slots
        });
        let sum = slots.fold((0, 0, 0), |sum, slot| (sum.0 + slot.seats, sum.1 + slot.taken, sum.2 + slot.free()));
        let total = support.total();
        prop_assert_eq!(sum, (total.seats, total.taken, total.free()));
        let held: usize = support.places().filter_map(|(_, place)| place).map(|place| place.seats.len()).sum();
        prop_assert_eq!(usize::try_from(total.taken).ok(), Some(held));
        let owned = day.tokens.iter().filter(|token| {
            day.plan.session(token.session).is_some_and(|session| {
                token.slot < session.times.slots() && token.seat <= session.times.seats
            })
        });
        prop_assert_eq!(usize::try_from(total.seats).ok(), Some(owned.count()));
    }

    #[test]
    fn cancelling_and_booking_again_restores_availability(day in tiny_day(), which in any::<prop::sample::Index>()) {
        let mut day = settled(&day);
        day.claims.retain(|claim| claim.standing);
        if day.claims.is_empty() {
            return Ok(());
        }
        let before = availability(&day);
        let gone = day.claims.remove(which.index(day.claims.len()));
        let again = Claim { made: order(100), standing: false, held: None, ..gone };
        prop_assert!(day.support().adding(&again).is_some());
        day.claims.push(again);
        prop_assert_eq!(availability(&day), before);
    }

    #[test]
    fn the_order_of_equal_inputs_does_not_matter(
        (day, shuffled) in tiny_day().prop_flat_map(|day| {
            (Just(day.clone()), (Just(day.claims).prop_shuffle(), Just(day.plan.sessions().to_vec()).prop_shuffle()))
        }),
    ) {
        let (claims, sessions) = shuffled;
        let other = Tiny { plan: plan(&sessions), claims, tokens: day.tokens.clone() };
        prop_assert_eq!(seated(&day), seated(&other));
        prop_assert_eq!(availability(&day), availability(&other));
        // Sessions with other numbers: who is supported, and what is free, stay the same.
        let turned = |number: u8| 2 - number;
        let sessions = day.plan.sessions().iter().cloned();
        let sessions: Vec<_> =
            sessions.map(|session| SessionPlan { number: turned(session.number), ..session }).collect();
        let tokens =
            day.tokens.iter().map(|token| Token { session: turned(token.session), ..token }).collect();
        let turned = Tiny { plan: plan(&sessions), tokens, claims: day.claims.clone() };
        prop_assert_eq!(supported(&day.support()), supported(&turned.support()));
        prop_assert_eq!(availability(&day), availability(&turned));
    }

    #[test]
    fn whoever_stands_and_fits_keeps_its_seats(day in tiny_day()) {
        prop_assert_eq!(seated(&day), seated(&settled(&day)));
    }
}
