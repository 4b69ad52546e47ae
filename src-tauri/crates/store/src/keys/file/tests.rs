use super::*;
use tempfile::TempDir;

fn written() -> (TempDir, HallKey) {
    let (dir, key) = (TempDir::new().unwrap(), HallKey::generate().unwrap());
    write(dir.path(), &key).unwrap();
    (dir, key)
}

#[test]
fn a_key_is_read_back() {
    let (dir, key) = written();
    assert_eq!(read(dir.path()).unwrap().bytes(), key.bytes());
    let next = HallKey::generate().unwrap();
    write(dir.path(), &next).unwrap();
    assert_eq!(read(dir.path()).unwrap().bytes(), next.bytes());
}

/// What was put aside needs it.
#[test]
fn a_key_that_is_replaced_is_kept_beside_it_once() {
    let (dir, first) = written();
    let before = |number: u32| fs::read(layout::key_before(dir.path(), number)).ok();
    write(dir.path(), &first).unwrap();
    assert_eq!(before(1), None, "the same key");
    let bytes = fs::read(layout::key(dir.path())).unwrap();
    let other = HallKey::generate().unwrap();
    for key in [&other, &first, &other] {
        write(dir.path(), key).unwrap();
    }
    assert_eq!(before(1), Some(bytes));
    assert_eq!(before(2), fs::read(layout::key(dir.path())).ok());
    assert_eq!(before(3), None);
    fs::write(layout::key(dir.path()), b"garbage").unwrap();
    write(dir.path(), &first).unwrap();
    assert_eq!(before(3), Some(b"garbage".to_vec()));
}

#[test]
fn folders_are_made_and_a_leftover_is_in_nobodys_way() {
    let dir = TempDir::new().unwrap();
    let deep = dir.path().join("延时 数据");
    files::make_folder(&deep).unwrap();
    fs::write(deep.join("hall.key.part"), b"half a key").unwrap();
    let key = HallKey::generate().unwrap();
    write(&deep, &key).unwrap();
    assert_eq!(read(&deep).unwrap().id(), key.id());
}

#[cfg(unix)]
#[test]
fn owner_and_group_may_read_it_and_nobody_else() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, key) = written();
    let mode = || fs::metadata(layout::key(dir.path())).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode(), 0o640);
    // Nor when a file with wider rights is replaced.
    fs::set_permissions(layout::key(dir.path()), fs::Permissions::from_mode(0o666)).unwrap();
    write(dir.path(), &key).unwrap();
    assert_eq!(mode(), 0o640);
}

#[test]
fn what_is_no_key_is_told_apart() {
    let (dir, _) = written();
    let file = layout::key(dir.path());
    let good = fs::read(&file).unwrap();
    let fault = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        read(dir.path()).unwrap_err()
    };
    assert_eq!(fault(b""), KeyFault::Damaged);
    assert_eq!(fault(b"garbage"), KeyFault::Damaged);
    assert_eq!(fault(&good[..good.len() - 1]), KeyFault::Damaged);
    let content = |version: u8, protection: u8, key: &[u8]| {
        let file = KeyFile { version, protection, id: vec![0; 8], key: key.to_vec() };
        minicbor::to_vec(&file).unwrap()
    };
    assert_eq!(fault(&content(1, 0, &[1; 32])), KeyFault::Damaged);
    assert_eq!(fault(&content(1, 0, &[1; 31])), KeyFault::Damaged);
    assert!(matches!(fault(&content(2, 0, &[1; 32])), KeyFault::Unreadable(_)));
    assert!(matches!(fault(&content(1, 77, &[1; 32])), KeyFault::Unreadable(_)));
    fs::remove_file(&file).unwrap();
    assert_eq!(read(dir.path()).unwrap_err(), KeyFault::Missing);
    assert_eq!(read(&dir.path().join("no folder")).unwrap_err(), KeyFault::Missing);
    fs::create_dir(&file).unwrap();
    assert!(matches!(read(dir.path()).unwrap_err(), KeyFault::Unreadable(_)));
}

/// Every bit of the key and its name counts.
#[test]
fn a_flipped_bit_is_noticed() {
    let (dir, key) = written();
    let file = layout::key(dir.path());
    let good = fs::read(&file).unwrap();
    for bit in 0..good.len() * 8 {
        let mut flipped = good.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(&file, flipped).unwrap();
        assert!(read(dir.path()).is_err(), "bit {bit} of the file of {key:?}");
    }
}
