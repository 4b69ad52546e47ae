//! Erasing, backups, restoring, a new PC, diagnostics: what happens to the data as a whole.

mod common;

use common::{FRIDAY, TestHall, clock, date, founding};
use hall::{FieldRefusal, Program, Refusal, RestoreWish, Role, TroubleKind, Warning};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Every file below a folder, with its bytes.
fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for path in fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            found.extend(files(&path));
            continue;
        }
        match fs::read(&path) {
            Ok(bytes) => found.push((path, bytes)),
            // What the daily work has put in its place, or taken away, meanwhile.
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{}", path.display()),
        }
    }
    found
}

fn holding(dir: &Path, needle: &[u8]) -> Vec<PathBuf> {
    let holds = |bytes: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    files(dir).into_iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect()
}

fn restore(file: PathBuf, code: &str) -> RestoreWish {
    RestoreWish { file, code: code.to_owned(), any_hall: false }
}

#[test]
fn an_erased_person_is_gone_and_the_counts_stay() {
    let test = TestHall::friday();
    let second = TempDir::new().expect("a folder");
    let manager = test.hall();
    manager.choose_second_folder(&second.path().to_string_lossy()).expect("chosen");
    let first = test.book(test.wish_with_phone()).expect("booked");
    let other = hall::BookingWish { slot: 2, items: vec![test.item("食品生产许可")], ..test.wish_with_phone() };
    let again = test.book(other).expect("the same phone");
    let mut stranger = hall::BookingWish { slot: 3, ..test.wish() };
    stranger.entry.phone = "13900139000".into();
    stranger.entry.name = "李娜".into();
    let stays = test.book(stranger).expect("somebody else");
    manager.back_up().expect("a backup");
    manager.keep_draft(hall::DraftOf::Booking, "{\"name\":\"王伟\"}".into()).expect("kept");
    test.desk(Role::Consultant).keep_draft(hall::DraftOf::Booking, "{\"name\":\"李娜\"}".into()).expect("kept");
    let before = manager.book_day(date(common::SATURDAY)).expect("a day").totals;
    let preview = manager.erase_preview(first.booking).expect("a preview");
    assert_eq!(preview.len(), 2, "both under the same phone: {preview:?}");
    assert_eq!((preview[0].masked_name.as_str(), preview[0].masked_phone.as_str()), ("王*", "138****8000"));
    let erased = manager.erase(preview.iter().map(|found| found.booking).collect()).expect("erased");
    assert_eq!((erased.bookings, erased.unreached), (2, Vec::new()));
    assert_eq!(manager.book_day(date(common::SATURDAY)).expect("a day").totals, before, "counts are what they were");
    for booking in [first.booking, again.booking] {
        let detail = manager.reveal_booking(booking).expect("shown");
        assert!(detail.booking.erased && detail.name.is_empty() && detail.phone.is_empty());
    }
    assert_eq!(manager.reveal_booking(stays.booking).expect("shown").name, "李娜");
    assert!(manager.find_bookings("ww", 10).expect("found").bookings.is_empty());
    assert_eq!(manager.find_bookings("9000", 10).expect("found").bookings.len(), 1);
    assert_eq!(
        manager.draft(hall::DraftOf::Booking).expect("read"),
        None,
        "a form with the name in it would bring it back"
    );
    assert!(test.desk(Role::Consultant).draft(hall::DraftOf::Booking).expect("read").is_some());
    let edit = manager.edit_booking(
        first.booking,
        manager.show_booking(first.booking).expect("shown").booking.last,
        test.wish(),
    );
    assert!(matches!(edit, Err(Refusal::Erased)), "what is erased takes no new name");
    // A restart indexes nobody who is gone; a backup that is restored brings nobody back.
    let file = manager.settings().expect("settings").second.expect("a second folder").backups[0].file.clone();
    drop(manager);
    test.program.restore_backup(Some(test.hall()), &restore(second.path().join(file), "")).expect("restored");
    let manager = test.hall();
    assert!(manager.reveal_booking(first.booking).expect("shown").name.is_empty());
    assert_eq!(manager.reveal_booking(stays.booking).expect("shown").name, "李娜");
}

