//! A booking until it is on disk; beside it one row inserted into a table, as durable.
//!
//! Twice: the use-case alone, which ends with the commit, and the whole command, which ends with the slip that the citizen
//! is given. All take turns, so that whatever else the disk is doing hits them alike.

use super::core_program::CoreProgram;
use super::samples::Samples;
use super::{Goal, Row};
use crate::Outcome;
use domain::booking::Entry;
use domain::event::{Channel, Language};
use domain::reference::catalogue::ItemId;
use hall::BookingWish;
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;

/// Seats in a slot; with 12 slots a Saturday, 480 seats.
const WINDOWS: usize = 40;
/// Slots of the two sessions that the hall below has.
const SLOTS: usize = 12;
const SLOTS_PER_SESSION: usize = 6;
/// Ordinary Saturdays; each takes [`PER_DAY`] bookings, more than any hall has.
const SATURDAYS: [&str; 5] = ["2026-11-28", "2026-12-05", "2026-12-12", "2026-12-19", "2026-12-26"];
const PER_DAY: usize = 400;
/// So many a usual day has: the first of each.
const USUAL: usize = 33;
/// 食品经营许可: 20 minutes, one slot.
const ITEM: u32 = 4;
const NAME: &str = "王小明";

pub(super) fn measure(disk: &Path) -> Outcome<Vec<Row>> {
    let program = CoreProgram::new(disk)?;
    found(&program)?;
    let hall = program.hall()?;
    let bare = bare_table(&program.dir().join("bare.db"))?;
    let (mut commits, mut answers, mut inserts) = (Samples::default(), Samples::default(), Samples::default());
    let (mut usual, mut usual_inserts) = (Samples::default(), Samples::default());
    for date in SATURDAYS {
        for number in 0..PER_DAY {
            // The day is filled from all its slots in turn.
            let (session, slot) = (number % SLOTS / SLOTS_PER_SESSION, number % SLOTS_PER_SESSION);
            let request = format!("bench-request-{date}-{number:06}");
            if number % 2 == 0 {
                let wish = wish(date, session, slot, number)?;
                let chosen = request.clone();
                let began = Instant::now();
                hall.make_booking(chosen, wish)?;
                let took = began.elapsed();
                commits.add(took);
                if number < USUAL {
                    usual.add(took);
                }
            } else {
                let input = json!({ "request": request, "form": form(date, session, slot, number), "confirmed": [] });
                answers.time(|| program.call("booking_make", input))?;
            }
            let began = Instant::now();
            insert(&bare, &request)?;
            let took = began.elapsed();
            inserts.add(took);
            if number < USUAL {
                usual_inserts.add(took);
            }
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
        row("booking_commit_p99", commits.p99_ms(), inserts.p99_ms(), Goal::ValueMax(15.0)),
        // Measured on a quiet machine: 11.9 bare inserts before a day was kept, 4.6 since.
        row("booking_commit_median", commits.median_ms(), inserts.median_ms(), Goal::RatioMax(2.5)),
        row("booking_commit_33_median", usual.median_ms(), usual_inserts.median_ms(), Goal::RatioMax(1.6)),
        row("booking_answer_p99", answers.p99_ms(), inserts.p99_ms(), Goal::ValueMax(15.0)),
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
        "manager": "吴建国",
        "secret": "246810",
    });
    program.call("setup_finish", hall)?;
    Ok(())
}

/// Everybody has a number of their own: two bookings under one would be a repeat.
fn phone(number: usize) -> String {
    format!("138{number:08}")
}

/// What the use-case is asked for.
fn wish(date: &str, session: usize, slot: usize, number: usize) -> Outcome<BookingWish> {
    Ok(BookingWish {
        date: date.parse()?,
        session: u8::try_from(session)?,
        slot: u16::try_from(slot)?,
        items: vec![ItemId(ITEM)],
        entry: Entry {
            name: NAME.to_owned(),
            phone: phone(number),
            party: 1,
            missing: String::new(),
            note: String::new(),
            carried_over: false,
            ..Entry::default()
        },
        channel: Channel::Desk,
        green_channel: false,
        slip_language: Language::ZhHans,
        earlier: None,
        accepted: Vec::new(),
    })
}

/// The same, as a screen sends it.
fn form(date: &str, session: usize, slot: usize, number: usize) -> Value {
    json!({
        "date": date,
        "slot": { "session": session, "slot": slot },
        "items": [ITEM],
        "name": NAME,
        "phone": phone(number),
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
        NAME,
        phone(0)
    ])
}
