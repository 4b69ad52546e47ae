//! A server that goes on from yesterday's backup: what a backup holds, and that halls bring back what is missing in it.

use clap::Parser;
use domain::event::ReferenceKind;
use domain::time::BeijingDay;
use link::{Line, Patience, StoreReplica};
use std::path::Path;
use std::time::Duration;
use store::{ReadTx, StoreError};
use sync::{Child, Enrol, EnrolRefusal, Epoch, Outcome, Pull, Refusal, Reply, Request, Since, Step};
use tempfile::TempDir;
use yanshi_tests::sync_lab::{LabHall, LabServer, NOW, folder};

/// A server with a hall of one PC that has booked 20 times, and what it looked like then.
struct Yesterday {
    server: LabServer,
    hall: LabHall,
    child: Child,
    replica: StoreReplica,
    backup: TempDir,
}

impl Yesterday {
    fn new() -> Self {
        let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
        server.enrol(&hall, 3).unwrap();
        server.storage().set_password(&central::hash_password("一个够长的密码").unwrap()).unwrap();
        let made = hall.book(1, 20).unwrap();
        let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
        server.round(&mut child, &mut replica).unwrap();
        let backup = folder();
        central::back_up(server.dir.path(), server.storage(), backup.path()).unwrap();
        hall.book(21, 30).unwrap();
        hall.erase(vec![made[0]]).unwrap();
        assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
        Self { server, hall, child, replica, backup }
    }

    /// The server is gone; another machine goes on from the backup.
    fn restored(self) -> (LabServer, LabHall, Child, StoreReplica) {
        drop(self.server);
        let dir = folder();
        drop(central::restore(self.backup.path(), dir.path(), None).unwrap());
        (LabServer::open(dir).unwrap(), self.hall, self.child, self.replica)
    }
}

/// How many sealed values the server keeps under an event that has been erased in the hall.
fn sealed_under(server: &LabServer, seq: i64) -> i64 {
    let file = rusqlite::Connection::open(server.dir.path().join("central.db")).unwrap();
    let sql = "SELECT count(*) FROM sealed WHERE seq = ?1 AND sealed IS NOT NULL";
    file.query_row(sql, [seq], |row| row.get(0)).unwrap()
}

#[test]
fn a_restored_server_gets_back_what_it_lost_and_erased_values_stay_gone() {
    let (server, hall, mut child, mut replica) = Yesterday::new().restored();
    assert_eq!((server.storage().halls().unwrap()[0].events, sealed_under(&server, 1)), (20, 2));
    let outcome = server.round(&mut child, &mut replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 51), "{outcome:?}");
    assert_eq!(server.storage().bookings(3, 1_000_000_050).unwrap().len(), 1);
    assert_eq!(sealed_under(&server, 1), 0, "the hall said again that it was erased");
    hall.book(51, 1).unwrap();
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(agreed) if agreed.count == 52));
    let hash = server.storage().password().unwrap().unwrap();
    assert!(hash.starts_with("$argon2"), "the status page opens with the same password");
}

/// Over TLS: the authority is the one the hall has pinned, so nobody enrols anew.
#[test]
fn a_hall_goes_on_with_a_restored_server_without_enrolling_anew() {
    let (mut server, _hall, mut child, mut replica) = Yesterday::new().restored();
    server.listen().unwrap();
    let patience = Patience { connect: Duration::from_secs(5), answer: Duration::from_secs(20) };
    let line = Line::new(&server.address(), &server.authority.0, patience).unwrap();
    let carry = |request| Ok(line.post("/sync", request)?);
    let outcome = link::go_round(&mut child, &mut replica, ([9; 16], NOW.0), carry, |_, _| {}).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 51), "{outcome:?}");
}

fn offers(hall: &LabHall) -> Vec<BeijingDay> {
    let offers = hall.store.read(|tx: &ReadTx<'_>| {
        Ok::<_, StoreError>(tx.views().reference_offers(ReferenceKind::Items)?.into_iter().map(|offer| offer.from))
    });
    offers.unwrap().collect()
}

