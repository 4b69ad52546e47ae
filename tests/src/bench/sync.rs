//! Syncing over TLS on loopback, every byte counted on the wire: a hall's 10,000 bookings go up, another PC gets them, one
//! booking more, nothing at all.
//!
//! Rates are told as time for each record, so that less is better as in every other row: 30,000 records a second are
//! 33.3 µs each, 36,000 are 27.7, 68,000 are 14.7. Events alone and events with
//! their sealed values (name and phone, 28 bytes of seal each) are measured apart: sealed bytes do not pack.

use super::samples::{Samples, median};
use super::{Goal, Row};
use crate::Outcome;
use crate::sync_lab::{CountingProxy, LabHall, LabServer, NOW};
use link::{Line, Patience, StoreReplica};
use rusqlite::{Connection, params};
use std::path::Path;
use std::time::Instant;
use sync::{Child, Outcome as RoundOutcome};
use tempfile::TempDir;

const BOOKINGS: u64 = 10_000;
const RUNS: usize = 5;
const SINGLES: u64 = 60;
const AGAINST: &str = "the same bookings as rows of one SQLite table, one commit, same disk";

/// What one run came to.
#[derive(Default)]
struct Run {
    push: f64,
    push_sealed: f64,
    first: f64,
    first_sealed: f64,
    pull: f64,
    push_bytes: f64,
    push_sealed_bytes: f64,
    first_bytes: f64,
    /// A bare insert of a record, measured beside it.
    bare: f64,
}

pub(super) fn measure(disk: &Path) -> Outcome<Vec<Row>> {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        runs.push(Run { bare: plain_table(disk)?, ..run(disk)? });
    }
    let plain = median(&runs.iter().map(|run| run.bare).collect::<Vec<_>>());
    let record = |name, of: fn(&Run) -> f64, goal| Row {
        name,
        value: median(&runs.iter().map(of).collect::<Vec<_>>()),
        unit: "µs/rec",
        baseline: plain,
        against: AGAINST,
        goal,
    };
    let micros = |name, of, goal| record(name, of, Goal::ValueMax(goal));
    let raw = raw_bytes(disk)?;
    let bytes = |name, of: fn(&Run) -> f64, goal: f64| Row {
        name,
        value: median(&runs.iter().map(of).collect::<Vec<_>>()),
        unit: "B/rec",
        baseline: raw,
        against: "the encoded event as it is stored",
        goal: Goal::ValueMax(goal),
    };
    let mut rows = vec![
        micros("sync_push", |run| run.push, 33.3),
        micros("sync_push_sealed", |run| run.push_sealed, 33.3),
        micros("sync_pull", |run| run.pull, 27.7),
        micros("sync_first", |run| run.first, 14.7),
        // Against one bare insert a record, since a value in microseconds says more about the machine: 19 to 23 of them.
        record("sync_first_sealed", |run| run.first_sealed, Goal::RatioMax(8.0)),
        bytes("sync_push_bytes", |run| run.push_bytes, 72.0),
        bytes("sync_push_sealed_bytes", |run| run.push_sealed_bytes, 72.0),
        bytes("sync_first_bytes", |run| run.first_bytes, 72.0),
    ];
    rows.extend(singles(disk)?);
    Ok(rows)
}

/// A hall, its child and a line through a counting wire.
struct Desk {
    hall: LabHall,
    child: Child,
    replica: StoreReplica,
    line: Line,
    wire: CountingProxy,
}

impl Desk {
    fn new(disk: &Path, server: &LabServer, number: u64, is_sealed: bool) -> Outcome<Self> {
        let hall = LabHall::new_in(TempDir::new_in(disk)?, number, is_sealed)?;
        server.enrol(&hall, 3)?;
        let (child, replica) = hall.child(server.authority, 1)?;
        let wire = CountingProxy::start(server.socket())?;
        let line = Line::new(&format!("https://{}", wire.address), &server.authority.0, Patience::default())?;
        Ok(Self { hall, child, replica, line, wire })
    }

    /// One round; microseconds and bytes.
    fn round(&mut self) -> Outcome<(f64, u64)> {
        let (before, began) = (self.wire.counted(), Instant::now());
        let carry = |request| Ok(self.line.post("/sync", request)?);
        let outcome = link::go_round(&mut self.child, &mut self.replica, ([7; 16], NOW.0), carry, |_, _| {})?;
        let took = began.elapsed().as_secs_f64() * 1e6;
        match outcome {
            RoundOutcome::Synced(_) => Ok((took, self.wire.counted().since(before).total())),
            other => Err(format!("{other:?}").into()),
        }
    }
}

fn server(disk: &Path) -> Outcome<LabServer> {
    let mut server = LabServer::open(TempDir::new_in(disk)?)?;
    server.listen()?;
    Ok(server)
}

