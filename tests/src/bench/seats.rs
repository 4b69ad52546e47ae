//! What is free on a Saturday with 400 bookings in three sessions over one another: for each item of a catalogue at once,
//! and for one item as the form asks; beside it the same numbers read from a table that holds nothing else.

use super::core_program::CoreProgram;
use super::samples::Samples;
use super::search::import;
use super::{Goal, Row};
use crate::Outcome;
use crate::catalogue::{DEPARTMENTS, departments_csv, items_csv};
use crate::harness::{SATURDAY, booking};
use domain::reference::catalogue::ItemId;
use domain::seat::StartFree;
use rusqlite::{Connection, params};
use serde_json::json;
use std::path::Path;

const ITEMS: usize = 2_300;
const BOOKINGS: usize = 400;
const ROUNDS: usize = 100;

pub(super) fn measure(disk: &Path) -> Outcome<Vec<Row>> {
    let program = CoreProgram::demo(disk, 0)?;
    import(&program, "departments", &departments_csv(DEPARTMENTS))?;
    import(&program, "items", &items_csv(ITEMS, DEPARTMENTS))?;
    cut_into_three(&program)?;
    let items = fill(&program)?;
    let (desk, date) = (program.hall()?, SATURDAY.parse()?);
    let free = desk.free_by_item(date)?;
    let flat = flat_table(&program.dir().join("free.db"), &free)?;
    let (mut whole, mut one, mut selects) = (Samples::default(), Samples::default(), Samples::default());
    for round in 0..ROUNDS {
        whole.time(|| desk.free_by_item(date))?;
        let item = items[round % items.len()];
        one.time(|| program.call("outlook", json!({ "date": SATURDAY, "items": [item], "booking": null })))?;
        selects.time(|| select(&flat))?;
    }
    let row = |name, samples: &Samples, goal| Row {
        name,
        value: samples.p99_ms(),
        unit: "ms",
        baseline: selects.p99_ms(),
        against: "SELECT of the same numbers from one table that holds nothing else",
        goal: Goal::ValueMax(goal),
    };
    Ok(vec![row("free_for_2300_items_p99", &whole, 50.0), row("outlook_of_one_item_p99", &one, 50.0)])
}

/// Three sessions over one another with slots of different length; one of them serves every other department.
fn cut_into_three(program: &CoreProgram) -> Outcome<()> {
    let session = |from: &str, to: &str, slot_minutes: u16, seats: u16, departments: Vec<u32>| {
        json!({
            "from": from, "to": to, "slot_minutes": slot_minutes, "seats": seats, "items": [], "departments": departments,
        })
    };
    let change = json!({
        "part": "exception", "place": null, "date": SATURDAY, "valid_from": null, "valid_to": null,
        "days": "ordinary_saturday", "reason": "demand",
        "sessions": [
            session("09:00", "16:00", 30, 30, Vec::new()),
            session("09:30", "15:30", 20, 20, (1..=40).step_by(2).collect()),
            session("10:00", "16:00", 45, 20, Vec::new()),
        ],
    });
    program.call("sessions_change", json!({ "base": "", "change": change, "seen": [] }))?;
    Ok(())
}

/// Books until 400 stand, the earliest first, and says for which items.
fn fill(program: &CoreProgram) -> Outcome<Vec<u64>> {
    let mut booked = Vec::new();
    for attempt in 0..ITEMS {
        if booked.len() == BOOKINGS {
            return Ok(booked);
        }
        let item = u64::try_from(attempt * 7 % ITEMS + 1)?;
        let outlook = program.call("outlook", json!({ "date": SATURDAY, "items": [item], "booking": null }))?;
        if outlook["suitable"].is_null() {
            continue;
        }
        let form = booking().with("items", json!([item])).with("slot", outlook["suitable"].clone());
        match program.call("booking_make", form.make()) {
            Ok(_) => booked.push(item),
            // An item that is not served on Saturdays.
            Err(error) if error.to_string().contains("item_excluded") => {}
            Err(error) => return Err(error),
        }
    }
    Err(format!("only {} bookings found room", booked.len()).into())
}

fn flat_table(file: &Path, free: &[(ItemId, Vec<StartFree>)]) -> Outcome<Connection> {
    let mut connection = Connection::open(file)?;
    connection.execute_batch("CREATE TABLE free (item INTEGER, minute INTEGER, free INTEGER) STRICT")?;
    let tx = connection.transaction()?;
    for (item, starts) in free {
        for start in starts {
            tx.prepare_cached("INSERT INTO free VALUES (?1, ?2, ?3)")?
                .execute(params![item.0, start.at.0, start.free])?;
        }
    }
    tx.commit()?;
    Ok(connection)
}

fn select(flat: &Connection) -> rusqlite::Result<Vec<(u32, u16, u32)>> {
    let mut statement = flat.prepare_cached("SELECT item, minute, free FROM free")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}
