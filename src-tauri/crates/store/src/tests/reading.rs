use super::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

#[test]
fn a_read_sees_one_moment() {
    let fixture = Fixture::with_events(1);
    let read = fixture.store.read(|tx| -> Result<_, StoreError> {
        let before = (tx.revision()?, tx.head()?.events());
        fixture.append(b"meanwhile")?;
        Ok((before, (tx.revision()?, tx.head()?.events())))
    });
    let (before, after) = read.unwrap();
    assert_eq!(before, after);
    assert_eq!(fixture.store.read(|tx| tx.revision()), Ok(fixture.store.revision()));
    assert_eq!(fixture.store.revision(), before.0 + 1);
}

#[test]
fn a_read_cannot_write() {
    let fixture = Fixture::with_events(1);
    let connection = crate::db::connection::open_reader(&layout::database(fixture.dir.path())).unwrap();
    let refused = connection.execute("DELETE FROM journal", []).map_err(StoreError::from);
    assert_eq!(refused, Err(StoreError::ReadOnly));
}

#[test]
fn more_readers_than_connections_wait_and_panics_cost_none() {
    let fixture = Fixture::with_events(3);
    thread::scope(|scope| {
        for reader in 0..12 {
            let fixture = &fixture;
            scope.spawn(move || {
                for _ in 0..5 {
                    if reader % 3 == 0 {
                        let panicking = || fixture.store.read(|_| -> Result<(), StoreError> { panic!("in a read") });
                        assert!(catch_unwind(AssertUnwindSafe(panicking)).is_err());
                    }
                    assert_eq!(fixture.bodies(), ["body-1", "body-2", "body-3"]);
                }
            });
        }
    });
}

#[test]
fn the_recent_wall_time_is_that_of_the_last_event() {
    let fixture = Fixture::new();
    let recent = || fixture.store.read(|tx| tx.recent_wall()).unwrap();
    assert_eq!(recent(), None);
    for wall in [NOW, WallTime(NOW.0 + 1_000_000_000), WallTime(NOW.0 - 5)] {
        fixture.store.write(move |tx: &mut WriteTx<'_>| tx.append(NewEvent { wall, ..new_event(b"") })).unwrap();
        assert_eq!(recent(), Some(wall));
    }
}

#[test]
fn what_is_not_there_is_none() {
    let fixture = Fixture::with_events(1);
    fixture
        .store
        .read(|tx| -> Result<(), StoreError> {
            assert_eq!(tx.device(), DEVICE);
            assert_eq!(tx.event(id(2))?, None);
            assert!(tx.events_of(id(2))?.is_empty());
            assert_eq!(tx.draft_get("book")?, None);
            assert_eq!(tx.reference_get(&[0; 32])?, None);
            Ok(())
        })
        .unwrap();
}
