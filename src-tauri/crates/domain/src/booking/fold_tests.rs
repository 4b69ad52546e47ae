use super::*;
use crate::event::{Arrived, BookingCancelled, BookingErased, ItemSnapshot, Language, Promised, Retracted};
use crate::names::Names;
use crate::record::Order;
use crate::reference::catalogue::ItemId;
use crate::time::{BeijingDay, MinuteOfDay};
use proptest::prelude::*;

fn id(seq: u64) -> RecordId {
    RecordId { device: [1; 8], seq }
}

fn at(seq: u64, fact: BookingFact) -> Stamped<BookingFact> {
    Stamped { order: Order { lamport: seq, id: id(seq) }, wall_ms: 0, fact }
}

fn made() -> BookingFact {
    BookingFact::Made(body())
}

fn asked() -> BookingFact {
    BookingFact::ProvisionallyMade(BookingMade { seats: Vec::new(), start: Some(MinuteOfDay(540)), ..body() })
}

fn seated(of: u64, slot: Option<u16>) -> BookingFact {
    let place = slot.map(|slot| Place { day: BeijingDay(20_785), session: 0, slot, seats: vec![1] });
    BookingFact::Seated(BookingSeated { of: id(of), place, start: MinuteOfDay(540) })
}

fn declined() -> BookingFact {
    BookingFact::Cancelled(BookingCancelled { reason: CancelReason::NoSeat, remark: false })
}

fn called(outcome: CallOutcome) -> BookingFact {
    BookingFact::Called(Called { outcome, expected: None, released: false, told: None })
}

fn body() -> BookingMade {
    BookingMade {
        number: 1,
        day: BeijingDay(20_785),
        session: 0,
        slot: 0,
        seats: vec![1],
        items: vec![ItemSnapshot {
            item: ItemId(1),
            names: Names::new("食品经营许可", "食品經營許可", "Food business licence"),
            departments: Vec::new(),
            needs_approver: true,
            window_minutes: 20,
        }],
        party: 1,
        channel: Channel::Desk,
        green_channel: false,
        slip_language: Language::ZhHans,
        personal: vec![PersonalField::Name],
        start: None,
        group: None,
        earlier: None,
        denied: None,
        promised: None,
    }
}

fn party(party: u16) -> BookingFact {
    BookingFact::Edited(BookingEdited { party: Some(party), ..BookingEdited::default() })
}

fn moved(slot: u16) -> BookingFact {
    let place = Place { day: BeijingDay(20_785), session: 0, slot, seats: vec![1] };
    BookingFact::Edited(BookingEdited { place: Some(place), ..BookingEdited::default() })
}

fn cancelled() -> BookingFact {
    BookingFact::Cancelled(BookingCancelled { reason: CancelReason::CitizenAsked, remark: false })
}

fn retracted(seq: u64) -> BookingFact {
    BookingFact::Retracted(Retracted { target: id(seq) })
}

#[test]
fn each_field_is_a_register() {
    let booking = fold(vec![at(1, made()), at(2, party(3)), at(3, moved(4)), at(4, party(2))]).expect("made");
    let Booking { state: booking, history } = booking;
    assert_eq!((booking.party, booking.place.slot, booking.last), (2, 4, id(4)));
    let kinds: Vec<_> = history.iter().map(|change| change.kind).collect();
    use ChangeKind::{Edited, Made, Rescheduled};
    assert_eq!(kinds, [Made, Edited, Rescheduled, Edited]);
}

#[test]
fn cancelling_is_final_but_can_be_taken_back() {
    let booking = fold(vec![at(1, made()), at(2, cancelled()), at(3, party(2))]).expect("made").state;
    assert_eq!(booking.status, Status::Cancelled(CancelReason::CitizenAsked));
    assert!(!booking.holds_seats());
    let booking = fold(vec![at(1, made()), at(2, cancelled()), at(3, retracted(2))]).expect("made").state;
    assert!(booking.holds_seats());
}