#[test]
fn an_erased_document_is_found_by_nobody_and_in_no_draft() {
    let test = TestHall::friday();
    let manager = test.hall();
    let mut wish = test.wish();
    wish.entry.identity = "11010519491231002X".into();
    let saved = test.book(wish).expect("booked");
    assert_eq!(manager.find_bookings("002X", 9).expect("found").bookings.len(), 1, "by its end, the X included");
    assert_eq!(manager.find_bookings("002ｘ", 9).expect("found").bookings.len(), 1, "as an input method writes it");
    let half = "{\"name\":\"\",\"identity\":\"110105 19491231 002ｘ\"}";
    manager.keep_draft(hall::DraftOf::Booking, half.into()).expect("kept");
    manager.keep_draft(hall::DraftOf::WalkIn, "{\"name\":\"李娜\"}".into()).expect("kept");
    manager.erase(vec![saved.booking]).expect("erased");
    assert_eq!(manager.reveal_booking(saved.booking).expect("shown").identity, "");
    assert!(manager.find_bookings("002X", 9).expect("found").bookings.is_empty());
    assert_eq!(manager.draft(hall::DraftOf::Booking).expect("read"), None, "it would bring the number back");
    assert!(manager.draft(hall::DraftOf::WalkIn).expect("read").is_some());
}

#[test]
fn what_was_kept_long_enough_goes_by_itself_but_not_by_a_wrong_clock() {
    let test = TestHall::friday();
    let saved = test.book(test.wish()).expect("booked");
    let name = |test: &TestHall| test.hall().reveal_booking(saved.booking).expect("shown").name;
    let look = |test: &TestHall| test.program.hall().expect("a hall").erase_expired().expect("looked");
    assert_eq!(look(&test), 0);
    // Half a year later by the clock, and nobody has worked here meanwhile: the clock is not believed.
    let mut test = test.restart_at("2027-04-01T09:00:00");
    assert_eq!((look(&test), name(&test).as_str()), (0, "王伟"));
    // A hall that works leaves a date in the journal every week.
    for week in 0..14 {
        let day = date("2026-12-01") + chrono::Days::new(7 * week);
        test = test.restart_at(&format!("{day}T09:00:00"));
        drop(test.hall());
    }
    assert_eq!(look(&test), 1, "the last day is in March, the booking was for November");
    assert_eq!(name(&test), "");
    assert_eq!(look(&test), 0, "once");
}

/// The list of what was erased is written first; the program ends before the booking says so.
#[test]
fn an_erasing_cut_short_is_put_on_record_by_the_next_start() {
    let test = TestHall::friday();
    let [saved, stays] = [0, 1].map(|slot| test.book(hall::BookingWish { slot, ..test.wish() }).expect("booked"));
    let mut test = test.restart_at(FRIDAY);
    let names = ["yanshi.db", "incarnation"];
    let TestHall { dir, program, .. } = test;
    drop(program);
    let before = names.map(|name| fs::read(dir.path().join(name)).expect("a file"));
    let again = |dir: TempDir| {
        let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
        TestHall::new(dir, program)
    };
    test = again(dir);
    test.hall().erase(vec![saved.booking]).expect("erased");
    let TestHall { dir, program, .. } = test;
    drop(program);
    for (name, bytes) in names.iter().zip(&before) {
        fs::write(dir.path().join(name), bytes).expect("put back");
    }
    let ledger = fs::read_to_string(dir.path().join("erasures")).expect("a list");
    fs::write(dir.path().join("erasures"), ledger.replace("done\n", "")).expect("cut");
    let test = again(dir);
    let detail = test.hall().reveal_booking(saved.booking).expect("shown");
    assert!(detail.booking.erased && detail.name.is_empty(), "the booking says so");
    assert_eq!(test.hall().reveal_booking(stays.booking).expect("shown").name, "王伟");
    let last = test.hall().show_booking(saved.booking).expect("shown").booking.last;
    let test = test.restart_at(FRIDAY);
    assert_eq!(test.hall().show_booking(saved.booking).expect("shown").booking.last, last, "once");
}

