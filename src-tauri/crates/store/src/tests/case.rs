//! Cases of the assisted-handling log: whatever the order of arrival, in batches or one by one, and after a rebuild, they stand
//! the same.

use super::*;
use crate::db::migrate;
use crate::views::{self, Views, event_id};
use domain::assist::case::{CaseState, Stage};
use domain::assist::leg::{LegEntry, LegKind};
use domain::assist::moment::{Stretch, When};
use domain::assist::number::CardNumber;
use domain::assist::step::{Handling, Opening, Step};
use domain::event::{
    AssistSet, BlocksGiven, CardSpoilt, CardsPrinted, Fact, ItemSnapshot, OrderAssigned, OrderEnded, OrderOpened,
    OrderOutcome, OrderWhy,
};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::time::{BeijingDay, MinuteOfDay};
use journal::{Event, Lamport};
use proptest::prelude::*;

const DAY: BeijingDay = BeijingDay(20_785);
const ALWAYS: std::ops::RangeInclusive<BeijingDay> = BeijingDay(0)..=BeijingDay(u32::MAX);
const HELPER: RecordId = RecordId { device: [9; 8], seq: 1 };

fn at(minute: u16) -> When {
    When { day: DAY, at: Some(MinuteOfDay(minute)) }
}

fn card(serial: u32) -> CardNumber {
    CardNumber::from_serial(serial).expect("a serial")
}

fn opening(item: u32, card: Option<CardNumber>) -> Step {
    let item = ItemSnapshot {
        item: ItemId(item),
        names: Names::same("小客车过户"),
        departments: Vec::new(),
        needs_approver: false,
        window_minutes: 20,
    };
    Step::Opened(Opening {
        handling: Handling::Helping,
        began: at(602),
        until: None,
        helper: HELPER,
        party: 3,
        items: vec![item],
        sealed: Vec::new(),
        booking: Some(RecordId { device: [7; 8], seq: 7 }),
        card,
    })
}

fn leg(kind: LegKind, minute: u16) -> Step {
    let time = Stretch { from: Some(MinuteOfDay(minute)), ..Stretch::unknown(DAY) };
    Step::Leg(LegEntry { kind, helper: HELPER, time, trips: kind.usual_trips() })
}

/// The name of the fact at this place: two devices in turn, of which the second is the first by name.
fn name(at: u64) -> RecordId {
    let device = if at.is_multiple_of(2) { DEVICE.0 } else { [0; 8] };
    RecordId { device, seq: at / 2 + 1 }
}

/// Two PCs work on one case: legs, a hand-over, papers taken while the other one closes it; and a second case that is voided.
fn story() -> Vec<(Option<u64>, Fact)> {
    let case = |step: Step| (Some(0), Fact::from(step));
    let other = |step: Step| (Some(1), Fact::from(step));
    vec![
        (None, opening(4, None).into()),
        (None, opening(4, Some(card(482_913))).into()),
        case(leg(LegKind::Form, 605)),
        case(leg(LegKind::Signature, 610)),
        case(Step::HandedOver { to: RecordId { seq: 2, ..HELPER }, at: at(612) }),
        case(Step::LegCorrected { leg: name(2), entry: entry(LegKind::Submission) }),
        case(Step::Taken { at: at(615), back: None }),
        case(Step::Completed { at: at(700) }),
        case(Step::Taken { at: at(701), back: None }),
        case(Step::GivenBack { document: name(6), at: at(690) }),
        case(Step::LegStruck { leg: name(3) }),
        other(leg(LegKind::Confirmation, 640)),
        other(Step::Voided),
    ]
}

fn entry(kind: LegKind) -> LegEntry {
    LegEntry { kind, helper: HELPER, time: Stretch::unknown(DAY), trips: 2 }
}

/// Cards, settings and work orders, each kind twice.
fn beside() -> Vec<(Option<u64>, Fact)> {
    let printed = |first| {
        Fact::CardsPrinted(CardsPrinted {
            new: Some(domain::assist::blocks::Run { first, count: 4 }),
            again: vec![card(first)],
        })
    };
    let blocks = domain::assist::blocks::Block::all([0; 8]).take(2).collect();
    let opened = OrderOpened { why: OrderWhy::BadRating, case: Some(name(0)), booking: None, due: DAY, owner: HELPER };
    let set = |checks_on| Fact::AssistSet(AssistSet { checks_on, ..AssistSet::default() });
    vec![
        (None, printed(100_000)),
        (None, printed(100_004)),
        (None, Fact::CardSpoilt(CardSpoilt { number: card(100_001) })),
        (None, Fact::BlocksGiven(BlocksGiven { to: [2; 8], blocks })),
        (None, set(true)),
        (None, set(false)),
        (None, Fact::OrderOpened(opened)),
        (Some(6), Fact::OrderAssigned(OrderAssigned { owner: RecordId { seq: 2, ..HELPER } })),
        (Some(6), Fact::OrderEnded(OrderEnded { outcome: OrderOutcome::Done })),
        (Some(6), Fact::OrderEnded(OrderEnded { outcome: OrderOutcome::Dropped })),
    ]
}

/// Facts of two devices in turn, in the one order; each about the fact at that place, or about itself.
fn in_order(facts: Vec<(Option<u64>, Fact)>) -> Vec<Event> {
    let event = |(at, (about, fact)): (u64, (Option<u64>, Fact))| {
        let own = event_id(name(at));
        Event {
            device: own.device,
            seq: own.seq,
            lamport: Lamport(at + 1),
            wall: NOW,
            kind: KindCode(fact.kind()),
            version: KindVersion(fact.version()),
            must_understand: false,
            entity: about.map_or(own, |about| event_id(name(about))),
            base: None,
            actor: None,
            body: fact.encode(),
        }
    };
    (0..).zip(facts).map(event).collect()
}

