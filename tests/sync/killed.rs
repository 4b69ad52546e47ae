//! A real server in a process of its own is killed while halls push to it, again and again, wherever it happens to be.

use crate::loopback::PATIENCE;
use link::{Line, StoreReplica};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child as Process, Command, Stdio};
use std::time::Duration;
use sync::Outcome;
use yanshi_tests::sync_lab::{LabHall, LabServer, NOW, folder};

/// Set for the process that is the server: its data folder.
const SERVES: &str = "YANSHI_TEST_SERVES";
const KILLS: u64 = 12;
const EACH: u64 = 600;

/// The test runs itself as the server, which says its address and serves until it is killed.
fn serve(dir: &Path) {
    let data = format!("--data={}", dir.display());
    let words = ["yanshi-central", "serve", &data, "--listen", "127.0.0.1:0"];
    let args = <central::Args as clap::Parser>::try_parse_from(words).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(central::run(args, &mut std::io::stdout(), "")).unwrap();
}

struct Served(Process, String);

impl Served {
    fn start(dir: &Path) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed::a_killed_server_has_everything_it_acknowledged", "--nocapture"])
            .env(SERVES, dir)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let address = said.filter_map(|line| {
            let line = &line[line.find("{\"address\"")?..];
            Some(serde_json::from_str::<serde_json::Value>(line).ok()?["address"].as_str()?.to_owned())
        });
        let address = { address }.next().expect("it says where it listens");
        Self(process, format!("https://{address}"))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_killed_server_has_everything_it_acknowledged() {
    if let Some(dir) = std::env::var_os(SERVES) {
        return serve(Path::new(&dir));
    }
    let (server, hall) = (LabServer::open(folder()).unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let authority = server.authority;
    let dir = server.stop();
    let mut dice = 0x9e37_79b9_7f4a_7c15_u64;
    let (mut killed, mut acknowledged) = (0, 0);
    for kill in 0..KILLS {
        hall.book(1 + kill * EACH, EACH).unwrap();
        let served = Served::start(dir.path());
        let line = Line::new(&served.1, &authority.0, PATIENCE).unwrap();
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        // So long after so many answers, whatever the machine's speed.
        let (answers, pause) = (kill % 3, Duration::from_micros(dice % 2_000));
        let (tell, told) = std::sync::mpsc::channel();
        let killer = std::thread::spawn(move || {
            for _ in 0..answers {
                let _ = told.recv();
            }
            std::thread::sleep(pause);
            drop(served);
        });
        let (mut child, mut replica) = hall.child(authority, kill + 1).unwrap();
        let total = (kill + 1) * EACH;
        let again = StoreReplica::new(replica.store().clone());
        let carry = |request| Ok(line.post("/sync", request)?);
        let round = link::go_round(&mut child, &mut replica, ([9; 16], NOW.0), carry, |child, _| {
            acknowledged = acknowledged.max(total - child.to_send(&again).unwrap());
            let _ = tell.send(());
        });
        drop(tell);
        killer.join().unwrap();
        killed += u64::from(round.is_err());
        // What stands on the disk after the kill.
        let storage = central::open(dir.path()).unwrap().storage;
        assert!(storage.halls().unwrap()[0].events >= acknowledged, "kill {kill}, {answers} answers and {pause:?}");
    }
    assert!(killed > 2 && acknowledged > 0, "{killed} rounds were broken off, {acknowledged} events acknowledged");
    let server = LabServer::open(dir).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, KILLS + 1).unwrap();
    let outcome = server.round(&mut child, &mut replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == KILLS * EACH), "{outcome:?}");
    assert_eq!(server.storage().halls().unwrap()[0].events, KILLS * EACH, "and nothing twice");
}