/// What the server itself handed down since the backup comes back from the halls, and what it hands down now stands beside
/// it: the journal of the old name is never written on.
#[test]
fn a_server_that_went_back_never_writes_its_own_journal_twice() {
    let yesterday = Yesterday::new();
    let (server, bytes) = (&yesterday.server, domain::reference::shipped::ITEMS.as_bytes());
    let offer = |server: &LabServer, day: u32| {
        server.storage().offer(&server.folder.key, ReferenceKind::Items, bytes, BeijingDay(day)).unwrap();
    };
    offer(server, 20_800);
    let old_name = server.storage().device();
    let Yesterday { server, hall, mut child, mut replica, backup } = yesterday;
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
    let (server, hall, mut child, mut replica) = Yesterday { server, hall, child, replica, backup }.restored();
    assert_ne!(server.storage().device(), old_name);
    // Before any hall has spoken with it.
    offer(&server, 20_900);
    for _ in 0..2 {
        let outcome = server.round(&mut child, &mut replica).unwrap();
        assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 53), "{outcome:?}");
    }
    assert!(child.memory().forked.is_empty());
    assert_eq!(offers(&hall), [BeijingDay(20_800), BeijingDay(20_900)]);
    // A hall that never saw the first gets it from the server, which has it from the other hall.
    let other = LabHall::new(5).unwrap();
    server.enrol(&other, 4).unwrap();
    let (mut child, mut replica) = other.child(server.authority, 1).unwrap();
    let outcome = server.round(&mut child, &mut replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 2), "{outcome:?}");
    assert_eq!(offers(&other), [BeijingDay(20_800), BeijingDay(20_900)]);
}

/// A PC that was enrolled after the backup is not known any more: it is told so, the others go on, and a new code is enough.
#[test]
fn a_pc_enrolled_since_the_backup_enrols_again() {
    let yesterday = Yesterday::new();
    let late = LabHall::new(2).unwrap();
    yesterday.server.enrol(&late, 3).unwrap();
    let (mut its_child, mut its_replica) = late.child(yesterday.server.authority, 1).unwrap();
    late.book(100, 3).unwrap();
    let Yesterday { server, hall, mut child, mut replica, backup } = yesterday;
    assert!(matches!(server.round(&mut its_child, &mut its_replica).unwrap(), Outcome::Synced(_)));
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(agreed) if agreed.count == 54));
    let (server, _hall, mut child, mut replica) = Yesterday { server, hall, child, replica, backup }.restored();
    assert_eq!(server.round(&mut its_child, &mut its_replica).unwrap(), Outcome::Refused(Refusal::Unknown));
    server.round(&mut child, &mut replica).unwrap();
    assert_eq!(server.storage().halls().unwrap()[0].events, 51, "all but what only the late PC vouches for");
    server.enrol(&late, 3).unwrap();
    assert!(
        matches!(server.round(&mut its_child, &mut its_replica).unwrap(), Outcome::Synced(agreed) if agreed.count == 54)
    );
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(agreed) if agreed.count == 54));
}

/// A PC was stolen, and revoked after the backup: it stays so where the folder of before, or merely its file, is there. Where
/// neither is, the one who restores is told. Codes that may have been used since are good for nobody.
#[test]
fn a_restored_server_lets_nobody_in_who_was_revoked_and_honours_no_used_code() {
    let server = LabServer::new().unwrap();
    let (stolen, stays, thief) = (LabHall::new(1).unwrap(), LabHall::new(2).unwrap(), LabHall::new(3).unwrap());
    server.enrol(&stolen, 3).unwrap();
    server.enrol(&stays, 3).unwrap();
    let code = server.code(3).unwrap();
    let backup = folder();
    central::back_up(server.dir.path(), server.storage(), backup.path()).unwrap();
    assert!(server.storage().revoke(stolen.store.device()).unwrap());
    let before = server.stop();
    std::fs::write(before.path().join("central.db"), b"ruined").unwrap();
    for (of_before, revoked) in [(None, false), (Some(before.path()), true)] {
        let dir = folder();
        let restored = central::restore(backup.path(), dir.path(), of_before).unwrap();
        assert_eq!(restored.codes_void, 1);
        drop(restored);
        let server = LabServer::open(dir).unwrap();
        let comes = |hall: &LabHall| {
            let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
            matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_))
        };
        assert_eq!((comes(&stolen), comes(&stays)), (!revoked, true));
        let mut asked = Enrol {
            secret: code.secret.to_vec(),
            device: thief.store.device(),
            key: thief.key.public(),
            hall: None,
            signature: Vec::new(),
            succeeds: None,
        };
        asked.signature = thief.key.sign_bytes(&asked.signed()).to_vec();
        assert_eq!(server.storage().enrol(&asked).unwrap().map(drop), Err(EnrolRefusal::Unknown));
        // Nor with a new one, under its old name.
        assert_eq!(server.enrol(&stolen, 3).is_err(), revoked);
    }
    assert!(central::restore(backup.path(), folder().path(), Some(folder().path())).is_err(), "no folder of a server");
}

