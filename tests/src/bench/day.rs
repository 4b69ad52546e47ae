//! The appointment book of a day with 400 bookings, from command to data; beside it 400 rows read from one table.

use super::core_program::CoreProgram;
use super::samples::Samples;
use super::{Goal, Row};
use crate::Outcome;
use crate::harness::SATURDAY;
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::path::Path;

const BOOKINGS: u16 = 400;
const ROUNDS: usize = 300;

pub(super) fn measure(disk: &Path) -> Outcome<Vec<Row>> {
    let program = CoreProgram::demo(disk, BOOKINGS)?;
    let ask = json!({ "date": SATURDAY });
    let book = program.call("book_day", ask.clone())?;
    if book["totals"]["bookings"] != BOOKINGS {
        return Err(format!("of {BOOKINGS} bookings the book shows {}", book["totals"]).into());
    }
    let flat = flat_table(&program.dir().join("flat.db"), &book)?;
    let (mut views, mut selects) = (Samples::default(), Samples::default());
    for _ in 0..ROUNDS {
        views.time(|| program.call("book_day", ask.clone()))?;
        selects.time(|| select(&flat))?;
    }
    Ok(vec![Row {
        name: "day_view_400_p99",
        value: views.p99_ms(),
        unit: "ms",
        baseline: selects.p99_ms(),
        against: "SELECT of the same cells from one table that holds nothing else",
        goal: Goal::ValueMax(30.0),
    }])
}

/// A cell as the board shows it: seat, name, item, people.
type Cell = (u16, String, String, u16);

/// The day's cells as if they had been kept the way they are shown.
fn flat_table(file: &Path, book: &Value) -> Outcome<Connection> {
    let mut connection = Connection::open(file)?;
    connection.execute_batch(
        "CREATE TABLE cell (session INTEGER, slot INTEGER, seat INTEGER, name TEXT, item TEXT, party INTEGER) STRICT",
    )?;
    let tx = connection.transaction()?;
    for session in list(&book["sessions"]) {
        for slot in list(&session["slots"]) {
            for cell in list(&slot["cells"]) {
                tx.prepare_cached("INSERT INTO cell VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(params![
                    session["session"].as_i64(),
                    slot["slot"].as_i64(),
                    cell["seat"].as_i64(),
                    cell["name"].as_str(),
                    cell["item"]["zh_hans"].as_str(),
                    cell["party"].as_i64(),
                ])?;
            }
        }
    }
    tx.commit()?;
    Ok(connection)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn select(flat: &Connection) -> rusqlite::Result<Vec<Cell>> {
    let mut statement = flat.prepare_cached("SELECT seat, name, item, party FROM cell ORDER BY session, slot, seat")?;
    let cells = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    cells.collect()
}
