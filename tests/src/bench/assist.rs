//! A year of the assisted-handling log, 20,000 cases with 160,000 legs: a leg until it is on disk, the year filtered, and the
//! year folded anew. Beside it one bare insert, a select of as many rows, and one look at every event.

use super::core_program::CoreProgram;
use super::samples::Samples;
use super::{Goal, Row};
use crate::Outcome;
use domain::assist::leg::{LegEntry, LegKind};
use domain::assist::moment::{Stretch, When};
use domain::assist::step::{Handling, Opening, Step};
use domain::event::{Fact, ItemSnapshot};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::time::{BeijingDay, MinuteOfDay};
use journal::{DeviceId, KindCode, KindVersion, WallTime};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use store::{CaseFilter, NewEvent, Store, StoreError, Unsealed, WriteTx};

const CASES: u32 = 20_000;
const LEGS: usize = 8;
const ITEMS: u32 = 400;
/// Cases written in one transaction.
const LOT: u32 = 500;
const ROUNDS: u32 = 100;
const FIRST_DAY: u32 = 20_454;
const WALL: WallTime = WallTime(1_795_426_800_000);

pub(super) fn measure(disk: &Path) -> Outcome<Vec<Row>> {
    let (leg, insert) = legs(disk)?;
    let dir = tempfile::TempDir::with_prefix_in("yanshi-bench-", disk)?;
    let store = Store::create_sealed(dir.path(), DeviceId([1; 8]), WALL, Arc::new(Unsealed))?;
    for lot in 0..CASES / LOT {
        store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            (lot * LOT..(lot + 1) * LOT).try_for_each(|number| write(tx, number))
        })?;
    }
    let (mut filters, mut selects) = (Samples::default(), Samples::default());
    let flat = flat_table(&dir.path().join("flat.db"))?;
    let days = BeijingDay(FIRST_DAY)..=BeijingDay(FIRST_DAY + 365);
    for round in 0..ROUNDS {
        let filter = match round % 2 {
            0 => CaseFilter { items: Some(vec![ItemId(round % ITEMS)]), ..CaseFilter::default() },
            _ => CaseFilter { helper: Some(helper(round)), ..CaseFilter::default() },
        };
        let (all, _) = filters.time(|| store.read(|tx| tx.views().find_cases(days.clone(), &filter, 200)))?;
        if all < 40 {
            return Err(format!("only {all} cases are found").into());
        }
        selects.time(|| select(&flat, round % ITEMS))?;
    }
    let begun = Instant::now();
    store.rebuild_views()?;
    let refold = begun.elapsed();
    let begun = Instant::now();
    let mut events = 0_u32;
    store.read(|tx| {
        tx.events_newest_first(None, |_, _| {
            events += 1;
            std::ops::ControlFlow::Continue(())
        })
    })?;
    let look = begun.elapsed();
    let ms = |samples: &Samples| samples.p99_ms();
    Ok(vec![
        Row {
            name: "leg_to_durable_p99",
            value: ms(&leg),
            unit: "ms",
            baseline: ms(&insert),
            against: "one bare INSERT with its fsync",
            goal: Goal::ValueMax(15.0),
        },
        Row {
            name: "year_of_cases_filtered_p99",
            value: ms(&filters),
            unit: "ms",
            baseline: ms(&selects),
            against: "SELECT of the same cases from one table that holds nothing else",
            goal: Goal::ValueMax(50.0),
        },
        Row {
            name: "year_of_cases_refolded",
            value: refold.as_secs_f64() * 1000.0,
            unit: "ms",
            baseline: look.as_secs_f64() * 1000.0,
            against: "one look at every event of the journal",
            goal: Goal::ValueMax(3000.0),
        },
    ])
}