#[test]
fn a_making_taken_back_holds_no_seat() {
    let booking = fold(vec![at(1, made()), at(2, retracted(1))]).expect("made").state;
    assert_eq!(booking.status, Status::Undone);
    assert!(!booking.holds_seats());
}

#[test]
fn edit_and_undo_is_as_if_nothing_happened() {
    let before = fold(vec![at(1, made())]).expect("made").state;
    let after = fold(vec![at(1, made()), at(2, moved(5)), at(3, retracted(2))]).expect("made").state;
    assert_eq!((after.place, after.party, after.status), (before.place, before.party, before.status));
}

#[test]
fn a_personal_value_stands_where_it_was_last_set() {
    let renamed =
        BookingFact::Edited(BookingEdited { personal: vec![PersonalField::Name], ..BookingEdited::default() });
    let booking = fold(vec![at(1, made()), at(2, renamed.clone())]).expect("made").state;
    assert_eq!(booking.personal.get(&PersonalField::Name), Some(&id(2)));
    let booking = fold(vec![at(1, made()), at(2, renamed), at(3, retracted(2))]).expect("made").state;
    assert_eq!(booking.personal.get(&PersonalField::Name), Some(&id(1)));
}

#[test]
fn without_its_making_there_is_no_booking_yet() {
    assert_eq!(fold(vec![at(2, party(3))]), None);
}

fn any_fact() -> impl Strategy<Value = BookingFact> {
    prop_oneof![
        (1u16..9).prop_map(party),
        (0u16..6).prop_map(moved),
        Just(cancelled()),
        Just(declined()),
        proptest::option::of(20_785u32..20_795)
            .prop_map(|day| BookingFact::Arrived(Arrived { decided_on: day.map(BeijingDay) })),
        prop_oneof![Just(CallOutcome::Coming), Just(CallOutcome::NoAnswer), Just(CallOutcome::Cancelled)]
            .prop_map(called),
        (1u64..6, prop::option::of(0u16..6)).prop_map(|(of, slot)| seated(of, slot)),
        (2u64..12).prop_map(retracted),
    ]
}

/// What becomes of a provisional booking, as a person would reckon it: whichever comes first stands.
fn resolved(facts: &[BookingFact]) -> (bool, bool, Status) {
    let (mut confirmed, mut moved, mut status) = (false, false, Status::Confirmed);
    for fact in facts {
        match fact {
            BookingFact::Cancelled(BookingCancelled { reason: CancelReason::NoSeat, .. }) if confirmed => {}
            BookingFact::Cancelled(cancelled) if status == Status::Confirmed => {
                status = Status::Cancelled(cancelled.reason);
            }
            BookingFact::Seated(seated) => {
                confirmed |= status == Status::Confirmed && !moved && seated.of == id(1) && seated.place.is_some();
            }
            BookingFact::Edited(BookingEdited { place: Some(_), .. }) => {
                confirmed |= status == Status::Confirmed;
                moved = true;
            }
            _ => {}
        }
    }
    (status == Status::Confirmed && !confirmed, confirmed, status)
}

