//! Whole halls over loopback: what the window's commands do, without the window.

use chrono::NaiveDateTime;
use domain::event::ReferenceKind;
use domain::reference::shipped;
use domain::time::BeijingDay;
use hall::{
    BookingEffect, Clock, DEMO_SECRET, Desk, EnrolWish, FieldRefusal, Hall, JoinWish, OfferState, Program, Refusal,
    Role, Stage, SyncState, SyncView, Wanted,
};
use std::sync::Arc;
use std::time::{Duration, Instant};
use sync::EnrolCode;
use tempfile::TempDir;
use yanshi_tests::harness::until;
use yanshi_tests::sync_lab::LabServer;

pub(crate) const HOUR_MS: i64 = 3_600_000;

pub(crate) struct Pc {
    pub(crate) dir: TempDir,
    pub(crate) program: Program,
}

impl Pc {
    /// The demo hall with its people and some bookings, on a Friday at 16:50.
    pub(crate) fn demo(samples: u16) -> Self {
        let pc = Self::empty();
        pc.program.found_demo(samples).unwrap();
        pc
    }

    pub(crate) fn empty() -> Self {
        let dir = TempDir::new().unwrap();
        let program = Program::open(dir.path().to_owned(), clock("2026-11-27T16:50:00"));
        Self { dir, program }
    }

    /// The same PC, started again at another time.
    fn restarted(self, at: &str) -> Self {
        let Self { dir, program } = self;
        drop(program);
        let program = Program::open(dir.path().to_owned(), clock(at));
        Self { dir, program }
    }

    pub(crate) fn hall(&self) -> Arc<Hall> {
        self.program.hall().unwrap()
    }

    pub(crate) fn manager(&self) -> Desk {
        let hall = self.hall();
        let people = hall.can_sign_in().unwrap();
        let manager = people.iter().find(|card| card.roles.contains(&Role::HallManager)).unwrap().person;
        let token = hall.sign_in(manager, DEMO_SECRET, None).unwrap();
        hall.desk(Some(&token)).unwrap()
    }

    pub(crate) fn enrol(&self, server: &LabServer) {
        self.manager().enrol(&wish(server, &code(server, shipped::DEMO_HALL.0, HOUR_MS))).unwrap();
    }

