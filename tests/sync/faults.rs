//! A small simulator: halls and a server in one thread, over real databases, with a line that loses, repeats, cuts and
//! mixes up messages, and with restarts. The seed says it all: a failing one is printed and can be run again.

use link::StoreReplica;
use proptest::prelude::*;
use sync::{Child, Outcome, Step};
use tempfile::TempDir;
use yanshi_tests::sync_lab::{LabHall, LabServer, folder};

struct Node {
    hall: LabHall,
    child: Child,
    replica: StoreReplica,
    starts: u64,
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, of: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % of
    }
}

/// One round over a bad line. Whatever happens to it, nothing may panic, and nothing wrong may be believed.
fn bad_round(server: &LabServer, node: &mut Node, old: &mut Vec<Vec<u8>>, dice: &mut Dice) {
    let clock = [0, i64::MAX, i64::MIN, 1_795_426_800_000][usize::try_from(dice.roll(4)).unwrap()];
    let Ok(mut step) = node.child.begin(&mut node.replica, [dice.roll(256) as u8; 16], clock) else { return };
    while let Step::Send(envelope) = step {
        let request = envelope.encode();
        old.push(request.clone());
        // An old request of anybody arrives once more.
        if dice.roll(3) == 0 {
            let again = old[usize::try_from(dice.roll(old.len() as u64)).unwrap()].clone();
            server.answer(&again).unwrap();
        }
        let reply = match dice.roll(20) {
            // The request is lost, or its answer.
            0 => return,
            1 => {
                server.answer(&request).unwrap();
                return;
            }
            2 => server.answer(&request[..usize::try_from(dice.roll(request.len() as u64)).unwrap()]).unwrap(),
            3 => {
                let answer = server.answer(&request).unwrap();
                let cut = usize::try_from(dice.roll(answer.len() as u64)).unwrap();
                assert!(node.child.receive(&mut node.replica, &answer[..cut]).is_err());
                return;
            }
            4 => {
                assert!(node.child.receive(&mut node.replica, b"<html>200 OK</html>").is_err());
                return;
            }
            _ => server.answer(&request).unwrap(),
        };
        let Ok(next) = node.child.receive(&mut node.replica, &reply) else { return };
        step = next;
    }
}

fn restart(server: &LabServer, node: &mut Node) {
    node.starts += 1;
    (node.child, node.replica) = node.hall.child(server.authority, node.starts).unwrap();
}

/// It is started anew, backed up, or gone, and another goes on from the last backup.
fn trouble_at_the_server(server: LabServer, backup: &mut Option<TempDir>, dice: &mut Dice) -> LabServer {
    match (dice.roll(4), backup.as_ref()) {
        (0, _) => server.restarted().unwrap(),
        (1, Some(backup)) => {
            drop(server);
            let dir = folder();
            drop(central::restore(backup.path(), dir.path(), None).unwrap());
            LabServer::open(dir).unwrap()
        }
        (2 | 3, _) => {
            let made = folder();
            central::back_up(server.dir.path(), server.storage(), made.path()).unwrap();
            *backup = Some(made);
            server
        }
        _ => server,
    }
}