fn any_resolution() -> impl Strategy<Value = BookingFact> {
    prop_oneof![
        Just(declined()),
        Just(cancelled()),
        (0u16..6).prop_map(moved),
        (1u64..3, prop::option::of(0u16..6)).prop_map(|(of, slot)| seated(of, slot)),
        Just(called(CallOutcome::NoAnswer)),
        (1u16..9).prop_map(party),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    /// Resolved at most once, whatever two installations did to it; what comes later is on record and changes nothing.
    #[test]
    fn the_first_resolution_of_a_provisional_booking_stands(
        facts in prop::collection::vec(any_resolution(), 0..8),
        turn in any::<prop::sample::Index>(),
    ) {
        let expect = resolved(&facts);
        let written = facts.iter().filter(|fact| !matches!(fact, BookingFact::Seated(_))).count();
        let mut events = vec![at(1, asked())];
        events.extend(facts.into_iter().zip(2..).map(|(fact, seq)| at(seq, fact)));
        let turn = turn.index(events.len());
        events.rotate_left(turn);
        let Booking { state: booking, history } = fold(events).expect("made");
        let confirmed = booking.provisional.is_some_and(|provisional| provisional.confirmed);
        prop_assert_eq!((booking.is_pending(), confirmed, booking.status), expect);
        prop_assert!(history.len() > written, "all of it is on record");
    }

    /// A4: any order of arrival, any duplicate, the same booking.
    #[test]
    fn order_of_arrival_and_duplicates_change_nothing(
        facts in prop::collection::vec(any_fact(), 0..10),
        shuffle in any::<prop::sample::Index>(),
        twice in any::<prop::sample::Index>(),
        provisional in any::<bool>(),
    ) {
        let mut events = vec![at(1, if provisional { asked() } else { made() })];
        events.extend(facts.into_iter().zip(2..).map(|(fact, seq)| at(seq, fact)));
        let straight = fold(events.clone());
        let double = events[twice.index(events.len())].clone();
        events.push(double);
        let turn = shuffle.index(events.len());
        events.rotate_left(turn);
        events.reverse();
        prop_assert_eq!(&fold(events), &straight);
        let state = straight.expect("made").state;
        let kept = minicbor::to_vec(&state).expect("written");
        prop_assert_eq!(minicbor::decode::<BookingState>(&kept).expect("read"), state, "it is kept as it stands");
    }
}

#[test]
fn the_last_promise_stands_and_one_taken_back_gives_way_to_the_earlier() {
    let promised = Some(Promised::OnceConfirmed);
    let made = || at(1, BookingFact::Made(BookingMade { promised, ..body() }));
    let changed = |seq, promised| at(seq, BookingFact::Edited(BookingEdited { promised, ..BookingEdited::default() }));
    let forwarded = || changed(2, Some(Promised::Forwarded));
    let check = |events: Vec<Stamped<BookingFact>>, expect: Option<Promised>| {
        assert_eq!(fold(events).expect("made").state.promised, expect);
    };
    check(vec![at(1, BookingFact::Made(body()))], None);
    check(vec![made()], promised);
    check(vec![made(), forwarded()], Some(Promised::Forwarded));
    check(vec![made(), forwarded(), changed(3, None)], Some(Promised::Forwarded));
    check(vec![made(), forwarded(), at(3, retracted(2))], promised);
    check(vec![at(3, retracted(2)), forwarded(), made()], promised);
}

#[test]
fn what_is_erased_does_not_come_back() {
    let erased = || at(3, BookingFact::Erased(BookingErased { reason: crate::event::EraseReason::Asked }));
    let renamed = BookingEdited { personal: vec![PersonalField::Name], ..BookingEdited::default() };
    let late = at(2, BookingFact::Edited(renamed.clone()));
    let after = at(4, BookingFact::Edited(renamed));
    let booking = fold(vec![at(1, made()), erased(), late, after, at(5, retracted(3))]).expect("made").state;
    assert!(booking.erased && booking.personal.is_empty());
    assert_eq!((booking.party, booking.status), (1, Status::Confirmed), "the counts stay");
}

#[test]
fn whoever_has_come_or_was_called_keeps_the_seat_unless_it_was_given_up() {
    let came = || BookingFact::Arrived(Arrived::default());
    let called =
        |released| BookingFact::Called(Called { outcome: CallOutcome::NoAnswer, expected: None, released, told: None });
    let booking = fold(vec![at(1, made()), at(2, called(false)), at(3, came())]).expect("made").state;
    assert!(booking.holds_seats() && booking.arrived_ms.is_some());
    let booking = fold(vec![at(1, made()), at(2, called(true)), at(3, came())]).expect("made").state;
    assert!(!booking.holds_seats() && booking.status == Status::Confirmed, "it comes back to nobody's seat");
    let booking = fold(vec![at(1, made()), at(2, called(true)), at(3, retracted(2))]).expect("made").state;
    assert!(booking.holds_seats() && booking.call.is_none());
    let booking = fold(vec![at(1, made()), at(2, called(true)), at(3, moved(2))]).expect("made").state;
    assert!(booking.holds_seats(), "booked anew it has the new seats");
    let booking = fold(vec![at(1, made()), at(2, came()), at(3, retracted(2))]).expect("made").state;
    assert_eq!(booking.arrived_ms, None);
}

#[test]
fn a_walk_in_holds_no_seat_and_can_be_taken_back() {
    let walked_in = || {
        BookingFact::WalkedIn(WalkedIn {
            number: 2,
            day: BeijingDay(20_785),
            at: MinuteOfDay(660),
            items: Vec::new(),
            party: 1,
            green_channel: false,
            slip_language: Language::ZhHans,
            personal: vec![PersonalField::Name],
            forwarded: Some(BeijingDay(20_788)),
        })
    };
    let booking = fold(vec![at(1, walked_in())]).expect("accepted").state;
    assert!(!booking.holds_seats() && booking.status == Status::Confirmed);
    assert_eq!(booking.walk_in.and_then(|walk_in| walk_in.forwarded), Some(BeijingDay(20_788)));
    let booking = fold(vec![at(1, walked_in()), at(2, retracted(1))]).expect("accepted").state;
    assert_eq!(booking.status, Status::Undone);
}

#[test]
fn a_provisional_booking_is_confirmed_or_declined_once() {
    let provisional = |facts: Vec<BookingFact>| {
        let events = std::iter::once(asked()).chain(facts).zip(1..).map(|(fact, seq)| at(seq, fact));
        let booking = fold(events.collect()).expect("made").state;
        let Provisional { confirmed, told } = booking.provisional.expect("provisional");
        (booking.is_pending(), booking.holds_seats(), confirmed, told)
    };
    assert_eq!(provisional(vec![]), (true, false, false, false));
    assert_eq!(provisional(vec![called(CallOutcome::Coming)]), (true, false, false, false), "nothing to tell yet");
    assert_eq!(provisional(vec![seated(1, Some(0))]), (false, true, true, false));
    assert_eq!(provisional(vec![seated(1, Some(0)), called(CallOutcome::NoAnswer)]), (false, true, true, false));
    assert_eq!(provisional(vec![seated(1, Some(0)), called(CallOutcome::Coming)]), (false, true, true, true));
    // A seat that goes again later makes it no less confirmed.
    assert_eq!(provisional(vec![seated(1, Some(0)), seated(1, None)]), (false, false, true, false));
    assert_eq!(provisional(vec![moved(2)]), (false, true, true, true), "another time is agreed with them");
    assert_eq!(provisional(vec![declined()]), (false, false, false, false));
    assert_eq!(provisional(vec![declined(), called(CallOutcome::Coming)]), (false, false, false, true));
    assert!(!provisional(vec![declined(), seated(1, Some(0))]).1, "declined is final");
    assert_eq!(provisional(vec![moved(2), retracted(2)]), (true, false, false, false));
}

#[test]
fn who_came_while_they_were_cancelled_elsewhere_is_here_and_flagged() {
    for facts in [
        [cancelled(), BookingFact::Arrived(Arrived::default())],
        [BookingFact::Arrived(Arrived::default()), cancelled()],
    ] {
        let events = std::iter::once(made()).chain(facts).zip(1..).map(|(fact, seq)| at(seq, fact));
        let booking = fold(events.collect()).expect("made").state;
        assert!(booking.stands() && booking.contested && booking.arrived_ms.is_some());
        assert!(!booking.holds_seats() && !booking.claims_seats(), "the seats may be somebody's by now");
    }
    let booking = fold(vec![
        at(1, made()),
        at(2, cancelled()),
        at(3, BookingFact::Arrived(Arrived::default())),
        at(4, retracted(2)),
    ]);
    assert!(booking.is_some_and(|booking| booking.state.holds_seats() && !booking.state.contested));
}
