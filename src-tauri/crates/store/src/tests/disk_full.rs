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
        tx.vault_put(id(3), crate::vault::seal::VaultField(1), "somebody")?;
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
        Ok::<_, StoreError>((
            tx.vault_get(id(3), crate::vault::seal::VaultField(1))?,
            tx.draft_get("book")?,
            tx.head()?.events(),
        ))
    });
    assert_eq!(left, Ok((None, Some("typed work".to_owned()), 2)));
    allow_pages(&fixture.store, 100);
    assert_eq!(write_much(&fixture.store), Ok(id(3)));
    let fixture = fixture.reopen();
    assert_eq!(fixture.bodies()[..2], ["body-1", "body-2"]);
    assert_eq!(fixture.store.revision(), revision + 1);
}

/// Set for the child process that finds no room.
#[cfg(unix)]
const CHILD: &str = "YANSHI_TEST_NO_ROOM_IN";

/// A backup that finds no room half-way leaves nothing, and the backups before it. The system itself refuses: the test
/// runs itself in a second process that may not make files as large as the backup.
#[cfg(unix)]
#[test]
fn a_backup_without_room_leaves_no_half_file() {
    use std::process::Command;
    if let Some(folder) = std::env::var_os(CHILD) {
        let store = open(std::path::Path::new(&folder)).unwrap();
        assert!(matches!(store.backup(NOW), Err(StoreError::Io(_) | StoreError::DiskFull)));
        return;
    }
    let fixture = Fixture::new();
    let kept = fixture.store.backup(NOW).unwrap();
    for _ in 0..8 {
        fixture.append(&[b'x'; 100_000]).unwrap();
    }
    let dir = fixture.close();
    // Blocks of 512 bytes, or of 1024 where the shell counts so.
    let limited = "ulimit -f 600 && trap '' XFSZ && exec \"$0\" --exact tests::disk_full::a_backup_without_room_leaves_no_half_file";
    let mut command = Command::new("sh");
    command.arg("-c").arg(limited).arg(std::env::current_exe().unwrap()).env(CHILD, dir.path());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{output:?}");
    let names: Vec<_> = std::fs::read_dir(Store::backups_folder(dir.path())).unwrap().flatten().collect();
    assert_eq!(names.len(), 1, "{names:?}");
    assert_eq!(Store::backups(dir.path()), [kept]);
    // There is room again.
    open(dir.path()).unwrap().backup(NOW).unwrap();
}