/// Erasing needs to know which events, not what they said.
#[test]
fn erasing_does_not_stop_at_what_does_not_open() {
    let test = TestHall::friday();
    let [first, second] = [0, 1].map(|slot| test.book(hall::BookingWish { slot, ..test.wish() }).expect("booked"));
    test.hall().keep_draft(hall::DraftOf::Booking, "{\"name\":\"王伟\"}".into()).expect("kept");
    let TestHall { dir, program, .. } = test;
    drop(program);
    let file = rusqlite::Connection::open(dir.path().join("yanshi.db")).expect("a database");
    let spoiled = "UPDATE vault SET suite = 77 WHERE field NOT IN (101, 65534); UPDATE draft SET suite = 77";
    file.execute_batch(spoiled).expect("spoiled");
    drop(file);
    let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
    let test = TestHall::new(dir, program);
    let manager = test.hall();
    assert_eq!(manager.own_card().expect("a card").name, store::UNOPENED);
    assert_eq!(manager.reveal_booking(first.booking).expect("shown").name, store::UNOPENED);
    assert_eq!(manager.book_day(date(common::SATURDAY)).expect("a day").totals.bookings, 2);
    manager.erase(vec![first.booking, second.booking]).expect("erased");
    assert!(manager.reveal_booking(first.booking).expect("shown").name.is_empty());
    assert_eq!(manager.draft(hall::DraftOf::Booking).expect("read"), None);
    assert!(test.program.hall().expect("a hall").count_unopened().expect("counted") > 0, "staff");
}

#[test]
fn a_restored_pc_goes_on_under_a_new_name_and_its_seats_wait_for_a_signature() {
    let test = TestHall::with_windows(2);
    let kept = test.book(test.wish()).expect("booked");
    let backup = test.hall().back_up().expect("a backup");
    let lost = test.book(test.wish()).expect("booked after the backup");
    let file = test.program.backup_file(&backup.file);
    test.program.restore_backup(Some(test.hall()), &restore(file, "")).expect("restored");
    let manager = test.hall();
    assert!(manager.show_booking(kept.booking).is_ok());
    assert!(matches!(manager.show_booking(lost.booking), Err(Refusal::BookingNotFound)));
    let frozen = manager.aftermath().expect("told").frozen;
    assert_eq!(frozen.iter().map(|day| (day.date, day.seats)).collect::<Vec<_>>(), [(date(common::SATURDAY), 23)]);
    let at_nine = |wish: hall::BookingWish| test.book(wish);
    assert!(
        matches!(at_nine(test.wish()), Err(Refusal::Confirm(Warning::Provisional))),
        "the seat may have been sold after the backup"
    );
    // The citizen is not sent away: the booking waits, and has its seat once a manager has signed.
    let waits = hall::BookingWish { accepted: vec![Warning::Provisional], ..test.wish() };
    let waits = at_nine(waits).expect("provisional");
    assert!(manager.show_booking(waits.booking).expect("shown").booking.is_pending());
    assert!(matches!(test.desk(Role::HallManager).remint_frozen(), Ok(days) if days[0].seats == 23));
    assert!(
        manager.show_booking(waits.booking).expect("shown").booking.holds_seats(),
        "under a number never used before"
    );
    assert!(matches!(at_nine(test.wish()), Err(Refusal::SlotFull { .. })), "and no more than there are");
    let after = manager.aftermath().expect("told");
    assert!(after.frozen.is_empty() && after.reminted[0].seats == 23, "what may be overbooked is listed: {after:?}");
    let day = manager.book_day(date(common::SATURDAY)).expect("a day");
    let slot = &day.sessions[0].slots[0];
    let columns: Vec<u16> = slot.cells.iter().map(|cell| cell.seat).collect();
    assert_eq!((slot.free, columns), (0, vec![1, 2]), "on the board it stands where there is room");
    let succeeded = hall::AuditFilter { kind: Some("device.succeeded".into()), ..Default::default() };
    assert_eq!(manager.audit(&succeeded, None).expect("a page").lines.len(), 1);
    drop(manager);
    let test = test.restart_at(FRIDAY);
    assert_eq!(test.hall().aftermath().expect("told").reminted.len(), 1, "over a restart");
}

