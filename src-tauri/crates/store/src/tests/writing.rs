use super::*;
use domain::event::{DutyAnswer, DutyAnswered, Fact, ReferenceKind, ReferenceOffered};
use domain::reference::catalogue::DepartmentId;
use domain::time::BeijingDay;
use journal::{Lamport, verify_chain};
use std::sync::{Arc, Barrier};
use std::thread;

#[test]
fn events_are_numbered_ordered_and_chained() {
    let fixture = Fixture::new();
    assert_eq!(fixture.append(b"first").unwrap(), id(1));
    let ids = fixture.store.write(|tx: &mut WriteTx<'_>| -> Result<_, StoreError> {
        let second = tx.append(NewEvent { must_understand: true, ..new_event(b"second") })?;
        assert_eq!(tx.next_id(), id(3));
        let third = tx.append(NewEvent { entity: Some(second), base: Some(second), ..new_event(b"third") })?;
        Ok([second, third])
    });
    assert_eq!(ids.unwrap(), [id(2), id(3)]);
    let fixture = fixture.reopen();
    assert_eq!(fixture.append(b"fourth").unwrap(), id(4));
    let events = fixture.store.read(|tx| tx.events_of(id(2))).unwrap();
    let places: Vec<_> = events.iter().map(|event| (event.id(), event.lamport, event.base)).collect();
    assert_eq!(places, [(id(2), Lamport(2), None), (id(3), Lamport(3), Some(id(2)))]);
    assert!(events[0].must_understand && !events[1].must_understand);
    assert_eq!(fixture.bodies(), ["first", "second", "third", "fourth"]);
}

/// Who may write a kind is asked when it is written; what comes from the server is folded (`replica`).
#[test]
fn a_hall_does_not_write_what_is_the_servers() {
    let fixture = Fixture::with_events(1);
    let offered = ReferenceOffered { kind: ReferenceKind::Items, hash: [7; 32], from: BeijingDay(20_785) };
    let fact = Fact::ReferenceOffered(offered);
    let kind = KindCode(fact.kind());
    let event = NewEvent { kind, ..new_event(&fact.encode()) };
    let refused = fixture.store.write(move |tx: &mut WriteTx<'_>| tx.append(event));
    assert!(
        matches!(&refused, Err(StoreError::Internal(detail)) if detail.contains("reference.offered")),
        "{refused:?}"
    );
    assert_eq!(fixture.append(b"next").unwrap(), id(2));
    assert!(fixture.store.read(|tx| tx.views().reference_offers(ReferenceKind::Items)).unwrap().is_empty());
}

/// Nobody would take it: it is refused where it is written, and what was written with it is not there.
#[test]
fn what_is_too_large_for_a_message_is_not_written() {
    let fixture = Fixture::with_events(1);
    let event = fixture.append(&vec![0; journal::BODY_BYTES_MAX + 1]);
    assert!(matches!(&event, Err(StoreError::Internal(detail)) if detail.contains("too large")), "{event:?}");
    let value = fixture.store.write(|tx: &mut WriteTx<'_>| {
        let event = tx.append(new_event(b"second"))?;
        tx.vault_put(event, crate::vault::seal::VaultField(1), &"x".repeat(journal::VALUE_BYTES_MAX + 1))
    });
    assert!(matches!(&value, Err(StoreError::Internal(detail)) if detail.contains("too large")), "{value:?}");
    assert_eq!(fixture.bodies(), ["body-1"]);
    assert_eq!(fixture.append(&vec![0; journal::BODY_BYTES_MAX]).unwrap(), id(2));
}

#[test]
fn the_stored_chain_is_the_journals() {
    let fixture = Fixture::with_events(3);
    let head = fixture.store.read(|tx| tx.head()).unwrap();
    let connection = crate::db::connection::open_reader(&layout::database(fixture.dir.path())).unwrap();
    let mut statement = connection.prepare("SELECT bytes, hash FROM journal ORDER BY seq").unwrap();
    let stored: Vec<(Vec<u8>, journal::Hash)> = statement
        .query_map([], |row| Ok((row.get(0)?, journal::Hash(row.get(1)?))))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(verify_chain(DEVICE, stored), Ok(head));
}