/// Everything that is read of the log, after events arrived in these batches.
fn after(batches: &[&[Event]]) -> impl PartialEq + std::fmt::Debug + use<> {
    let mut connection = Connection::open_in_memory().unwrap();
    migrate::migrate(&mut connection, migrate::MIGRATIONS).unwrap();
    let tx = connection.transaction().unwrap();
    for batch in batches {
        let mut read = Vec::new();
        for event in *batch {
            crate::journal::journal_table::insert(&tx, event, &event.encode(), journal::Hash([0; 32])).unwrap();
            read.push((event.clone(), Fact::decode(event.kind.0, event.version.0, &event.body).unwrap()));
        }
        views::fold_batch(&tx, read).unwrap();
    }
    everything(Views::new(&tx)).unwrap()
}

fn everything(views: Views<'_>) -> Result<impl PartialEq + std::fmt::Debug + use<>, StoreError> {
    let piles: Vec<_> = views.piles()?.into_iter().map(|pile| (pile.order, pile.body)).collect();
    Ok((
        (views.cases_between(ALWAYS)?, views.open_cases()?, views.cases_with_documents()?),
        (views.cases_of_card(card(482_913))?, views.done_cases_of_item(ItemId(4), 9)?),
        (piles, views.cards_spoilt()?, views.assist_set()?, views.work_orders()?),
    ))
}

#[test]
fn what_two_pcs_did_apart_is_all_there_and_flagged() {
    let events = in_order(story());
    let mut connection = Connection::open_in_memory().unwrap();
    migrate::migrate(&mut connection, migrate::MIGRATIONS).unwrap();
    let tx = connection.transaction().unwrap();
    let read = events.iter().map(|event| {
        crate::journal::journal_table::insert(&tx, event, &event.encode(), journal::Hash([0; 32])).unwrap();
        (event.clone(), Fact::decode(event.kind.0, event.version.0, &event.body).unwrap())
    });
    let read = read.collect();
    views::fold_batch(&tx, read).unwrap();
    let views = Views::new(&tx);
    let case: CaseState = views.case(name(0)).unwrap().expect("a case");
    assert_eq!((case.stage(), case.trips(), case.helpers.len(), case.held().count()), (Stage::Completed, 2, 2, 1));
    assert_eq!(case.flags().len(), 2, "{:?}", case.flags());
    assert_eq!(views.cases_between(ALWAYS).unwrap().len(), 2);
    assert_eq!(views.open_cases().unwrap().len(), 0);
    assert_eq!(views.cases_with_documents().unwrap().len(), 1);
    assert_eq!(views.cases_of_card(card(482_913)).unwrap().len(), 0, "a voided case gives its card back");
    assert_eq!(views.cases_of_booking(RecordId { device: [7; 8], seq: 7 }).unwrap().len(), 2);
    assert_eq!(views.cases_touching(DAY..=DAY).unwrap().len(), 2);
    assert_eq!(views.cases_kept_before(BeijingDay(DAY.0 + 1)).unwrap(), [name(1)], "papers are held of the other");
    assert_eq!(views.cases_waiting_since(BeijingDay(DAY.0 + 1)).unwrap().len(), 1);
    let filter = crate::CaseFilter { helper: Some(RecordId { seq: 2, ..HELPER }), ..crate::CaseFilter::default() };
    assert_eq!(views.find_cases(ALWAYS, &filter, 9).unwrap().0, 1);
    let none = crate::CaseFilter { items: Some(vec![ItemId(5)]), ..crate::CaseFilter::default() };
    assert_eq!(views.find_cases(ALWAYS, &none, 9).unwrap(), (0, Vec::new()));
    let voided = crate::CaseFilter { stages: vec![Stage::Voided], ..crate::CaseFilter::default() };
    assert_eq!(views.find_cases(ALWAYS, &voided, 9).unwrap().1.len(), 1);
    let both = crate::CaseFilter { items: Some(vec![ItemId(4), ItemId(5)]), ..crate::CaseFilter::default() };
    let (all, newest) = views.find_cases(ALWAYS, &both, 1).unwrap();
    assert_eq!((all, newest[0].id), (2, name(1)));
}

#[test]
fn a_rebuild_gives_the_same() {
    let fixture = Fixture::new();
    for (about, fact) in story() {
        let about = about.map(|at| id(at + 1));
        let new = NewEvent { kind: KindCode(fact.kind()), entity: about, ..new_event(&fact.encode()) };
        fixture.store.write(move |tx: &mut WriteTx<'_>| tx.append(new)).unwrap();
    }
    let read = |store: &Store| store.read(|tx| tx.views().cases_between(ALWAYS)).unwrap();
    let folded = read(&fixture.store);
    assert_eq!(folded.len(), 2);
    fixture.store.rebuild_views().unwrap();
    assert_eq!(read(&fixture.store), folded);
    assert_eq!(read(&fixture.reopen().store), folded);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_the_order_of_arrival_and_the_batches_the_same_is_read(
        arrived in Just(in_order(story())).prop_shuffle(),
        cuts in prop::collection::btree_set(1usize..12, 0..4),
    ) {
        let mut batches: Vec<&[Event]> = Vec::new();
        let mut from = 0;
        for cut in cuts.into_iter().chain([arrived.len()]) {
            batches.push(&arrived[from..cut]);
            from = cut;
        }
        prop_assert_eq!(after(&batches), after(&[&in_order(story())]));
    }

    #[test]
    fn cards_settings_and_orders_stand_the_same_too(arrived in Just(in_order(beside())).prop_shuffle()) {
        prop_assert_eq!(after(&[&arrived]), after(&[&in_order(beside())]));
    }
}