    /// Syncs until it looks as wanted.
    fn until(&self, what: &str, reached: impl Fn(&SyncView) -> bool) -> SyncView {
        let desk = self.manager();
        let began = Instant::now();
        loop {
            let view = desk.sync_view().unwrap();
            if reached(&view) {
                return view;
            }
            assert!(began.elapsed() < Duration::from_secs(30), "{what}: {view:?}");
            desk.sync_now().unwrap();
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Takes in a hall that has been joined, to the end.
    pub(crate) fn until_joined(&self) {
        until("the hall has been taken in", || {
            let complete = self.program.join_state().unwrap().unwrap().is_complete;
            if !complete {
                self.program.join_sync_now().unwrap();
            }
            complete
        });
    }

    pub(crate) fn until_synced(&self) -> u64 {
        let view = self.until("synced", |view| state(view) == Some(&SyncState::Synced));
        view.status.unwrap().agreed.unwrap().count
    }
}

fn state(view: &SyncView) -> Option<&SyncState> {
    view.status.as_ref().map(|status| &status.state)
}

fn clock(at: &str) -> Clock {
    Clock::starting_at(NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M:%S").unwrap())
}

pub(crate) fn listening() -> LabServer {
    let mut server = LabServer::new().unwrap();
    server.listen().unwrap();
    server
}

pub(crate) fn code(server: &LabServer, hall: u32, lasts_ms: i64) -> EnrolCode {
    let secret = central::random().unwrap();
    server.storage().make_code(hall, "朝阳大厅", &server.authority, secret, lasts_ms).unwrap().code
}

pub(crate) fn wish(server: &LabServer, code: &EnrolCode) -> EnrolWish {
    EnrolWish { address: server.address(), code: code.to_string().to_lowercase() }
}

fn refused(result: Result<(), Refusal>) -> FieldRefusal {
    match result {
        Err(Refusal::Fields(mut faults)) if faults.len() == 1 => faults.remove(0),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_hall_that_began_alone_enrols_later_without_losing_a_record() {
    let (mut server, pc) = (listening(), Pc::demo(33));
    assert_eq!(pc.hall().sync_view().unwrap(), SyncView { enrolment: None, is_outdated: false, status: None });
    assert!(matches!(pc.manager().sync_now(), Err(Refusal::NotEnrolled)));
    pc.enrol(&server);
    let count = pc.until_synced();
    let told =
        || server.storage().halls().unwrap().into_iter().map(|hall| (hall.name, hall.events)).collect::<Vec<_>>();
    assert_eq!(told(), [("朝阳大厅".to_owned(), count)]);

    // The server goes away; work goes on; a restart later all of it is there.
    server.stop_listening();
    let pc = pc.restarted("2026-11-27T17:10:00");
    let manager = pc.manager();
    let day = manager.book_day(pc.hall().focus().unwrap()).unwrap();
    let booking = day.sessions[0].slots.iter().flat_map(|slot| &slot.cells).next().unwrap().booking;
    manager.reveal_booking(booking).unwrap();
    let view = pc.until("offline", |view| matches!(state(view), Some(SyncState::Offline(_))));
    assert!(view.status.unwrap().to_send >= 2);
    server.listen().unwrap();
    // Another port: the address is typed anew with a new code, and the same records go on.
    pc.enrol(&server);
    let more = pc.until_synced();
    assert!(more > count, "{more} > {count}");
    assert_eq!(server.storage().halls().unwrap()[0].events, more);
    assert_eq!(server.storage().devices().unwrap().len(), 1);
}

#[test]
fn what_is_wrong_with_address_or_code_is_told_at_its_field_and_changes_nothing() {
    let (server, other, pc) = (listening(), listening(), Pc::demo(0));
    let manager = pc.manager();
    let hall = shipped::DEMO_HALL.0;
    let events = pc.hall().revision().unwrap();
    let check = |wish: EnrolWish, expected: FieldRefusal| assert_eq!(refused(manager.enrol(&wish)), expected);
    let good = code(&server, hall, HOUR_MS);
    check(EnrolWish { address: "http://x".to_owned(), ..wish(&server, &good) }, FieldRefusal::ServerAddress);
    check(EnrolWish { code: "1234".to_owned(), ..wish(&server, &good) }, FieldRefusal::EnrolCode);
    check(wish(&other, &good), FieldRefusal::ServerOtherAuthority);
    check(wish(&server, &EnrolCode::new([9; 7], &server.authority)), FieldRefusal::EnrolCodeUnknown);
    check(wish(&server, &code(&server, hall, -1)), FieldRefusal::EnrolCodeExpired);
    check(wish(&server, &code(&server, hall + 1, HOUR_MS)), FieldRefusal::EnrolCodeOtherHall);
    let used = code(&server, hall, HOUR_MS);
    Pc::demo(0).manager().enrol(&wish(&server, &used)).unwrap();
    check(wish(&server, &used), FieldRefusal::EnrolCodeUsed);
    let nobody = EnrolWish { address: "127.0.0.1:1".to_owned(), ..wish(&server, &good) };
    assert!(matches!(refused(manager.enrol(&nobody)), FieldRefusal::ServerUnreachable { .. }));
    assert_eq!(pc.hall().sync_view().unwrap().enrolment, None);
    assert_eq!(pc.hall().revision().unwrap(), events);
    manager.enrol(&wish(&server, &good)).unwrap();
}

#[test]
fn a_byte_altered_at_the_server_is_told_within_one_sync() {
    let (server, pc) = (listening(), Pc::demo(10));
    pc.enrol(&server);
    let count = pc.until_synced();
    let database = rusqlite::Connection::open(server.dir.path().join("central.db")).unwrap();
    let read = || database.query_row("SELECT packed FROM segment LIMIT 1", [], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    let mut altered = read();
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    database
        .execute("UPDATE segment SET packed = ?1 WHERE rowid = (SELECT min(rowid) FROM segment)", [&altered])
        .unwrap();
    pc.until("mismatch", |view| matches!(state(view), Some(SyncState::Mismatch(_))));
    assert_eq!(read(), altered, "the server's bytes stay as they are");
    let ends = pc.hall().revision().unwrap();
    assert!(ends >= count);
    // Neither is it forgotten over a restart, nor does it stop anybody's work.
    let pc = pc.restarted("2026-11-28T08:00:00");
    let view = pc.hall().sync_view().unwrap();
    assert!(matches!(state(&view), Some(SyncState::Mismatch(_))), "{view:?}");
    assert_eq!(pc.manager().book_day(pc.hall().focus().unwrap()).unwrap().totals.bookings, 10);
}

#[test]
fn a_revoked_device_is_told_so_and_works_on() {
    let (server, pc) = (listening(), Pc::demo(5));
    pc.enrol(&server);
    pc.until_synced();
    let device = pc.hall().sync_view().unwrap().enrolment.unwrap().device;
    assert!(server.storage().revoke(device).unwrap());
    let over = |view: &SyncView| matches!(state(view), Some(SyncState::Frozen(hall::Frozen::Revoked)));
    pc.until("revoked", over);
    assert_eq!(pc.manager().book_day(pc.hall().focus().unwrap()).unwrap().totals.bookings, 5);
    // Nor does a new code let the same name in again.
    let again = pc.manager().enrol(&wish(&server, &code(&server, shipped::DEMO_HALL.0, HOUR_MS)));
    assert_eq!(refused(again), FieldRefusal::EnrolDevice);
}

/// The new PC of the issue: enrolled by a code, filled by a first sync, cut short and gone on with, names by the recovery
/// code.
#[test]
fn a_new_pc_joins_and_reads_names_with_the_recovery_code() {
    let (mut server, old) = (listening(), Pc::demo(33));
    let recovery = old.manager().renew_recovery_code().unwrap();
    // Imported here, offered by no server: it has to come along.
    let items = shipped::ITEMS.replace("食品经营许可", "食品经营许可（改）");
    let wanted = Wanted::Csv { text: items, source: "测试".to_owned() };
    let seen = old.manager().preview_reference(ReferenceKind::Items, &wanted).unwrap().seen;
    assert!(old.manager().take_reference(ReferenceKind::Items, &wanted, Some(&seen)).unwrap().is_good());
    old.enrol(&server);
    old.until_synced();
    let focus = old.hall().focus().unwrap();
    let before = old.manager().book_day(focus).unwrap();
    drop(old);

    let new = Pc::empty();
    let join = |pc: &Pc, code: &EnrolCode| {
        pc.program.join(&JoinWish { dir: pc.dir.path().to_owned(), enrol: wish(&server, code) })
    };
    assert_eq!(refused(join(&new, &EnrolCode::new([9; 7], &server.authority))), FieldRefusal::EnrolCodeUnknown);
    assert_eq!(new.program.stage(), Stage::Setup);
    join(&new, &code(&server, shipped::DEMO_HALL.0, HOUR_MS)).unwrap();
    assert_eq!(new.program.stage(), Stage::Joining);
    server.stop_listening();
    let new = new.restarted("2026-11-28T08:10:00");
    assert_eq!(new.program.stage(), Stage::Joining, "cut short, it goes on");
    // Unless it was quicker: what has not all arrived opens with no code.
    if !new.program.join_state().unwrap().unwrap().is_complete {
        assert!(matches!(new.program.finish_joining(&recovery), Err(Refusal::JoinIncomplete)));
    }
    new.program.abandon_joining().unwrap();
    assert_eq!(new.program.stage(), Stage::Setup);
    assert!(!new.dir.path().join("yanshi.db").exists() && !new.dir.path().join("hall.key").exists());
    server.listen().unwrap();
    let join = JoinWish {
        dir: new.dir.path().to_owned(),
        enrol: wish(&server, &code(&server, shipped::DEMO_HALL.0, HOUR_MS)),
    };
    new.program.join(&join).unwrap();
    new.until_joined();
    let wrong = store::RecoveryCode::generate().unwrap().text().to_string();
    assert!(matches!(refused(new.program.finish_joining(&wrong)), FieldRefusal::RecoveryCode(_)));
    assert_eq!(new.program.stage(), Stage::Joining, "a wrong code costs nothing");
    new.program.finish_joining(&recovery).unwrap();
    assert_eq!(new.program.stage(), Stage::Ready, "{:?}", new.program.trouble());
    reads_as_before(&new, &before);
    let names =
        new.hall().reference().catalogue.items().iter().map(|item| item.names.zh_hans.clone()).collect::<Vec<_>>();
    assert!(names.iter().any(|name| name.contains("（改）")), "{names:?}");
    new.until_synced();
    // Under its own name, and the code goes on opening what it seals.
    let new = new.restarted("2026-11-28T08:30:00");
    reads_as_before(&new, &before);
    assert_eq!(server.storage().devices().unwrap().len(), 3);
}

/// A hall goes on under a new name after a restore, and its old name's key is gone or was never known to the server. What
/// nobody else has goes up all the same: the new name vouches for it, and the old one is over.
#[test]
fn what_an_earlier_name_wrote_goes_up_under_the_new_ones_word() {
    let hall = shipped::DEMO_HALL.0;
    let restored = |pc: &Pc| {
        let backup = pc.manager().back_up().unwrap();
        let file = pc.program.backup_file(&backup.file);
        let wish = hall::RestoreWish { file, code: String::new(), any_hall: false };
        pc.program.restore_backup(Some(pc.manager()), &wish).unwrap();
    };
    // Restored before it was ever enrolled.
    let (server, pc) = (listening(), Pc::demo(10));
    restored(&pc);
    pc.enrol(&server);
    let count = pc.until_synced();
    assert_eq!(server.storage().halls().unwrap()[0].events, count);

    // Restored after it had been enrolled, with records that were never sent.
    let (mut server, pc) = (listening(), Pc::demo(10));
    pc.enrol(&server);
    let before = pc.until_synced();
    let old = pc.hall().sync_view().unwrap().enrolment.unwrap().device;
    server.stop_listening();
    let day = pc.manager().book_day(pc.hall().focus().unwrap()).unwrap();
    let booking = day.sessions[0].slots.iter().flat_map(|slot| &slot.cells).next().unwrap().booking;
    pc.manager().reveal_booking(booking).unwrap();
    restored(&pc);
    let view = pc.hall().sync_view().unwrap();
    assert!(view.is_outdated && view.status.is_none(), "{view:?}");
    server.listen().unwrap();
    pc.enrol(&server);
    let count = pc.until_synced();
    assert!(count > before + 1, "{count} > {before}");
    assert_eq!(server.storage().halls().unwrap()[0].events, count);
    let devices = server.storage().devices().unwrap();
    let state = |name: String| devices.iter().find(|device| device.device == name).map(|device| device.state);
    assert_eq!(state(old.to_string()), Some("revoked"));
    // And a new PC takes all of it, whoever signed.
    let recovery = pc.manager().renew_recovery_code().unwrap();
    pc.until_synced();
    let new = Pc::empty();
    let code = code(&server, hall, HOUR_MS);
    new.program.join(&JoinWish { dir: new.dir.path().to_owned(), enrol: wish(&server, &code) }).unwrap();
    new.until_joined();
    new.program.finish_joining(&recovery).unwrap();
    assert_eq!(new.manager().book_day(new.hall().focus().unwrap()).unwrap().totals.bookings, 10);
}

fn reads_as_before(pc: &Pc, before: &hall::DayView) {
    let manager = pc.manager();
    let day = manager.book_day(before.day.date).unwrap();
    let cells = |day: &hall::DayView| -> Vec<(String, String)> {
        let slots = day.sessions.iter().flat_map(|session| &session.slots);
        slots.flat_map(|slot| &slot.cells).map(|cell| (cell.booking.to_string(), cell.masked_name.clone())).collect()
    };
    assert_eq!(cells(&day), cells(before));
    let booking = day.sessions[0].slots[0].cells[0].booking;
    let name = manager.reveal_booking(booking).unwrap().name;
    let found = manager.find_bookings(&name, 50).unwrap();
    assert!(found.bookings.iter().any(|found| found.booking == booking), "{found:?}");
    assert_eq!(found.unreadable, 0);
    // Seats of the PC that is gone are frozen until a manager signs.
    let aftermath = pc.hall().aftermath().unwrap();
    if aftermath.reminted.is_empty() {
        assert_eq!(day.totals.free, 0);
        assert_eq!(aftermath.frozen.len(), 1, "{aftermath:?}");
        manager.remint_frozen().unwrap();
        assert!(manager.book_day(before.day.date).unwrap().totals.free > 0);
    }
}

/// Whole versions with a date of effect: listed with what they change, taken on their day, and not before.
#[test]
fn what_the_server_offers_is_listed_taken_on_its_day_and_told_for_each_booking() {
    let (server, pc) = (listening(), Pc::demo(10));
    pc.enrol(&server);
    pc.until_synced();
    let focus = pc.hall().focus().unwrap();
    // That year alone, as a city may offer it.
    let of_the_year = |line: &&str| line.starts_with("date,") || line.contains(",2026,");
    let year: Vec<&str> = shipped::CALENDAR.lines().filter(of_the_year).collect();
    let closing = format!("{}\n{focus},day_off,测试假日,2026,测试\n", year.join("\n"));
    let offer =
        |kind, text: &[u8]| server.storage().offer(&server.folder.key, kind, text, BeijingDay::from(focus)).unwrap();
    offer(ReferenceKind::Calendar, closing.as_bytes());
    offer(ReferenceKind::Hours, b"no table");
    let offers = |pc: &Pc| pc.manager().reference_offers().unwrap();
    let began = Instant::now();
    while offers(&pc).iter().all(|offer| offer.kinds.len() < 2) {
        assert!(began.elapsed() < Duration::from_secs(30));
        pc.manager().sync_now().unwrap();
        std::thread::sleep(Duration::from_millis(50));
    }
    pc.until_synced();
    // A table that does not read spoils the day for the others only in the list; on the day each is tried by itself.
    assert!(matches!(offers(&pc)[0].state, OfferState::Unusable { .. } | OfferState::Arriving));
    assert_eq!(pc.manager().affected_bookings().unwrap(), []);
    let pc = pc.restarted(&format!("{focus}T07:00:00"));
    let affected = pc.manager().affected_bookings().unwrap();
    assert_eq!(affected.len(), 10, "every booking of the Saturday that is closed now");
    assert!(affected.iter().all(|booking| matches!(booking.effects[0], BookingEffect::DayClosed { .. })));
    let reference = pc.hall().reference();
    assert!(matches!(reference.calendar.kind(focus), domain::reference::calendar::DayKind::Holiday));
    assert_eq!(reference.calendar.years().collect::<Vec<_>>(), (2018..=2026).collect::<Vec<_>>(), "no year is lost");
}
