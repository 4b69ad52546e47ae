use super::*;

/// Allows the database this many pages more than it has.
fn allow_pages(store: &Store, more: u32) {
    let set = store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
        let connection = tx.connection();
        let pages: u32 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
        connection.pragma_update(None, "max_page_count", pages + more)?;
        Ok(())
    });
    assert_eq!(set, Ok(()));
}

/// A booking with a body far too large for the room that is left.
fn write_much(store: &Store) -> Result<EventId, StoreError> {
    store.write(|tx: &mut WriteTx<'_>| {
        tx.vault_put(id(3), crate::VaultField(1), "somebody")?;
        tx.draft_delete("book")?;
        tx.append(new_event(&[b'x'; 100_000]))
    })
}

#[test]
fn a_full_disk_loses_nothing_and_is_over_when_there_is_room() {
    let fixture = Fixture::with_events(2);
    fixture.store.write(|tx: &mut WriteTx<'_>| tx.draft_put("book", "typed work")).unwrap();
    let revision = fixture.store.revision();
    allow_pages(&fixture.store, 3);
    for _ in 0..3 {
        assert_eq!(write_much(&fixture.store), Err(StoreError::DiskFull));
    }
    assert_eq!(fixture.store.revision(), revision);
    let left = fixture.store.read(|tx| {
        Ok::<_, StoreError>((tx.vault_get(id(3), crate::VaultField(1))?, tx.draft_get("book")?, tx.head()?.events()))
    });
    assert_eq!(left, Ok((None, Some("typed work".to_owned()), 2)));
    allow_pages(&fixture.store, 100);
    assert_eq!(write_much(&fixture.store), Ok(id(3)));
    let fixture = fixture.reopen();
    assert_eq!(fixture.bodies()[..2], ["body-1", "body-2"]);
    assert_eq!(fixture.store.revision(), revision + 1);
}