#[test]
fn no_code_can_change_or_remove_an_event() {
    let fixture = Fixture::with_events(2);
    for sql in ["UPDATE journal SET kind = 1", "DELETE FROM journal WHERE seq = 2"] {
        let refused = fixture
            .store
            .write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> { Ok(tx.connection().execute_batch(sql)?) });
        assert!(matches!(refused, Err(StoreError::Internal(_))), "{sql}: {refused:?}");
    }
    assert_eq!(fixture.reopen().bodies(), ["body-1", "body-2"]);
}

#[test]
fn an_error_takes_everything_back() {
    let fixture = Fixture::with_events(1);
    let before = fixture.store.revision();
    let refused = fixture.store.write(|tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
        tx.append(new_event(b"never"))?;
        tx.vault_put(id(2), crate::vault::seal::VaultField(1), "nobody")?;
        tx.draft_put("book", "nothing")?;
        Err(StoreError::Internal("changed my mind".to_owned()))
    });
    assert_eq!(refused, Err(StoreError::Internal("changed my mind".to_owned())));
    assert_eq!(fixture.store.revision(), before);
    let left = fixture.store.read(|tx| {
        Ok::<_, StoreError>((tx.vault_get(id(2), crate::vault::seal::VaultField(1))?, tx.draft_get("book")?))
    });
    assert_eq!(left, Ok((None, None)));
    // The number is given again: nobody has seen it.
    assert_eq!(fixture.append(b"second").unwrap(), id(2));
    assert_eq!(fixture.reopen().bodies(), ["body-1", "second"]);
}

#[test]
fn a_panic_is_an_error_for_its_caller_only() {
    let fixture = Fixture::with_events(1);
    let panicked = fixture.store.write(|tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
        tx.append(new_event(b"never"))?;
        panic!("a mistake in a use-case");
    });
    let Err(StoreError::Internal(text)) = panicked else { panic!("{panicked:?}") };
    assert!(text.contains("a mistake in a use-case"), "{text}");
    assert_eq!(fixture.append(b"second").unwrap(), id(2));
    assert_eq!(fixture.bodies(), ["body-1", "second"]);
}

#[test]
fn a_write_within_a_write_is_refused_rather_than_waited_for() {
    let fixture = Fixture::new();
    let store = fixture.store.clone();
    let inner = fixture.store.write(move |_: &mut WriteTx<'_>| -> Result<_, StoreError> {
        Ok(store.write(|tx: &mut WriteTx<'_>| tx.append(new_event(b"inner"))))
    });
    assert!(matches!(inner, Ok(Err(StoreError::Internal(_)))), "{inner:?}");
}

#[test]
fn the_last_handle_may_go_within_a_write() {
    let Fixture { dir, store } = Fixture::new();
    let (entered, leave) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
    let other = store.clone();
    let (entered_there, leave_there) = (Arc::clone(&entered), Arc::clone(&leave));
    let writing = thread::spawn(move || {
        let held = other.clone();
        other.write(move |tx: &mut WriteTx<'_>| {
            let _held = held;
            entered_there.wait();
            leave_there.wait();
            tx.append(new_event(b"last"))
        })
    });
    entered.wait();
    drop(store);
    leave.wait();
    assert_eq!(writing.join().unwrap(), Ok(id(1)));
    // The thread of the writer ends by itself, and with it the lock.
    let reopened = loop {
        match open(dir.path()) {
            Err(crate::db::error::OpenError::InUse) => thread::yield_now(),
            opened => break opened.unwrap(),
        }
    };
    assert_eq!(bodies(&reopened), ["last"]);
}

#[test]
fn a_write_that_changes_nothing_is_no_revision() {
    let fixture = Fixture::with_events(2);
    let revision = fixture.store.revision();
    let looked = fixture.store.write(|tx: &mut WriteTx<'_>| Ok::<_, StoreError>(tx.next_id()));
    assert_eq!((looked, fixture.store.revision()), (Ok(id(3)), revision));
    fixture.append(b"third").unwrap();
    assert_eq!(fixture.store.revision(), revision + 1);
    let revision = fixture.store.revision();
    assert_eq!(fixture.reopen().store.revision(), revision);
}

#[test]
fn a_request_is_known_when_it_comes_again() {
    let fixture = Fixture::new();
    let make = |request: &'static str| {
        fixture.store.write(move |tx: &mut WriteTx<'_>| -> Result<EventId, StoreError> {
            if let Some(before) = tx.request(request)? {
                return Ok(before);
            }
            let event = tx.append(new_event(request.as_bytes()))?;
            tx.note_request(request, event)?;
            Ok(event)
        })
    };
    assert_eq!(make("a"), Ok(id(1)));
    assert_eq!(make("b"), Ok(id(2)));
    assert_eq!(make("a"), Ok(id(1)));
    assert_eq!(fixture.bodies(), ["a", "b"]);
}

