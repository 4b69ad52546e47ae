//! The program's life: first run, demo, trouble and its way out.

mod common;

use common::{FRIDAY, TestHall, clock, date, founding};
use hall::{FieldRefusal, Founding, Program, Refusal, RestoreWish, Stage, TroubleKind};
use std::path::PathBuf;
use tempfile::TempDir;

#[test]
fn an_empty_folder_is_set_up_once() {
    let dir = TempDir::new().expect("a folder");
    let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
    assert_eq!(program.stage(), Stage::Setup);
    assert!(matches!(program.hall(), Err(Refusal::NotReady)));
    program.found(&founding(&dir)).expect("a hall");
    assert_eq!(program.stage(), Stage::Ready);
    assert!(matches!(program.found(&founding(&dir)), Err(Refusal::AlreadySetUp)));
}

#[test]
fn a_folder_chosen_in_the_wizard_is_found_again() {
    let home = TempDir::new().expect("a folder");
    let data = TempDir::new().expect("a folder");
    let chosen = data.path().join("延时 数据");
    let program = Program::open(home.path().to_owned(), clock(FRIDAY));
    program.found(&Founding { dir: chosen.clone(), ..founding(&data) }).expect("a hall");
    drop(program);
    let program = Program::open(home.path().to_owned(), clock(FRIDAY));
    assert_eq!((program.stage(), program.dir()), (Stage::Ready, chosen.clone()));
    drop(program);
    std::fs::rename(&chosen, data.path().join("unplugged")).expect("the drive is gone");
    let program = Program::open(home.path().to_owned(), clock(FRIDAY));
    let trouble = program.trouble().expect("trouble, not a new hall");
    assert!(trouble.kind == TroubleKind::Disk && trouble.detail.contains("延时 数据"), "{trouble:?}");
}

#[test]
fn wrong_answers_are_told_at_their_fields() {
    let dir = TempDir::new().expect("a folder");
    let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
    let check = |wrong: Founding, expected: &[FieldRefusal]| match program.found(&wrong) {
        Err(Refusal::Fields(faults)) => assert_eq!(faults, expected),
        Ok(_) => panic!("{expected:?} expected"),
        Err(other) => panic!("{expected:?} expected, not {other:?}"),
    };
    let right = || founding(&dir);
    check(
        Founding { windows: 0, slot_minutes: 1, saturday: Vec::new(), ..right() },
        &[
            FieldRefusal::Sessions,
            FieldRefusal::WindowsRange { min: 1, max: 99 },
            FieldRefusal::SlotRange { min: 5, max: 240 },
        ],
    );
    let mut overlapping = right();
    overlapping.saturday.push(overlapping.saturday[0]);
    check(overlapping, &[FieldRefusal::SessionOrder]);
    check(Founding { dir: PathBuf::from("relative"), ..right() }, &[FieldRefusal::DirectoryNotAbsolute]);
    check(Founding { dir: PathBuf::new(), ..right() }, &[FieldRefusal::DirectoryMissing]);
    assert_eq!(program.stage(), Stage::Setup);
}

#[test]
fn an_empty_catalogue_stays_empty_over_a_restart() {
    let dir = TempDir::new().expect("a folder");
    let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
    program.found(&Founding { shipped_catalogue: false, ..founding(&dir) }).expect("a hall");
    drop(program);
    let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
    assert!(program.hall().expect("a hall").reference().catalogue.items().is_empty());
}

#[test]
fn the_demo_hall_has_its_samples_once() {
    for samples in [33, 400] {
        let test = TestHall::with_samples(samples);
        test.program.found_demo(samples).expect("again");
        let hall = test.hall();
        assert_eq!(hall.focus().unwrap(), date("2026-11-28"));
        let totals = hall.book_day(hall.focus().unwrap()).expect("a day").totals;
        assert_eq!(totals.bookings, u32::from(samples));
        assert!(hall.founded().demo);
    }
}

