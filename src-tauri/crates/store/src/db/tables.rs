//! Which tables are data and which are views of it. Core tables hold what cannot be made anew; every other table is a
//! view, whoever made it, so that none can be forgotten when views are thrown away.

use super::error::StoreError;
use rusqlite::Connection;

/// Every other table is a view.
pub(crate) const CORE: &[&str] = &[
    "meta",
    "journal",
    "vault",
    "draft",
    "reference",
    "request",
    "hall_key",
    "local",
    "incarnation",
    "replica",
    "segment_seal",
    "device_key",
    "parked",
    "vault_unsent",
    "vault_erased",
    "vault_bucket",
    "vault_parked",
    "erasure_due",
];

/// Tables of views, as they are in a database of any version.
pub(crate) fn views(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let all: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(all.into_iter().filter(|table| !CORE.contains(&table.as_str())).collect())
}
