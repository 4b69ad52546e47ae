use super::*;
use journal::{Chain, Event, Hash, Lamport};
use std::ops::ControlFlow;

const OTHER: DeviceId = DeviceId([0xee; 8]);

type Place = (Lamport, DeviceId, Seq);

fn place(event: &Event) -> Place {
    (event.lamport, event.device, event.seq)
}

/// Five events of this device, and three of another whose Lamport numbers meet them.
fn two_journals() -> Fixture {
    let fixture = Fixture::with_events(5);
    let put = fixture.store.write(|tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
        let mut chain = Chain::begin(OTHER);
        for lamport in [2, 4, 5] {
            let id = EventId { device: OTHER, seq: chain.next() };
            let event = Event { device: OTHER, seq: id.seq, lamport: Lamport(lamport), entity: id, ..sample() };
            let bytes = event.encode();
            let hash = chain.append(&bytes);
            crate::journal::journal_table::insert(tx.connection(), &event, &bytes, hash)?;
        }
        Ok(())
    });
    assert_eq!(put, Ok(()));
    fixture
}

fn sample() -> Event {
    Event {
        device: OTHER,
        seq: Seq(1),
        lamport: Lamport(1),
        wall: NOW,
        kind: UNKNOWN_KIND,
        version: KindVersion(1),
        must_understand: false,
        entity: EventId { device: OTHER, seq: Seq(1) },
        base: None,
        actor: None,
        body: Vec::new(),
    }
}

fn page(fixture: &Fixture, before: Option<Place>, size: usize) -> Vec<Place> {
    let mut page = Vec::new();
    let read = fixture.store.read(|tx| {
        tx.events_newest_first(before, |event, _| {
            page.push(place(event));
            if page.len() == size { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    });
    assert_eq!(read, Ok(()));
    page
}

#[test]
fn pages_put_together_are_the_whole_journal_backwards() {
    let fixture = two_journals();
    let whole = page(&fixture, None, usize::MAX);
    let expected = [(5, OTHER, 3), (5, DEVICE, 5), (4, OTHER, 2), (4, DEVICE, 4), (3, DEVICE, 3)].into_iter().chain([
        (2, OTHER, 1),
        (2, DEVICE, 2),
        (1, DEVICE, 1),
    ]);
    assert_eq!(whole, expected.map(|(lamport, device, seq)| (Lamport(lamport), device, Seq(seq))).collect::<Vec<_>>());
    for size in 1..=9 {
        let (mut pages, mut before) = (Vec::new(), None);
        loop {
            let page = page(&fixture, before, size);
            before = page.last().copied();
            pages.extend(page);
            if pages.len() == whole.len() {
                break;
            }
        }
        assert_eq!(pages, whole, "pages of {size}");
        assert!(page(&fixture, before, size).is_empty());
    }
}

#[test]
fn events_come_with_their_hashes() {
    let fixture = Fixture::with_events(3);
    let head = fixture.store.read(|tx| tx.head()).unwrap();
    let mut newest: Option<(Vec<u8>, Hash)> = None;
    let read = fixture.store.read(|tx| {
        tx.events_newest_first(None, |event, hash| {
            newest = Some((event.body.clone(), *hash));
            ControlFlow::Break(())
        })
    });
    assert_eq!((read, newest), (Ok(()), Some((b"body-3".to_vec(), head.hash()))));
    assert!(page(&Fixture::new(), None, 1).is_empty());
}

/// A page of a large journal reads the page, not the journal.
#[test]
fn nothing_is_sorted() {
    let fixture = Fixture::with_events(1);
    let plan = |sql: &str| -> Vec<String> {
        let connection = crate::db::connection::open_reader(&layout::database(fixture.dir.path())).unwrap();
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let rows = statement.query_map([], |row| row.get(3)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    for sql in [crate::journal::journal_table::NEWEST_FIRST, "SELECT bytes FROM journal ORDER BY lamport, device, seq"]
    {
        let plan = plan(&sql.replace("?1", "1").replace("?2", "x'00'").replace("?3", "1"));
        assert!(plan.iter().all(|step| step.contains("journal_by_order")), "{plan:?}");
    }
}