#[test]
fn the_saturday_in_focus() {
    let check = |now: &str, expected: &str| {
        assert_eq!(TestHall::at(now).hall().focus().unwrap(), date(expected), "{now}");
    };
    check("2026-11-27T16:50:00", "2026-11-28");
    check("2026-11-28T16:29:00", "2026-11-28");
    check("2026-11-28T16:31:00", "2026-12-05");
    check("2026-10-01T09:00:00", "2026-10-17");
}

#[test]
fn damaged_data_is_named_and_a_backup_brings_it_back() {
    let test = TestHall::friday();
    let saved = test.book(test.wish()).expect("booked");
    let backup = test.hall().back_up().expect("a backup");
    assert!(backup.verified);
    let TestHall { dir, program, .. } = test;
    drop(program);
    std::fs::write(dir.path().join("yanshi.db"), b"this is no database at all").expect("damaged");
    let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
    let trouble = program.trouble().expect("trouble");
    assert_eq!(trouble.kind, TroubleKind::Corrupt);
    let offered = trouble.backup.expect("a backup is offered");
    assert_eq!(offered.file, backup.file);
    let wish = |name: &str| RestoreWish { file: program.backup_file(name), code: String::new(), any_hall: false };
    let missing = program.restore_backup(None, &wish("no-such-file.db"));
    assert!(matches!(missing, Err(Refusal::Fields(faults)) if faults == [FieldRefusal::BackupFile]));
    program.restore_backup(None, &wish(&offered.file)).expect("restored");
    let test = TestHall::new(dir, program);
    assert_eq!(test.hall().reveal_booking(saved.booking).expect("shown").name, "王伟");
}

#[test]
fn a_deleted_database_beside_its_backups_is_no_new_hall() {
    let test = TestHall::friday();
    let saved = test.book(test.wish()).expect("booked");
    test.hall().back_up().expect("a backup");
    let TestHall { dir, program, .. } = test;
    drop(program);
    std::fs::remove_file(dir.path().join("yanshi.db")).expect("deleted");
    let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
    let offered = program.trouble().expect("trouble").backup.expect("a backup is offered");
    let wish = RestoreWish { file: program.backup_file(&offered.file), code: String::new(), any_hall: false };
    program.restore_backup(None, &wish).expect("restored");
    let test = TestHall::new(dir, program);
    assert_eq!(test.hall().reveal_booking(saved.booking).expect("shown").name, "王伟");
}

#[test]
fn a_second_program_on_the_same_data_is_told_so() {
    let test = TestHall::friday();
    let second = Program::open(test.dir.path().to_owned(), clock(FRIDAY));
    assert_eq!(second.trouble().map(|trouble| trouble.kind), Some(TroubleKind::InUse));
}

#[test]
fn a_lost_key_is_trouble_and_no_new_one_is_made() {
    let test = TestHall::friday();
    let TestHall { dir, program, .. } = test;
    drop(program);
    let key = dir.path().join("hall.key");
    let kept = std::fs::read(&key).expect("a key file");
    std::fs::remove_file(&key).expect("lost");
    let kind = || {
        let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
        program.trouble().map(|trouble| trouble.kind)
    };
    assert_eq!(kind(), Some(TroubleKind::KeyMissing));
    // Nor by founding a hall there from another home.
    let home = TempDir::new().expect("a folder");
    let refused = Program::open(home.path().to_owned(), clock(FRIDAY)).found(&founding(&dir));
    assert!(matches!(refused, Err(Refusal::Key(_))));
    assert!(!key.exists());
    // Another hall's key is told apart from none.
    let other = TestHall::friday();
    std::fs::copy(other.dir.path().join("hall.key"), &key).expect("copied");
    assert_eq!(kind(), Some(TroubleKind::KeyForeign));
    std::fs::write(&key, kept).expect("found again");
    assert_eq!(kind(), None);
}