/// Legs through the door, each with its fsync; and bare inserts.
fn legs(disk: &Path) -> Outcome<(Samples, Samples)> {
    let program = CoreProgram::demo(disk, 0)?;
    let opened = json!({
        "request": "00000000000000aa", "by_authority": false, "date": "", "time": "", "helper": null, "party": 1,
        "items": [1], "booking": null, "texts": {}, "documents": []
    });
    let case = program.call("assist_open", opened)?["case"].clone();
    let bare = Connection::open(program.dir().join("bare.db"))?;
    bare.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE leg (x BLOB) STRICT")?;
    let (mut legs, mut inserts) = (Samples::default(), Samples::default());
    for round in 0..ROUNDS {
        let leg = leg(round, &case);
        legs.time(|| program.call("assist_leg", leg))?;
        inserts.time(|| bare.execute("INSERT INTO leg VALUES (zeroblob(200))", []))?;
    }
    Ok((legs, inserts))
}

fn leg(round: u32, case: &Value) -> Value {
    json!({
        "request": format!("{:016x}", 0x1_0000 + round), "case": case, "kind": { "kind": "submission", "own": 0 },
        "date": "", "from": "", "to": "", "past_midnight": false, "helper": null, "trips": null, "confirmed": []
    })
}

/// One of seven.
fn helper(number: u32) -> RecordId {
    RecordId { device: [9; 8], seq: u64::from(number % 7) }
}

/// A case of some day of the year, with its legs, done.
fn write(tx: &mut WriteTx<'_>, number: u32) -> Result<(), StoreError> {
    let day = BeijingDay(FIRST_DAY + number % 365);
    let helper = helper(number);
    let at = |minute: u16| When { day, at: Some(MinuteOfDay(minute)) };
    let item = ItemSnapshot {
        item: ItemId(number % ITEMS),
        names: Names::same("事项"),
        departments: Vec::new(),
        needs_approver: false,
        window_minutes: 20,
    };
    let opening = Opening {
        handling: Handling::Helping,
        began: at(540),
        until: None,
        helper,
        party: 2,
        items: vec![item],
        sealed: Vec::new(),
        booking: None,
        card: None,
    };
    let case = append(tx, None, Step::Opened(opening))?;
    for (place, kind) in (0..LEGS).zip(LegKind::SHIPPED.into_iter().cycle()) {
        let from = 545 + 10 * u16::try_from(place).unwrap_or(0);
        let time = Stretch { from: Some(MinuteOfDay(from)), to: Some(MinuteOfDay(from + 8)), ..Stretch::unknown(day) };
        append(tx, Some(case), Step::Leg(LegEntry { kind, helper, time, trips: kind.usual_trips() }))?;
    }
    append(tx, Some(case), Step::Completed { at: at(640) })?;
    Ok(())
}

fn append(tx: &mut WriteTx<'_>, case: Option<journal::EventId>, step: Step) -> Result<journal::EventId, StoreError> {
    let fact = Fact::from(step);
    let new = NewEvent {
        kind: KindCode(fact.kind()),
        version: KindVersion(fact.version()),
        must_understand: false,
        entity: case,
        base: case,
        actor: None,
        wall: WALL,
        body: fact.encode(),
    };
    tx.append_fact(new, fact)
}

/// The year's cases as if they had been kept the way they are asked for.
fn flat_table(file: &Path) -> Outcome<Connection> {
    let mut connection = Connection::open(file)?;
    connection.execute_batch("CREATE TABLE cases (item INTEGER, day INTEGER, trips INTEGER) STRICT")?;
    let tx = connection.transaction()?;
    for number in 0..CASES {
        tx.prepare_cached("INSERT INTO cases VALUES (?1, ?2, 8)")?
            .execute([number % ITEMS, FIRST_DAY + number % 365])?;
    }
    tx.commit()?;
    Ok(connection)
}

fn select(flat: &Connection, item: u32) -> rusqlite::Result<Vec<(u32, u32)>> {
    let mut statement = flat.prepare_cached("SELECT day, trips FROM cases WHERE item = ?1 ORDER BY day")?;
    let rows = statement.query_map([item], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}
