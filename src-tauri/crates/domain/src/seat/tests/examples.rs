//! Days one can follow by hand.

use super::*;

fn free(support: &Support, visit: &Visit) -> Vec<(u16, u32)> {
    support.availability().of(visit).iter().map(|start| (start.at.0, start.free)).collect()
}

#[test]
fn a_booking_moves_to_another_session_to_make_room() {
    // 9:00 to 10:00 for all, and the same hour for department 1 only.
    let plan = plan(&[session(0, 540, 2, 30, 1), serving(&[1], session(1, 540, 2, 30, 1))]);
    let tokens = Tokens::all(&plan);
    let first = support(&plan, &tokens, &[claim(1, 540, visit(1, 30))]);
    assert_eq!(first.place(order(1)).map(|place| place.session), Some(0));
    assert_eq!(free(&first, &visit(2, 20)), [(540, 1), (570, 1)], "the other one can move");
    assert_eq!(free(&first, &visit(1, 20)), [(540, 1), (570, 2)]);
    assert_eq!(free(&first, &visit(2, 60)), [(540, 1)]);
    let addition = first.adding(&claim(2, 540, visit(2, 20))).expect("room");
    assert_eq!(addition.place, Place { day: DAY, session: 0, slot: 0, seats: vec![1] });
    assert_eq!(addition.moved, [(order(1), Place { day: DAY, session: 1, slot: 0, seats: vec![1] })]);
    let both = support(&plan, &tokens, &[claim(1, 540, visit(1, 30)), claim(2, 540, visit(2, 20))]);
    assert_eq!(free(&both, &visit(2, 20)), [(540, 0), (570, 1)]);
    assert!(!both.can_add(&visit(2, 60), MinuteOfDay(540)));
}

#[test]
fn a_promised_time_holds_in_a_session_with_other_slots() {
    // Slots of 30 minutes from 9:00, and of 20 from 9:10.
    let plan = plan(&[session(0, 540, 4, 30, 0), session(1, 550, 5, 20, 2)]);
    let support = support(&plan, &Tokens::all(&plan), &[claim(1, 570, visit(1, 30)), claim(2, 540, visit(1, 30))]);
    // 9:30 to 10:00 touches 9:30–9:50 and 9:50–10:10.
    assert_eq!(support.place(order(1)), Some(&Place { day: DAY, session: 1, slot: 1, seats: vec![1, 1] }));
    assert_eq!(lamports(&support.unsupported()), [2], "before the session begins");
}

#[test]
fn an_item_is_not_served_outside_its_hours() {
    let plan = plan(&[session(0, 540, 6, 30, 1)]);
    let support = support(&plan, &Tokens::all(&plan), &[]);
    let starts = |hours: Option<Vec<SessionTimes>>, minutes| {
        let mut visit = visit(1, minutes);
        visit.items[0].hours = hours;
        free(&support, &visit).into_iter().map(|(at, _)| at).collect::<Vec<_>>()
    };
    assert_eq!(starts(None, 20), [540, 570, 600, 630, 660, 690]);
    assert_eq!(starts(Some(vec![hours(540, 690)]), 20), [540, 570, 600, 630, 660]);
    assert_eq!(starts(Some(vec![hours(540, 690)]), 60), [540, 570, 600, 630]);
    assert_eq!(starts(Some(vec![hours(600, 620), hours(620, 660)]), 50), [600]);
    assert_eq!(starts(Some(vec![]), 20), [] as [u16; 0], "not that day");
}

#[test]
fn a_cut_lists_whom_to_call_and_seats_that_return_serve_them_first() {
    let with = |seats| plan(&[session(0, 540, 2, 30, seats)]);
    let (whole, cut) = (with(3), with(1));
    let tokens = Tokens::all(&whole);
    let claims: Vec<_> = (1..=3).map(|made| claim(made, 540, visit(1, 30))).collect();
    let less = preview((&whole, &tokens), (&cut, &tokens), &claims);
    assert_eq!(lamports(&less.orphaned), [2, 3]);
    assert_eq!(supported(&less.after), [1]);
    let back = less.after.preview(&with(2), &tokens);
    assert_eq!(lamports(&back.supported_again), [2]);
    assert_eq!(lamports(&back.still_waiting), [3]);
    assert!(back.orphaned.is_empty());
}

/// Why standing has to be told: see the head of the module.
#[test]
fn whoever_kept_its_place_is_not_put_out_when_seats_return() {
    let plan = plan(&[session(0, 540, 3, 30, 1)]);
    let whole = Tokens::all(&plan);
    let mut less = whole.clone();
    less.remove(Token { session: 0, slot: 0, seat: 1 });
    let claims = [claim(1, 540, visit(1, 60)), claim(2, 570, visit(1, 60))];
    let cut = support(&plan, &less, &claims);
    assert_eq!(supported(&cut), [2]);
    let back = cut.preview(&plan, &whole);
    assert_eq!(supported(&back.after), [2]);
    assert_eq!(lamports(&back.still_waiting), [1]);
    assert_eq!(supported(&support(&plan, &whole, &claims)), [1], "without memory the earlier one would go first");
}

#[test]
fn a_seat_that_is_cut_away_moves_its_booking_and_no_other() {
    let with = |seats| plan(&[session(0, 540, 2, 30, seats)]);
    let tokens = Tokens::all(&with(3));
    let held = |seat| Some(Place { day: DAY, session: 0, slot: 0, seats: vec![seat] });
    let claims = [
        Claim { held: held(3), ..claim(1, 540, visit(1, 30)) },
        Claim { held: held(2), ..claim(2, 540, visit(1, 30)) },
    ];
    let less = preview((&with(3), &tokens), (&with(2), &tokens), &claims);
    assert_eq!((less.after.place(order(1)), less.after.place(order(2))), (held(1).as_ref(), held(2).as_ref()));
}