/// S3, S4, S5, S7, S8, S10, S13, L1, L4 for one seed.
fn simulate(seed: u64) {
    let mut dice = Dice(seed | 1);
    let mut server = LabServer::new().unwrap();
    let mut nodes: Vec<Node> = (1..=3)
        .map(|number| {
            let hall = LabHall::new(number).unwrap();
            server.enrol(&hall, 3).unwrap();
            let (child, replica) = hall.child(server.authority, 1).unwrap();
            Node { hall, child, replica, starts: 1 }
        })
        .collect();
    let (mut made, mut old, mut number, mut backup) = (0, Vec::new(), 0, None);
    let (mut erasable, mut erased) = (Vec::new(), Vec::new());
    for _ in 0..40 {
        let at = usize::try_from(dice.roll(3)).unwrap();
        match dice.roll(10) {
            0..=3 => {
                let count = 1 + dice.roll(30);
                let booked = nodes[at].hall.book(number, count).unwrap();
                erasable.push((at, booked[0]));
                (made, number) = (made + count, number + count);
            }
            4 => restart(&server, &mut nodes[at]),
            5 => server = trouble_at_the_server(server, &mut backup, &mut dice),
            7 if !erasable.is_empty() => {
                let (at, event) = erasable.swap_remove(usize::try_from(dice.roll(erasable.len() as u64)).unwrap());
                nodes[at].hall.erase(vec![event]).unwrap();
                erased.push(event);
                made += 1;
            }
            6 => {
                nodes[at].hall.write_unknown(dice.roll(2) == 0).unwrap();
                made += 1;
            }
            _ => bad_round(&server, &mut nodes[at], &mut old, &mut dice),
        }
    }
    // The faults stop: two rounds for each bring everybody together (L1, depth 1).
    for _ in 0..2 {
        for node in &mut nodes {
            let outcome = server.round(&mut node.child, &mut node.replica).unwrap();
            assert!(matches!(outcome, Outcome::Synced(_)), "seed {seed}: {outcome:?}");
        }
    }
    let ends: Vec<_> =
        nodes.iter().map(|node| node.hall.store.read(|tx: &store::ReadTx<'_>| tx.journal_ends()).unwrap()).collect();
    assert!(ends.windows(2).all(|pair| pair[0] == pair[1]), "seed {seed}");
    assert_eq!(ends[0].iter().map(journal::Chain::events).sum::<u64>(), made, "seed {seed}: nothing written is lost");
    let views: Vec<String> = nodes.iter().map(|node| bookings(&node.hall)).collect();
    assert!(views.windows(2).all(|pair| pair[0] == pair[1]), "seed {seed}");
    nodes[0].hall.store.rebuild_views().unwrap();
    assert_eq!(bookings(&nodes[0].hall), views[0], "seed {seed}: a refold changes nothing");
    let agreed: Vec<_> = nodes.iter().map(|node| node.child.memory().agreed.unwrap()).collect();
    assert!(agreed.windows(2).all(|pair| (pair[0].events, pair[0].values) == (pair[1].events, pair[1].values)));
    for node in &nodes {
        for event in &erased {
            let value = node.hall.store.read(|tx: &store::ReadTx<'_>| tx.vault_get(*event, store::VaultField(1)));
            assert_eq!(value, Ok::<_, store::StoreError>(None), "seed {seed}: an erased value is back");
        }
    }
    for node in nodes {
        // The chain is whole when it is opened again.
        let LabHall { dir, store, .. } = node.hall;
        drop((store, node.child, node.replica));
        LabHall::open(dir, 9).unwrap();
    }
}

fn bookings(hall: &LabHall) -> String {
    let connection = rusqlite::Connection::open(hall.dir.path().join("yanshi.db")).unwrap();
    let mut statement = connection.prepare("SELECT hex(device), seq, number, day, hex(state) FROM booking").unwrap();
    let rows = statement.query_map([], |row| {
        let cells: (String, i64, i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok(format!("{cells:?}\n"))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn everything_arrives_everywhere_whatever_the_line_does() {
    for seed in 1..=30_u64 {
        simulate(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Bytes off the line never harm: they are no message, or one that is answered.
    #[test]
    fn random_bytes_are_refused_by_every_decoder(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = sync::Envelope::decode(&bytes);
        let _ = sync::Enrol::decode(&bytes);
        prop_assert!(sync::Reply::decode(&bytes).is_err() || bytes.starts_with(&sync::REPLY_MARK));
        let marked = [&sync::REPLY_MARK[..], &bytes].concat();
        let _ = sync::Reply::decode(&marked);
        let _ = sync::EnrolReply::decode(&marked);
        let _ = std::str::from_utf8(&bytes).map(str::parse::<sync::EnrolCode>);
    }
}

/// cht-core #7419: a first sync that was interrupted is never taken for complete, and goes on where it stopped (L4).
#[test]
fn an_interrupted_first_sync_goes_on_and_is_not_complete_before() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 20_000).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    let new = LabHall::new(2).unwrap();
    server.enrol(&new, 3).unwrap();
    let (mut starts, mut progress) = (0, Vec::new());
    loop {
        starts += 1;
        let (mut child, mut replica) = new.child(server.authority, starts).unwrap();
        let mut step = child.begin(&mut replica, [4; 16], 0).unwrap();
        // The line breaks after every third answer.
        for _ in 0..3 {
            if let Step::Send(envelope) = step {
                step = child.receive(&mut replica, &server.answer(&envelope.encode()).unwrap()).unwrap();
            }
        }
        progress.extend(child.progress().map(|progress| progress.done));
        if let Step::Done(outcome) = step {
            assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 20_000), "{outcome:?}");
            assert!(child.memory().complete);
            break;
        }
        assert!(!child.memory().complete && child.memory().agreed.is_none(), "start {starts}");
        assert!(starts < 50, "{progress:?}");
    }
    assert!(progress.windows(2).all(|pair| pair[0] <= pair[1]), "{progress:?}");
    assert!(starts > 3, "it was interrupted");
}