#[test]
fn old_requests_are_forgotten_and_new_ones_are_not() {
    let fixture = Fixture::new();
    let known = fixture.store.write(|tx: &mut WriteTx<'_>| -> Result<_, StoreError> {
        for n in 1..=10_500 {
            tx.note_request(&n.to_string(), id(n))?;
        }
        Ok([tx.request("500")?, tx.request("501")?, tx.request("10500")?])
    });
    assert_eq!(known, Ok([None, Some(id(501)), Some(id(10_500))]));
}

#[test]
fn many_threads_write_one_dense_journal() {
    let fixture = Fixture::new();
    thread::scope(|scope| {
        for writer in 0..4 {
            let fixture = &fixture;
            scope.spawn(move || {
                for n in 0..10 {
                    fixture.append(format!("{writer}-{n}").as_bytes()).unwrap();
                }
            });
        }
    });
    let mut bodies = fixture.reopen().bodies();
    assert_eq!(bodies.len(), 40);
    bodies.sort();
    bodies.dedup();
    assert_eq!(bodies.len(), 40);
}

fn duty(department: u32, answer: DutyAnswer) -> NewEvent {
    let body = DutyAnswered {
        day: BeijingDay(20_785),
        department: DepartmentId(department),
        answer,
        approvers: 1,
        means: None,
        told_by: None,
        from: None,
        until: None,
    };
    let fact = Fact::DutyAnswered(body);
    NewEvent { kind: KindCode(fact.kind()), version: KindVersion(fact.version()), ..new_event(&fact.encode()) }
}

#[test]
fn views_are_rebuilt_from_the_journal() {
    let fixture = Fixture::new();
    let answers = [(1, DutyAnswer::Asked), (2, DutyAnswer::Asked), (1, DutyAnswer::Confirmed)];
    for (department, answer) in answers {
        fixture.store.write(move |tx: &mut WriteTx<'_>| tx.append(duty(department, answer))).unwrap();
    }
    let duties = |store: &Store| store.read(|tx| tx.views().duty_answers(BeijingDay(20_785))).unwrap();
    let folded = duties(&fixture.store);
    assert_eq!(folded.len(), 3);
    fixture
        .store
        .write(|tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            Ok(tx.connection().execute_batch("UPDATE duty SET wall = 2; DELETE FROM duty WHERE department = 2")?)
        })
        .unwrap();
    assert_ne!(duties(&fixture.store), folded);
    fixture.store.rebuild_views().unwrap();
    assert_eq!(duties(&fixture.store), folded);
}

#[test]
fn reference_data_lies_under_its_own_hash_only() {
    use sha2::{Digest, Sha256};
    let fixture = Fixture::new();
    let hash: [u8; 32] = Sha256::digest(b"name,kind").into();
    let put = |bytes: &'static [u8]| {
        fixture.store.write(move |tx: &mut WriteTx<'_>| {
            tx.reference_put(&hash, bytes)?;
            tx.reference_put(&hash, bytes)
        })
    };
    assert!(matches!(put(b"another"), Err(StoreError::Internal(_))));
    assert_eq!(fixture.store.read(|tx| tx.reference_get(&hash)), Ok(None));
    assert_eq!(put(b"name,kind"), Ok(()));
    assert_eq!(fixture.store.read(|tx| tx.reference_get(&hash)), Ok(Some(b"name,kind".to_vec())));
    let dir = fixture.close();
    tamper(&dir, "UPDATE reference SET bytes = x'00'");
    let store = open(dir.path()).unwrap();
    assert!(matches!(store.read(|tx| tx.reference_get(&hash)), Err(StoreError::Damaged(_))));
}
