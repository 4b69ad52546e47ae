//! A keystroke in the item box over 30,000 items; beside it a scan of the same names with LIKE.
//!
//! Texts are typed letter by letter, as at the desk, and each letter is one search. LIKE is given the characters that were
//! meant, since it knows no pinyin: what it finds is less, what it reads is the same.

use super::core_program::{Answers, CoreProgram};
use super::samples::Samples;
use super::{Goal, Row};
use crate::Outcome;
use crate::catalogue::{DEPARTMENTS, departments_csv, items_csv};
use rusqlite::Connection;
use serde_json::json;
use std::path::Path;

const ITEMS: usize = 30_000;
/// As many hits as the form shows.
const LIMIT: usize = 20;
const ROUNDS: usize = 20;

/// What is typed, and what is meant by it.
const TYPED: [(&str, &str); 12] = [
    ("spjyxk", "食品经营许可"),
    ("sp'jy'xk", "食品经营许可"),
    ("shipinjingying", "食品经营"),
    ("食品经营许可", "食品经营许可"),
    ("食品经营xb", "食品经营许可新办"),
    ("jdcjszhl", "机动车驾驶证换领"),
    ("budongchandengji", "不动产登记"),
    ("gjjtq", "公积金提取"),
    ("注销", "注销"),
    ("許可證延續", "许可证延续"),
    ("housing fund", "住房公积金"),
    ("zzzz", "住"),
];

pub(super) fn measure(disk: &Path) -> Outcome<Vec<Row>> {
    let program = CoreProgram::demo(disk, 0)?;
    import(&program, "departments", &departments_csv(DEPARTMENTS))?;
    let items = items_csv(ITEMS, DEPARTMENTS);
    import(&program, "items", &items)?;
    let names = names_table(&program.dir().join("names.db"), &items)?;
    let (mut searches, mut scans) = (Samples::default(), Samples::default());
    for _ in 0..ROUNDS {
        for (text, typed) in keystrokes() {
            searches.time(|| program.call("item_search", json!({ "text": text, "limit": LIMIT })))?;
            scans.time(|| scan(&names, &typed))?;
        }
    }
    Ok(vec![Row {
        name: "item_search_30000_p99",
        value: searches.p99_ms(),
        unit: "ms",
        baseline: scans.p99_ms(),
        against: "LIKE '%…%' over the same 30,000 names in SQLite",
        goal: Goal::ValueMax(16.0),
    }])
}

pub(super) fn import(program: &impl Answers, kind: &str, csv: &str) -> Outcome<()> {
    let seen = program.ask("reference_preview", json!({ "kind": kind, "csv": csv }))?["seen"].clone();
    let import = json!({ "kind": kind, "csv": csv, "source": "benchmark", "seen": seen });
    let report = program.ask("reference_import", import)?;
    if report["taken"] == true { Ok(()) } else { Err(format!("{kind} were not taken over: {report}").into()) }
}

/// Every beginning of every text, with as much of what is meant.
fn keystrokes() -> impl Iterator<Item = (String, String)> {
    TYPED.iter().flat_map(|(text, meant)| {
        let first = |text: &str, count| text.chars().take(count).collect::<String>();
        (1..=text.chars().count()).map(move |count| (first(text, count), first(meant, count)))
    })
}

fn names_table(file: &Path, items: &str) -> Outcome<Connection> {
    let mut connection = Connection::open(file)?;
    connection.execute_batch("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT) STRICT")?;
    let tx = connection.transaction()?;
    for line in items.lines().skip(1) {
        let mut cells = line.split(',');
        let (id, name) = (cells.next(), cells.nth(1));
        tx.prepare_cached("INSERT INTO item (id, name) VALUES (?1, ?2)")?.execute((id, name))?;
    }
    tx.commit()?;
    Ok(connection)
}

/// The first hits, and how many there are: what the form shows.
fn scan(names: &Connection, meant: &str) -> rusqlite::Result<(Vec<(u32, String)>, usize)> {
    let mut statement = names.prepare_cached("SELECT id, name FROM item WHERE name LIKE '%' || ?1 || '%'")?;
    let mut rows = statement.query([meant])?;
    let (mut hits, mut total) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        total += 1;
        if hits.len() < LIMIT {
            hits.push((row.get(0)?, row.get(1)?));
        }
    }
    Ok((hits, total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_a_keystroke() {
        let typed: Vec<(String, String)> = keystrokes().take(3).collect();
        let expected = [("s", "食"), ("sp", "食品"), ("spj", "食品经")];
        assert_eq!(typed, expected.map(|(text, meant)| (text.to_owned(), meant.to_owned())));
    }
}