#[test]
fn a_new_pc_takes_over_with_a_backup_and_the_recovery_code() {
    let old = TempDir::new().expect("a folder");
    let program = Program::open(old.path().to_owned(), clock(FRIDAY));
    let first = program.found(&founding(&old)).expect("a hall");
    let test = TestHall::new(old, program);
    let saved = test.book(test.wish()).expect("booked");
    let backup = test.hall().back_up().expect("a backup");
    let stick = TempDir::new().expect("a folder");
    let file = stick.path().join("办公室 备份.db");
    fs::copy(test.program.backup_file(&backup.file), &file).expect("copied");

    let new = TempDir::new().expect("a folder");
    let program = Program::open(new.path().join("数据 新"), clock(FRIDAY));
    let look = program.look_at_backup(&file).expect("a backup");
    assert_eq!(look.hall.as_ref().map(|name| name.zh_hans.as_str()), Some("某区政务服务中心"));
    assert!(look.needs_code && !look.foreign, "{look:?}");
    let attempt = |code: &str| program.restore_backup(None, &restore(file.clone(), code));
    assert!(matches!(attempt(""), Err(Refusal::BackupNeedsCode)));
    for (code, fault) in [
        ("ABCDE-12345", hall::RecoveryFault::Mistyped),
        (&*store::RecoveryCode::generate().expect("a code").text(), hall::RecoveryFault::WrongCode),
    ] {
        let refused = attempt(code);
        assert!(matches!(refused, Err(Refusal::Fields(faults)) if faults == [FieldRefusal::RecoveryCode(fault)]));
        assert!(program.hall().is_err(), "nothing was restored");
    }
    attempt(&first.recovery_code).expect("restored");
    let moved = TestHall::new(new, program);
    assert_eq!(moved.hall().reveal_booking(saved.booking).expect("shown").name, "王伟", "names are readable");
    assert_eq!(moved.hall().aftermath().expect("told").frozen.len(), 1, "the old PC may still be selling");
    let moved = moved.restart_in("数据 新", FRIDAY);
    assert_eq!(moved.hall().reveal_booking(saved.booking).expect("shown").name, "王伟", "over a restart");
}

#[test]
fn a_lost_key_comes_back_with_the_code_and_no_other() {
    let dir = TempDir::new().expect("a folder");
    let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
    let first = program.found(&founding(&dir)).expect("a hall");
    let test = TestHall::new(dir, program);
    let saved = test.book(test.wish()).expect("booked");
    fs::remove_file(test.dir.path().join("hall.key")).expect("lost");
    let test = test.restart_at(FRIDAY);
    assert_eq!(test.program.trouble().map(|trouble| trouble.kind), Some(TroubleKind::KeyMissing));
    assert!(matches!(test.program.recover_key("1234"), Err(Refusal::Fields(_))));
    test.program.recover_key(&first.recovery_code).expect("recovered");
    assert_eq!(test.hall().reveal_booking(saved.booking).expect("shown").name, "王伟");
    fs::write(test.dir.path().join("hall.key"), b"no key").expect("spoilt");
    let test = test.restart_at(FRIDAY);
    assert_eq!(test.program.trouble().map(|trouble| trouble.kind), Some(TroubleKind::KeyUnreadable));
    test.program.recover_key(&first.recovery_code).expect("recovered");
    assert!(matches!(test.program.recover_key(&first.recovery_code), Err(Refusal::AlreadySetUp)));
}

#[test]
fn another_halls_backup_is_told_before_it_replaces_anything() {
    let (test, other) = (TestHall::friday(), TestHall::friday());
    let backup = other.hall().back_up().expect("a backup");
    let file = other.program.backup_file(&backup.file);
    assert!(test.program.look_at_backup(&file).expect("a backup").foreign);
    let refused = test.program.restore_backup(Some(test.hall()), &restore(file, ""));
    assert!(matches!(refused, Err(Refusal::BackupForeign)));
    assert!(test.program.hall().is_ok(), "the hall works on");
}

#[test]
fn restoring_needs_the_right_where_a_hall_works() {
    let test = TestHall::friday();
    let backup = test.hall().back_up().expect("a backup");
    let wish = restore(test.program.backup_file(&backup.file), "");
    assert!(matches!(test.program.restore_backup(None, &wish), Err(Refusal::NotSignedIn)));
    let consultant = test.desk(Role::Consultant);
    assert!(matches!(test.program.restore_backup(Some(consultant), &wish), Err(Refusal::NotPermitted)));
    let busy = test.hall();
    assert!(matches!(test.program.restore_backup(Some(test.hall()), &wish), Err(Refusal::HallBusy)));
    drop(busy);
    test.program.restore_backup(Some(test.hall()), &wish).expect("restored once the other is done");
}

