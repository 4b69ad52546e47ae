use super::*;

fn get(store: &Store, name: &'static str) -> Option<Vec<u8>> {
    let read = store.read(|tx| tx.local_get(name)).unwrap();
    let written = store.write(move |tx: &mut WriteTx<'_>| tx.local_get(name)).unwrap();
    assert_eq!(read, written);
    read
}

#[test]
fn settings_of_this_pc_come_and_go_and_are_no_events() {
    let fixture = Fixture::with_events(1);
    let head = fixture.store.read(|tx| tx.head()).unwrap();
    assert_eq!(get(&fixture.store, "tries"), None);
    for value in [&b"1"[..], b"2", b""] {
        let put = fixture.store.write(move |tx: &mut WriteTx<'_>| tx.local_put("tries", value));
        assert_eq!((put, get(&fixture.store, "tries").as_deref()), (Ok(()), Some(value)));
    }
    fixture.store.write(|tx: &mut WriteTx<'_>| tx.local_put("other", b"kept")).unwrap();
    let fixture = fixture.reopen();
    fixture.store.write(|tx: &mut WriteTx<'_>| tx.local_delete("tries")).unwrap();
    assert_eq!(get(&fixture.store, "tries"), None);
    assert_eq!(get(&fixture.store, "other").as_deref(), Some(&b"kept"[..]));
    assert_eq!(fixture.store.read(|tx| tx.head()), Ok(head));
}

#[test]
fn slots_of_drafts_are_listed() {
    let fixture = Fixture::new();
    let slots = || fixture.store.write(|tx: &mut WriteTx<'_>| tx.draft_slots()).unwrap();
    assert!(slots().is_empty());
    for slot in ["book/2", "book/1"] {
        fixture.store.write(move |tx: &mut WriteTx<'_>| tx.draft_put(slot, "王")).unwrap();
    }
    assert_eq!(slots(), ["book/1", "book/2"]);
    fixture.store.write(|tx: &mut WriteTx<'_>| tx.draft_delete("book/1")).unwrap();
    assert_eq!(slots(), ["book/2"]);
}
