//! Lists come in the order of making on every installation: by Lamport number, then device, then sequence number. The names
//! of the devices sort against it here.

use super::*;
use crate::views::{event_id, record_id};
use domain::booking::BookingState;
use domain::event::{
    BookingCancelled, BookingMade, CancelReason, Channel, Fact, ItemSnapshot, Language, PersonEntered, WalkedIn,
};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::time::{BeijingDay, MinuteOfDay};
use journal::{Chain, Event, Lamport};
use std::collections::BTreeMap;

const DAY: BeijingDay = BeijingDay(20_785);
/// Whoever wrote first, second and third: the first and the third are one device, with the greatest name.
const AUTHORS: [DeviceId; 3] = [DeviceId([0xf0; 8]), DeviceId([0x10; 8]), DeviceId([0xf0; 8])];

/// Journals of several devices, written by turns.
#[derive(Default)]
struct Journals {
    chains: BTreeMap<DeviceId, Chain>,
    lamport: u64,
    written: Vec<Event>,
}

impl Journals {
    fn write(&mut self, device: DeviceId, entity: Option<RecordId>, fact: &Fact) -> RecordId {
        let chain = self.chains.entry(device).or_insert_with(|| Chain::begin(device));
        let id = EventId { device, seq: chain.next() };
        self.lamport += 1;
        let event = Event {
            device,
            seq: id.seq,
            lamport: Lamport(self.lamport),
            wall: NOW,
            kind: KindCode(fact.kind()),
            version: KindVersion(fact.version()),
            must_understand: false,
            entity: entity.map_or(id, event_id),
            base: None,
            actor: None,
            body: fact.encode(),
        };
        chain.append(&event.encode());
        self.written.push(event);
        record_id(id)
    }

    /// A store that has all of it.
    fn store(self) -> Fixture {
        let fixture = Fixture::new();
        let put = fixture.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            let mut chains: BTreeMap<DeviceId, Chain> = BTreeMap::new();
            for event in self.written {
                let bytes = event.encode();
                let hash = chains.entry(event.device).or_insert_with(|| Chain::begin(event.device)).append(&bytes);
                crate::journal::journal_table::insert(tx.connection(), &event, &bytes, hash)?;
            }
            tx.rebuild_views()
        });
        assert_eq!(put, Ok(()));
        fixture
    }
}

fn items() -> Vec<ItemSnapshot> {
    let names = Names::same("事项");
    vec![ItemSnapshot { item: ItemId(1), names, departments: Vec::new(), needs_approver: false, window_minutes: 30 }]
}

fn made(group: Option<RecordId>) -> Fact {
    Fact::BookingMade(BookingMade {
        number: 1,
        day: DAY,
        session: 0,
        slot: 0,
        seats: vec![1],
        items: items(),
        party: 1,
        channel: Channel::Desk,
        green_channel: false,
        slip_language: Language::ZhHans,
        personal: Vec::new(),
        start: None,
        group,
        earlier: None,
        denied: None,
        promised: None,
    })
}

fn walked_in() -> Fact {
    Fact::WalkedIn(WalkedIn {
        number: 1,
        day: DAY,
        at: MinuteOfDay(600),
        items: items(),
        party: 1,
        green_channel: false,
        slip_language: Language::ZhHans,
        personal: Vec::new(),
        forwarded: Some(BeijingDay(DAY.0 + 2)),
    })
}

fn ids(states: Vec<BookingState>) -> Vec<RecordId> {
    states.into_iter().map(|state| state.id).collect()
}

#[test]
fn lists_come_in_the_order_of_making_whatever_the_devices_are_called() {
    let mut journals = Journals::default();
    let first = journals.write(AUTHORS[0], None, &made(None));
    let standing = AUTHORS.map(|author| journals.write(author, None, &made(Some(first))));
    let gone = AUTHORS.map(|author| {
        let booking = journals.write(author, None, &made(None));
        let cancelled = BookingCancelled { reason: CancelReason::CitizenAsked, remark: false };
        journals.write(author, Some(booking), &Fact::BookingCancelled(cancelled));
        booking
    });
    let walked = AUTHORS.map(|author| journals.write(author, None, &walked_in()));
    let people = AUTHORS.map(|author| {
        journals.write(author, None, &Fact::PersonEntered(PersonEntered { roles: vec![domain::people::Role::Runner] }))
    });
    let fixture = journals.store();
    let check = |read: fn(crate::Views<'_>, RecordId) -> Result<Vec<BookingState>, StoreError>,
                 expect: Vec<RecordId>| {
        assert_eq!(ids(fixture.store.read(|tx| read(tx.views(), first)).unwrap()), expect);
    };
    let all = || [first].into_iter().chain(standing);
    check(|views, _| views.bookings_of_day(DAY), all().collect());
    check(|views, _| views.bookings_from(DAY), all().collect());
    check(|views, _| views.visits_of_day(DAY), all().collect());
    check(|views, _| views.booked_for_day(DAY), all().chain(gone).collect());
    check(|views, _| views.booked_from(DAY), all().chain(gone).collect());
    check(|views, _| views.gone_from_day(DAY), gone.to_vec());
    check(|views, _| views.walk_ins_of_day(DAY), walked.to_vec());
    check(|views, _| views.forwarded_to(BeijingDay(DAY.0 + 2)), walked.to_vec());
    check(|views, first| views.group(first), standing.to_vec());
    check(|views, _| views.upcoming(DAY, 4), all().collect());
    let found = fixture.store.read(|tx| tx.views().people()).unwrap();
    assert_eq!(found.into_iter().map(|person| person.id).collect::<Vec<_>>(), people);
}
