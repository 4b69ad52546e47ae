//! A booking, from the form's data to the answer that it is on disk; beside it one row inserted into a table, as durable.
//!
//! The two take turns, so that whatever else the disk is doing hits both alike.

use super::core_program::CoreProgram;
use super::samples::Samples;
use super::{Goal, Row};
use crate::Outcome;
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::path::Path;

/// Seats in a slot; with 12 slots a Saturday, 480 seats.
const WINDOWS: usize = 40;
/// (session, slots in it), as the hall below is cut.
const SESSIONS: [(usize, usize); 2] = [(0, 6), (1, 6)];
/// Ordinary Saturdays; each takes [`PER_DAY`] bookings, more than any hall has.
const SATURDAYS: [&str; 4] = ["2026-11-28", "2026-12-05", "2026-12-12", "2026-12-19"];
const PER_DAY: usize = 400;
/// 食品经营许可: 20 minutes, one slot.
const ITEM: u32 = 4;

pub(super) fn measure(disk: &Path) -> Outcome<Vec<Row>> {
    let program = CoreProgram::new(disk)?;
    found(&program)?;
    let bare = bare_table(&program.dir().join("bare.db"))?;
    let (mut bookings, mut inserts) = (Samples::default(), Samples::default());
    for (day, date) in SATURDAYS.iter().enumerate() {
        for number in 0..PER_DAY {
            let form = form(date, number);
            let request = format!("bench-request-{day:02}-{number:06}");
            let input = json!({ "request": request, "form": form, "confirmed": [] });
            bookings.time(|| program.call("booking_make", input))?;
            inserts.time(|| insert(&bare, &request))?;
        }
        let book = program.call("book_day", json!({ "date": date }))?;
        if book["totals"]["bookings"] != PER_DAY {
            return Err(format!("of {PER_DAY} bookings on {date} the book shows {}", book["totals"]).into());
        }
    }
    let row = |name, value, baseline, goal| Row {
        name,
        value,
        unit: "ms",
        baseline,
        against: "one row inserted and committed by SQLite, WAL, synchronous=FULL, same disk",
        goal,
    };
    Ok(vec![
        row("booking_commit_p99", bookings.p99_ms(), inserts.p99_ms(), Goal::ValueMax(15.0)),
        row("booking_commit_median", bookings.median_ms(), inserts.median_ms(), Goal::RatioMax(1.5)),
    ])
}

/// A hall with room for every booking, so that no refusal is timed.
fn found(program: &CoreProgram) -> Outcome<()> {
    let hall = json!({
        "dir": program.dir(),
        "hall": null,
        "name": "测试政务服务中心",
        "saturday": [{ "from": "09:00", "to": "12:00" }, { "from": "13:30", "to": "16:30" }],
        "windows": WINDOWS,
        "slot_minutes": 30,
        "shipped_catalogue": true,
    });
    program.call("setup_finish", hall)?;
    Ok(())
}

/// Bookings fill the day from all its slots in turn.
fn form(date: &str, number: usize) -> Value {
    let slots: Vec<(usize, usize)> =
        SESSIONS.iter().flat_map(|(session, slots)| (0..*slots).map(move |slot| (*session, slot))).collect();
    let (session, slot) = slots[number % slots.len()];
    json!({
        "date": date,
        "slot": { "session": session, "slot": slot },
        "items": [ITEM],
        "name": "王小明",
        "phone": format!("1380013{number:04}"),
        "party": 1,
        "channel": "desk",
        "green_channel": false,
        "missing": "",
        "note": "",
        "slip_language": "zh-Hans",
    })
}

fn bare_table(file: &Path) -> Outcome<Connection> {
    let connection = Connection::open(file)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection
        .execute_batch("CREATE TABLE booking (id INTEGER PRIMARY KEY, request TEXT, name TEXT, phone TEXT) STRICT")?;
    Ok(connection)
}

fn insert(connection: &Connection, request: &str) -> rusqlite::Result<usize> {
    connection.prepare_cached("INSERT INTO booking (request, name, phone) VALUES (?1, ?2, ?3)")?.execute(params![
        request,
        "王小明",
        "13800138000"
    ])
}
