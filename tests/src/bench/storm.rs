//! Monday morning: 500 halls that were cut off come back in the same second, each with 1,500 events. The server runs in this
//! process and shares the machine with the halls, which do nothing but connect, greet, push and wait; what they push was made
//! before, and so was what every hall's program has ready while it is cut off.

use super::{Goal, Row};
use crate::Outcome;
use crate::sync_lab::{LabServer, NOW, bookings};
use domain::event::Fact;
use journal::{Chain, DeviceId, DeviceKey, Event, EventId, KindCode, KindVersion, Lamport, Segment, Seq};
use link::{Line, Patience};
use std::path::Path;
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};
use sync::{Enrol, Envelope, FOLD_VERSION, Have, Hello, Protocol, Push, Reply, Request};
use tempfile::TempDir;

const HALLS: u64 = 500;
const EVENTS: u64 = 1_500;
/// Nobody gives up before the goal is missed.
const PATIENCE: Patience = Patience { connect: Duration::from_secs(60), answer: Duration::from_secs(120) };

struct Caller {
    line: Line,
    hello: Hello,
    push: Push,
}

pub(super) fn measure(disk: &Path) -> Outcome<Vec<Row>> {
    let mut server = LabServer::open(TempDir::new_in(disk)?)?;
    server.listen()?;
    let bodies: Vec<Vec<u8>> =
        bookings(1, EVENTS)?.into_iter().map(|booking| Fact::BookingMade(booking).encode()).collect();
    let callers = (1..=HALLS).map(|number| caller(&server, number, &bodies)).collect::<Outcome<Vec<_>>>()?;
    let gate = Arc::new(Barrier::new(callers.len() + 1));
    let threads: Vec<_> = callers
        .into_iter()
        .map(|caller| {
            let gate = Arc::clone(&gate);
            std::thread::Builder::new().stack_size(256 << 10).spawn(move || {
                gate.wait();
                call(caller).map_err(|error| error.to_string())
            })
        })
        .collect::<Result<_, _>>()?;
    gate.wait();
    let began = Instant::now();
    let mut requests = super::samples::Samples::default();
    for thread in threads {
        for took in thread.join().map_err(|_| "a hall panicked")?? {
            requests.add(took);
        }
    }
    let took = began.elapsed().as_secs_f64();
    let peak = peak_mb()?;
    let arrived: u64 = server.storage().halls()?.iter().map(|hall| hall.events).sum();
    if arrived != HALLS * EVENTS {
        return Err(format!("of {} events {arrived} arrived", HALLS * EVENTS).into());
    }
    let row = |name, value, unit, goal| Row {
        name,
        value,
        unit,
        baseline: 1.0,
        against: "one of the unit: there is nothing to compare with",
        goal: Goal::ValueMax(goal),
    };
    Ok(vec![
        row("storm_time", took, "s", 60.0),
        row("storm_request_p99", requests.p99_ms() / 1000.0, "s", 1.0),
        row("storm_request_median", requests.median_ms() / 1000.0, "s", 2.0),
        row("storm_peak_memory_of_server_and_halls", peak, "MB", 1_000.0),
    ])
}

/// The most this process has held so far.
fn peak_mb() -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("the system does not tell")?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib / 1024.0)
}

/// Makes a hall, enrols it, and packs what it will send.
fn caller(server: &LabServer, number: u64, bodies: &[Vec<u8>]) -> Outcome<Caller> {
    let device = DeviceId(number.to_be_bytes());
    let mut secret = [9; 32];
    secret[..8].copy_from_slice(&number.to_be_bytes());
    let key = DeviceKey::from_bytes(&secret);
    let hall = u32::try_from(number)?;
    let code = server.storage().make_code(hall, "测试大厅", &server.authority, central::random()?, 3_600_000)?.code;
    let mut asked = Enrol {
        secret: code.secret.to_vec(),
        device,
        key: key.public(),
        hall: Some(hall),
        signature: Vec::new(),
        succeeds: None,
    };
    asked.signature = key.sign_bytes(&asked.signed()).to_vec();
    server.storage().enrol(&asked)??;
    let (mut chain, mut segments) = (Chain::begin(device), Vec::new());
    for bodies in bodies.chunks(journal::SEGMENT_EVENTS_MAX) {
        let start = chain;
        let events: Vec<Vec<u8>> = bodies
            .iter()
            .map(|body| {
                let encoded = event(device, chain.next(), body.clone()).encode();
                chain.append(&encoded);
                encoded
            })
            .collect();
        segments.push(Segment::seal(&key, &start, events)?);
    }
    let mut hello = Hello {
        oldest: Protocol::OLDEST,
        newest: Protocol::NEWEST,
        fold: FOLD_VERSION,
        device,
        incarnation: 1,
        clock_ms: NOW.0,
        program: "storm".to_owned(),
        nonce: [1; 16],
        authority: server.authority,
        own: Have::from(chain),
        signature: Vec::new(),
    };
    hello.signature = key.sign_bytes(&hello.signed()).to_vec();
    let line = Line::new(&server.address(), &server.authority.0, PATIENCE)?;
    Ok(Caller { line, hello, push: Push { segments: journal::pack(&segments)?, ..Push::default() } })
}

fn event(device: DeviceId, seq: Seq, body: Vec<u8>) -> Event {
    let entity = EventId { device, seq };
    let (kind, version) = (KindCode(20), KindVersion(1));
    let lamport = Lamport(seq.0);
    Event {
        device,
        seq,
        lamport,
        wall: NOW,
        kind,
        version,
        must_understand: true,
        entity,
        base: None,
        actor: None,
        body,
    }
}

/// Connects, greets, pushes; how long each request took.
fn call(Caller { line, hello, push }: Caller) -> Outcome<[Duration; 2]> {
    let began = Instant::now();
    let greeting = Envelope { token: None, request: Request::Hello(hello) };
    let Reply::Welcome(welcome) = Reply::decode(&line.post("/sync", greeting.encode())?)? else {
        return Err("not welcome".into());
    };
    let greeted = began.elapsed();
    let push = Envelope { token: Some(welcome.token), request: Request::Push(push) };
    let began = Instant::now();
    match Reply::decode(&line.post("/sync", push.encode())?)? {
        Reply::Pushed(pushed) if pushed.forked.is_empty() => Ok([greeted, began.elapsed()]),
        other => Err(format!("{other:?}").into()),
    }
}
