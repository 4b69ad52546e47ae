//! Versions of the tables, in SQLite's `user_version`.
//!
//! Two kinds of tables are treated differently. Core tables (journal, vault, …) are the data: each change to them is a
//! numbered step below, and a step that has been shipped is never edited. Views are a function of the journal (invariant
//! A4): whenever the version changes, or their SQL is no longer this program's, they are thrown away, made from their
//! present SQL, and folded anew. So a new view needs no step; a view that only means something else is a new number with
//! no step at all.
//!
//! All steps to the newest version and the refolding are one transaction: a database is of the old version or of the new.

use super::error::StoreError;
use super::rebuild::rebuild_views;
use super::tables;
use super::version::version;
use crate::journal::{incarnation, journal_table, meta};
use crate::keys::key_record;
use crate::small::{draft, local, reference, request};
use crate::vault::vault_table;
use crate::{replica, views};
use rusqlite::limits::Limit;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::collections::BTreeSet;

/// A step from the version before.
pub(crate) struct Migration {
    pub(crate) version: u32,
    /// Changes to core tables.
    pub(crate) sql: &'static [&'static str],
}

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: &[
            meta::SCHEMA,
            journal_table::SCHEMA,
            vault_table::SCHEMA,
            draft::SCHEMA,
            reference::SCHEMA,
            request::SCHEMA,
        ],
    },
    Migration { version: 2, sql: &[key_record::SCHEMA, local::SCHEMA, journal_table::ORDER_INDEX] },
    Migration { version: 3, sql: &[incarnation::SCHEMA] },
    Migration { version: 4, sql: &[replica::SCHEMA] },
    // The view of bookings has more columns, too.
    Migration { version: 5, sql: &[replica::SIGNER] },
    // A booking may be provisional.
    Migration { version: 6, sql: &[] },
    // A booking says what its person knows.
    Migration { version: 7, sql: &[] },
    // An arrival says when its case is decided; the hall has an address.
    Migration { version: 8, sql: &[] },
    // A booking is kept as one state, in the order of its making; a register's table is made from its declaration.
    Migration { version: 9, sql: &[] },
    // A case holds the checks at the entrance.
    Migration { version: 10, sql: &[] },
    // Values that do not open wait beside those that do; an erasure that arrives reaches every file. What cannot be is parked, and so
    // is what leaps ahead in the order.
    Migration { version: 11, sql: &[replica::PARKED_VALUES] },
];

/// The version these steps lead to.
pub(crate) fn newest(migrations: &[Migration]) -> u32 {
    migrations.last().map_or(0, |step| step.version)
}

/// Brings a database to the newest version: whole, or not at all. Meanwhile no other file can be attached, whatever SQL the
/// database has brought along.
pub(crate) fn migrate(connection: &mut Connection, migrations: &[Migration]) -> Result<(), StoreError> {
    let attached = connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    let migrated = migrate_alone(connection, migrations);
    // `VACUUM` attaches, too.
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, attached)?;
    migrated
}

fn migrate_alone(connection: &mut Connection, migrations: &[Migration]) -> Result<(), StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = version(&tx)?;
    for step in migrations.iter().filter(|step| step.version > from) {
        for sql in step.sql {
            tx.execute_batch(sql)?;
        }
    }
    renew_views(&tx)?;
    tx.pragma_update(None, "user_version", newest(migrations))?;
    tx.commit()?;
    Ok(())
}

/// Whether the views of a database are made of this program's SQL. Whatever else is a table is core.
pub(crate) fn has_todays_views(connection: &Connection) -> Result<bool, StoreError> {
    let fresh = Connection::open_in_memory()?;
    for sql in views::schema() {
        fresh.execute_batch(&sql)?;
    }
    Ok(view_sql(connection)? == view_sql(&fresh)?)
}

/// The SQL of each view's table and indexes.
fn view_sql(connection: &Connection) -> Result<BTreeSet<String>, StoreError> {
    let mut made =
        connection.prepare_cached("SELECT sql FROM sqlite_schema WHERE tbl_name = ?1 AND sql IS NOT NULL")?;
    let mut all = BTreeSet::new();
    for table in tables::views(connection)? {
        let sql = made.query_map([&table], |row| row.get(0))?;
        all.extend(sql.collect::<Result<Vec<String>, _>>()?);
    }
    Ok(all)
}

