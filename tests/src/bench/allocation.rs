//! The staff allocation of a Saturday with 400 bookings for 60 departments: what it asks after one booking more, what the form
//! marks, and all notices at once; beside it the day's cases read from one table that holds nothing else.

use super::core_program::{Answers, CoreProgram};
use super::samples::Samples;
use super::search::import;
use super::{Goal, Row};
use crate::Outcome;
use crate::catalogue::{departments_csv, items_csv};
use crate::harness::{SATURDAY, booking};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::path::Path;

/// With a back office here: every second department of the catalogue.
pub(super) const ASKED: u32 = 60;
const BOOKINGS: u32 = 400;
/// One booking more each.
const ROUNDS: u32 = 60;
/// The last of a session is too short for the longest items.
const SLOTS_PER_SESSION: u32 = 5;

pub(super) fn measure(disk: &Path) -> Outcome<Vec<Row>> {
    let program = CoreProgram::demo(disk, 0)?;
    fill(&program)?;
    let day = json!({ "date": SATURDAY });
    let (mut demand, mut marks, mut counts, mut selects) =
        (Samples::default(), Samples::default(), Samples::default(), Samples::default());
    let flat = flat_table(&program.dir().join("cases.db"))?;
    for round in 0..ROUNDS {
        book(&program, BOOKINGS + round)?;
        let form = json!({ "date": SATURDAY, "items": [item(round)], "booking": null });
        demand.time(|| program.call("allocation", day.clone()))?;
        marks.time(|| program.call("outlook", form))?;
        counts.time(|| program.call("to_contact", day.clone()))?;
        selects.time(|| select(&flat))?;
    }
    let departments = asked(&program.call("allocation", day.clone())?);
    if departments.len() != usize::try_from(ASKED)? {
        return Err(format!("of {ASKED} departments {} are asked", departments.len()).into());
    }
    let (mut notices, mut one_select) = (Samples::default(), Samples::default());
    notices.time(|| -> Outcome<()> {
        program.call("allocation", day.clone())?;
        program.call("duty_tell", json!({ "date": SATURDAY, "departments": departments, "means": null }))?;
        Ok(())
    })?;
    one_select.time(|| select(&flat))?;
    let row = |name, samples: &Samples, baseline: &Samples, goal| Row {
        name,
        value: samples.p99_ms(),
        unit: "ms",
        baseline: baseline.p99_ms(),
        against: "SELECT of the same cases from one table that holds nothing else",
        goal: Goal::ValueMax(goal),
    };
    Ok(vec![
        row("allocation_400_p99", &demand, &selects, 10.0),
        row("marks_400_p99", &marks, &selects, 10.0),
        row("to_contact_400_p99", &counts, &selects, 10.0),
        row("notices_of_60_departments", &notices, &one_select, 2000.0),
    ])
}

/// A catalogue in which every second department has a back office, and a Saturday of 400 bookings for them.
pub(super) fn fill(program: &impl Answers) -> Outcome<()> {
    let catalogue = usize::try_from(2 * ASKED)?;
    import(program, "departments", &departments_csv(catalogue))?;
    import(program, "items", &items_csv(catalogue, catalogue))?;
    open_the_day(program)?;
    (0..BOOKINGS).try_for_each(|number| book(program, number))
}

/// Room for every booking.
fn open_the_day(program: &impl Answers) -> Outcome<()> {
    let session = |from: &str, to: &str| json!({ "from": from, "to": to, "slot_minutes": 30, "seats": 99, "items": [], "departments": [] });
    let change = json!({
        "part": "exception", "place": null, "date": SATURDAY, "valid_from": null, "valid_to": null,
        "days": "ordinary_saturday", "reason": "demand",
        "sessions": [session("09:00", "12:00"), session("13:30", "16:30")],
    });
    program.ask("sessions_change", json!({ "base": "", "change": change, "seen": [] }))?;
    Ok(())
}

/// An item of a department with a back office: each in turn.
fn item(number: u32) -> u32 {
    number % ASKED * 2 + 1
}

fn book(program: &impl Answers, number: u32) -> Outcome<()> {
    let (session, slot) = (number / SLOTS_PER_SESSION % 2, number % SLOTS_PER_SESSION);
    let form = booking()
        .with("items", json!([item(number)]))
        .with("slot", json!({ "session": session, "slot": slot }))
        .with("phone", format!("138{number:08}"));
    program.ask("booking_make", form.make())?;
    Ok(())
}

fn asked(allocation: &Value) -> Vec<Value> {
    let lines = allocation["departments"].as_array().map_or(&[][..], Vec::as_slice);
    lines.iter().filter(|line| line["bookings"]["held"] != 0).map(|line| line["department"].clone()).collect()
}

/// The day's cases as if they had been kept the way they are counted.
fn flat_table(file: &Path) -> Outcome<Connection> {
    let mut connection = Connection::open(file)?;
    connection.execute_batch("CREATE TABLE cases (department INTEGER, item INTEGER, minute INTEGER) STRICT")?;
    let tx = connection.transaction()?;
    for number in 0..BOOKINGS {
        tx.prepare_cached("INSERT INTO cases VALUES (?1, ?2, ?3)")?.execute(params![
            item(number),
            item(number),
            540 + number % SLOTS_PER_SESSION * 30
        ])?;
    }
    tx.commit()?;
    Ok(connection)
}

fn select(flat: &Connection) -> rusqlite::Result<Vec<(u32, u32, u32)>> {
    let mut statement =
        flat.prepare_cached("SELECT department, item, minute FROM cases ORDER BY department, minute")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}