/// An older database that is copied over the present one by hand.
#[test]
fn a_database_that_was_put_back_brings_no_revoked_pc_back() {
    let (server, stolen) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&stolen, 3).unwrap();
    let backup = folder();
    central::back_up(server.dir.path(), server.storage(), backup.path()).unwrap();
    server.storage().revoke(stolen.store.device()).unwrap();
    let dir = server.stop();
    for beside in ["central.db-wal", "central.db-shm"] {
        let _ = std::fs::remove_file(dir.path().join(beside));
    }
    std::fs::copy(backup.path().join("central.db"), dir.path().join("central.db")).unwrap();
    let server = LabServer::open(dir).unwrap();
    let (mut child, mut replica) = stolen.child(server.authority, 1).unwrap();
    assert_eq!(server.round(&mut child, &mut replica).unwrap(), Outcome::Frozen(sync::Frozen::Revoked));
}

/// A position counts in one start of one server: shown to another it is worth nothing, and what is held decides.
#[test]
fn a_position_of_another_start_is_worth_nothing() {
    let (server, hall, other) = (LabServer::new().unwrap(), LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    server.enrol(&hall, 3).unwrap();
    server.enrol(&other, 3).unwrap();
    hall.book(1, 20).unwrap();
    for pc in [&hall, &other] {
        let (mut child, mut replica) = pc.child(server.authority, 1).unwrap();
        server.round(&mut child, &mut replica).unwrap();
    }
    let (mut child, mut replica) = other.child(server.authority, 2).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    let cursor = child.memory().cursor.unwrap();
    let Step::Send(mut envelope) = child.begin(&mut replica, [4; 16], 0).unwrap() else { panic!("it asks") };
    let mut pulled = |epoch| {
        let since = Some(Since { epoch, position: cursor.position });
        envelope.request = Request::Pull(Pull { since, have: Vec::new(), bytes: 1 << 20 });
        match Reply::decode(&server.answer(&envelope.encode()).unwrap()) {
            Ok(Reply::Pulled(pulled)) => journal::unpack(&pulled.segments).unwrap().len(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(pulled(cursor.epoch), 0, "everything up to there is held");
    assert!(pulled(Epoch([9; 8])) > 0, "another start's: all is handed down");
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_whole_or_refused_and_nothing_is_written_over() {
    let yesterday = Yesterday::new();
    let backup = yesterday.backup.path();
    assert_eq!(names(backup), ["central.db", "central.key", "tls"]);
    assert_eq!(names(&backup.join("tls")), ["authority.key", "authority.pem"]);
    #[cfg(unix)]
    for name in ["central.key", "tls/authority.key"] {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(backup.join(name)).unwrap().permissions());
        assert_eq!(mode & 0o077, 0, "{name} is nobody else's");
    }
    let (server, target) = (&yesterday.server, folder());
    assert!(central::back_up(server.dir.path(), server.storage(), backup).is_err(), "a backup is there");
    assert!(central::restore(backup, server.dir.path(), None).is_err(), "a server is there");
    let key = |dir: &Path| dir.join("central.key");
    for change in [
        &(|dir: &Path| std::fs::remove_file(dir.join("central.db")).unwrap()) as &dyn Fn(&Path),
        &|dir| std::fs::remove_file(key(dir)).unwrap(),
        &|dir| std::fs::write(key(dir), [7; 32]).unwrap(),
        &|dir| std::fs::write(dir.join("central.db"), [0x55; 9000]).unwrap(),
    ] {
        let copy = folder();
        central::back_up(server.dir.path(), server.storage(), copy.path()).unwrap();
        change(copy.path());
        assert!(central::restore(copy.path(), &target.path().join("new"), None).is_err());
        for made in names(target.path()) {
            std::fs::remove_dir_all(target.path().join(made)).unwrap();
        }
    }
}

/// As it is typed: the same from the command line.
#[test]
fn backup_and_restore_are_commands() {
    let yesterday = Yesterday::new();
    let (target, server) = (folder(), &yesterday.server);
    let [backup, new] = ["backup", "new"].map(|name| target.path().join(name));
    let data = |dir: &Path| format!("--data={}", dir.display());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let run = |words: [String; 3]| {
        let words = ["yanshi-central".to_owned()].into_iter().chain(words);
        let args = central::Args::try_parse_from(words).unwrap();
        runtime.block_on(central::run(args, &mut Vec::new(), ""))
    };
    run(["backup".to_owned(), data(server.dir.path()), backup.display().to_string()]).unwrap();
    run(["restore".to_owned(), data(&new), backup.display().to_string()]).unwrap();
    let restored = central::open(&new).unwrap();
    assert_eq!(restored.storage.halls().unwrap()[0].events, server.storage().halls().unwrap()[0].events);
    assert_ne!(restored.storage.device(), server.storage().device());
}