#[test]
fn the_second_folder_says_what_is_wrong_with_it() {
    let test = TestHall::friday();
    let manager = test.hall();
    let fault = |dir: &str| match manager.choose_second_folder(dir) {
        Err(Refusal::Fields(faults)) => faults[0].clone(),
        other => panic!("{dir}: {other:?}"),
    };
    assert_eq!(fault("relative"), FieldRefusal::SecondNotAbsolute);
    assert_eq!(fault("/no/such/folder"), FieldRefusal::SecondMissing);
    assert_eq!(fault(&test.dir.path().to_string_lossy()), FieldRefusal::SecondSame);
    let stick = TempDir::new().expect("a folder");
    let path = stick.path().join("U 盘");
    fs::create_dir(&path).expect("plugged in");
    manager.choose_second_folder(&path.to_string_lossy()).expect("chosen");
    manager.back_up().expect("a backup");
    let second = manager.settings().expect("settings").second.expect("a second folder");
    assert_eq!((second.fault, second.backups.len()), (None, 1));
    fs::remove_dir_all(&path).expect("unplugged");
    manager.back_up().expect("the first stands");
    let second = manager.settings().expect("settings").second.expect("a second folder");
    assert_eq!(second.fault, Some(hall::SecondFault::Missing));
}

#[test]
fn diagnostics_hold_no_personal_value() {
    let test = TestHall::friday();
    let mut wish = test.wish();
    wish.entry.note = "脚踝扭伤，请安排一楼".into();
    test.book(wish).expect("booked");
    let out = TempDir::new().expect("a folder");
    fs::create_dir_all(test.program.log_dir()).expect("a folder");
    fs::write(test.program.log_dir().join("yanshi.log"), "INFO started").expect("a log");
    let manager = test.hall();
    let file = test.program.export_diagnostics(Some(&manager), out.path(), "1.2.3").expect("a package");
    let mut zip = zip::ZipArchive::new(fs::File::open(&file).expect("a file")).expect("a zip");
    let mut all = String::new();
    for at in 0..zip.len() {
        zip.by_index(at).expect("an entry").read_to_string(&mut all).expect("text");
    }
    for expected in ["version: 1.2.3", "database: whole", "booking.made: 1", "INFO started"] {
        assert!(all.contains(expected), "{expected} is missing: {all}");
    }
    for planted in ["王伟", "13800138000", "8000", "脚踝", "吴建国", "周敏"] {
        assert!(!all.contains(planted), "{planted} is in the package");
    }
    let consultant = test.desk(Role::Consultant);
    let refused = test.program.export_diagnostics(Some(&consultant), out.path(), "1");
    assert!(matches!(refused, Err(Refusal::NotPermitted)));
}

#[test]
fn no_planted_value_stands_in_any_file_or_event() {
    let test = TestHall::friday();
    let second = TempDir::new().expect("a folder");
    let manager = test.hall();
    manager.choose_second_folder(&second.path().to_string_lossy()).expect("chosen");
    let planted = [
        "欧阳明月",
        "13677778888",
        "缺少营业执照复印件",
        "请安排一楼窗口",
        "群众来电说不来了",
        "改名后的名字",
        "柜台新人",
        "11010519491231002X",
    ];
    let mut wish = test.wish();
    wish.entry.name = planted[0].into();
    wish.entry.phone = planted[1].into();
    wish.entry.missing = planted[2].into();
    wish.entry.note = planted[3].into();
    wish.entry.identity = planted[7].into();
    let saved = test.book(wish.clone()).expect("booked");
    wish.entry.name = planted[5].into();
    let base = manager.show_booking(saved.booking).expect("shown").booking.last;
    manager.edit_booking(saved.booking, base, wish).expect("edited");
    let base = manager.show_booking(saved.booking).expect("shown").booking.last;
    manager.cancel_booking(saved.booking, base, domain::event::CancelReason::Other, planted[4]).expect("cancelled");
    manager.keep_draft(hall::DraftOf::Booking, format!("{{\"name\":\"{}\"}}", planted[0])).expect("kept");
    let new = hall::NewPerson { name: planted[6].into(), roles: vec![Role::Runner], secret: "864213".into() };
    manager.enter_person(&new).expect("entered");
    manager.back_up().expect("a backup");
    manager.export_audit(&hall::AuditFilter::default(), &hall::AuditWords::default()).expect("a list");
    for value in planted {
        let utf16: Vec<u8> = value.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for needle in [value.as_bytes(), utf16.as_slice()] {
            for dir in [test.dir.path(), second.path()] {
                assert_eq!(holding(dir, needle), Vec::<PathBuf>::new(), "{value}");
            }
        }
    }
    // The test itself would notice: what is no secret is found.
    assert!(!holding(test.dir.path(), "食品经营许可".as_bytes()).is_empty());
}