#[allow(clippy::cast_precision_loss)] // Far below 2^53.
fn each((took, bytes): (f64, u64)) -> (f64, f64) {
    (took / BOOKINGS as f64, bytes as f64 / BOOKINGS as f64)
}

fn run(disk: &Path) -> Outcome<Run> {
    let mut run = Run::default();
    for is_sealed in [false, true] {
        let server = server(disk)?;
        let mut first = Desk::new(disk, &server, 1, is_sealed)?;
        // The connection stands, as it does all day.
        first.round()?;
        first.hall.book(1, BOOKINGS)?;
        let (push, push_bytes) = each(first.round()?);
        let mut second = Desk::new(disk, &server, 2, is_sealed)?;
        let (snapshot, snapshot_bytes) = each(second.round()?);
        if is_sealed {
            (run.push_sealed, run.push_sealed_bytes, run.first_sealed) = (push, push_bytes, snapshot);
        } else {
            (run.push, run.push_bytes) = (push, push_bytes);
            (run.first, run.first_bytes) = (snapshot, snapshot_bytes);
            first.hall.book(BOOKINGS + 1, BOOKINGS)?;
            first.round()?;
            run.pull = each(second.round()?).0;
        }
    }
    Ok(run)
}

/// One booking with its values, and nothing, each many times, after 10,000 bookings.
fn singles(disk: &Path) -> Outcome<Vec<Row>> {
    let server = server(disk)?;
    let mut desk = Desk::new(disk, &server, 1, true)?;
    desk.hall.book(1, BOOKINGS)?;
    desk.round()?;
    let (mut changes, mut idle) = (Samples::default(), Samples::default());
    let (mut change_bytes, mut idle_bytes) = (Vec::new(), Vec::new());
    let dir = TempDir::new_in(disk)?;
    let bare = bare_table(&dir.path().join("bare.db"))?;
    let mut commits = Samples::default();
    for number in 0..SINGLES {
        desk.hall.book(2 * BOOKINGS + number, 1)?;
        #[allow(clippy::cast_precision_loss)] // A few hundred bytes.
        for (samples, bytes) in [(&mut changes, &mut change_bytes), (&mut idle, &mut idle_bytes)] {
            let (took, count) = desk.round()?;
            samples.add(std::time::Duration::from_secs_f64(took / 1e6));
            bytes.push(count as f64);
        }
        commits.time(|| insert(&bare, number))?;
    }
    let row = |name, value, unit, baseline, against, goal| Row { name, value, unit, baseline, against, goal };
    let commit = "one row inserted and committed, same disk";
    let tls = "the least that TLS 1.3 adds to one request and one answer";
    Ok(vec![
        row("sync_one_change", changes.median_ms(), "ms", commits.median_ms(), commit, Goal::ValueMax(10.0)),
        row("sync_one_change_bytes", median(&change_bytes), "B", 44.0, tls, Goal::ValueMax(700.0)),
        row("sync_idle", idle.median_ms(), "ms", commits.median_ms(), commit, Goal::ValueMax(5.0)),
        row("sync_idle_bytes", median(&idle_bytes), "B", 44.0, tls, Goal::ValueMax(500.0)),
    ])
}

fn bare_table(file: &Path) -> Outcome<Connection> {
    let connection = Connection::open(file)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch("CREATE TABLE booking (id INTEGER PRIMARY KEY, number INTEGER, body BLOB) STRICT")?;
    Ok(connection)
}

fn insert(connection: &Connection, number: u64) -> rusqlite::Result<usize> {
    let body = [7_u8; 200];
    let mut statement = connection.prepare_cached("INSERT INTO booking (number, body) VALUES (?1, ?2)")?;
    statement.execute(params![number.cast_signed(), body])
}

#[allow(clippy::cast_precision_loss)] // Far below 2^53.
fn plain_table(disk: &Path) -> Outcome<f64> {
    let dir = TempDir::new_in(disk)?;
    let connection = bare_table(&dir.path().join("bare.db"))?;
    let began = Instant::now();
    connection.execute_batch("BEGIN IMMEDIATE")?;
    for number in 0..BOOKINGS {
        insert(&connection, number)?;
    }
    connection.execute_batch("COMMIT")?;
    Ok(began.elapsed().as_secs_f64() * 1e6 / BOOKINGS as f64)
}

#[allow(clippy::cast_precision_loss)] // A few hundred bytes.
fn raw_bytes(disk: &Path) -> Outcome<f64> {
    let hall = LabHall::new_in(TempDir::new_in(disk)?, 1, false)?;
    hall.book(1, 1_000)?;
    let start = journal::Chain::begin(hall.store.device());
    let events = hall.store.read(|tx: &store::ReadTx<'_>| tx.events_after(&start, 1_000, usize::MAX))?;
    Ok(events.iter().map(Vec::len).sum::<usize>() as f64 / 1_000.0)
}