fn renew_views(tx: &Transaction<'_>) -> Result<(), StoreError> {
    for table in tables::views(tx)? {
        // One statement, whatever the name holds.
        tx.execute(&format!("DROP TABLE \"{}\"", table.replace('"', "\"\"")), [])?;
    }
    for sql in views::schema() {
        tx.execute_batch(&sql)?;
    }
    rebuild_views(tx).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_numbered_without_gaps() {
        let numbers: Vec<u32> = MIGRATIONS.iter().map(|step| step.version).collect();
        assert_eq!(numbers, (1..=newest(MIGRATIONS)).collect::<Vec<_>>());
    }

    fn names(connection: &Connection) -> Vec<String> {
        let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    fn made() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, MIGRATIONS).unwrap();
        connection
    }

    #[test]
    fn core_tables_are_those_of_the_steps() {
        let connection = Connection::open_in_memory().unwrap();
        for sql in MIGRATIONS.iter().flat_map(|step| step.sql) {
            connection.execute_batch(sql).unwrap();
        }
        assert_eq!(names(&connection), tables::CORE);
    }

    /// A row of whatever fits the columns.
    fn plant(connection: &Connection, table: &str) {
        let mut statement = connection.prepare(&format!("PRAGMA table_info({table})")).unwrap();
        let types = statement.query_map([], |row| row.get::<_, String>(2)).unwrap();
        let values: Vec<&str> = types.map(|kind| if kind.unwrap() == "BLOB" { "x'01'" } else { "1" }).collect();
        connection.execute_batch(&format!("INSERT INTO {table} VALUES ({})", values.join(", "))).unwrap();
    }

    #[test]
    fn a_rebuild_empties_every_view() {
        let mut connection = made();
        let planted = tables::views(&connection).unwrap();
        assert!(planted.len() > 12, "{planted:?}");
        planted.iter().for_each(|table| plant(&connection, table));
        let tx = connection.transaction().unwrap();
        rebuild_views(&tx).unwrap();
        for table in planted {
            let left: i64 = tx.query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get(0)).unwrap();
            assert_eq!(left, 0, "{table}");
        }
    }

    #[test]
    fn a_later_step_keeps_the_data_and_renews_the_views() {
        let mut connection = made();
        connection.execute_batch("INSERT INTO draft VALUES ('book', 0, x'01'); CREATE TABLE old_view (x)").unwrap();
        let fresh = names(&made());
        let next = newest(MIGRATIONS) + 1;
        let steps = [
            Migration { version: next - 1, sql: &["never run again"] },
            Migration { version: next, sql: &["ALTER TABLE draft ADD COLUMN made_ms INTEGER"] },
        ];
        migrate(&mut connection, &steps).unwrap();
        assert_eq!(version(&connection).unwrap(), next);
        assert_eq!(names(&connection), fresh);
        let kept: (String, Option<i64>) =
            connection.query_row("SELECT slot, made_ms FROM draft", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(kept, ("book".to_owned(), None));
    }

    #[test]
    fn views_of_other_sql_are_told_from_todays() {
        let mut connection = made();
        assert_eq!(has_todays_views(&connection), Ok(true));
        for change in ["CREATE TABLE one_more (x)", "DROP TABLE duty", "ALTER TABLE booking ADD COLUMN x BLOB"] {
            connection.execute_batch(change).unwrap();
            assert_eq!(has_todays_views(&connection), Ok(false), "{change}");
            migrate(&mut connection, MIGRATIONS).unwrap();
            assert_eq!(has_todays_views(&connection), Ok(true), "{change}");
        }
    }

    /// A table whose name is SQL is dropped as what it is called, and no step can attach a file.
    #[test]
    fn a_name_is_no_sql_and_nothing_is_attached() {
        let dir = tempfile::TempDir::new().unwrap();
        let file = dir.path().join("a.hta");
        let mut connection = made();
        let name = format!("x\"\"; ATTACH '{}' AS a; CREATE TABLE a.t(x); --", file.display());
        connection.execute_batch(&format!("CREATE TABLE \"{name}\" (x)")).unwrap();
        migrate(&mut connection, MIGRATIONS).unwrap();
        assert_eq!(names(&connection), names(&made()));
        let sql: &'static str = format!("ATTACH '{}' AS a; CREATE TABLE a.t(x)", file.display()).leak();
        let steps = [Migration { version: newest(MIGRATIONS) + 1, sql: &*vec![sql].leak() }];
        assert!(migrate(&mut connection, &steps).is_err());
        assert!(!file.exists());
        connection.execute("VACUUM", []).unwrap();
    }

    #[test]
    fn a_step_that_fails_half_way_leaves_nothing() {
        let mut connection = made();
        let before = names(&connection);
        let next = newest(MIGRATIONS) + 1;
        let steps = [
            Migration { version: next, sql: &["CREATE TABLE half (x); DROP TABLE vault"] },
            Migration { version: next + 1, sql: &["ALTER TABLE no_such_table ADD COLUMN x"] },
        ];
        assert!(matches!(migrate(&mut connection, &steps), Err(StoreError::Internal(_))));
        assert_eq!(version(&connection).unwrap(), newest(MIGRATIONS));
        assert_eq!(names(&connection), before);
    }
}
