//! Reference data of the hall's own: a year's notice, other items, other departments.

use crate::life::Life;
use serde_json::{Value, json};

const CALENDAR: &str = include_str!("../../../compat/reference/calendar.csv");
const ITEMS: &str = include_str!("../../../compat/reference/items.csv");
const DEPARTMENTS: &str = include_str!("../../../compat/reference/departments.csv");

/// Each is imported; the departments are gone back from.
pub(crate) fn imported(life: &Life) {
    life.by("hall_manager");
    for (kind, csv) in [("calendar", CALENDAR), ("items", ITEMS), ("departments", DEPARTMENTS)] {
        let seen = seen(life, &json!({ "kind": kind, "csv": csv }));
        life.does("reference_import", json!({ "kind": kind, "csv": csv, "source": "示例文件", "seen": seen }));
    }
    let versions = life.does("reference_versions", json!({ "kind": "departments" }))["versions"].clone();
    for version in versions.as_array().into_iter().flatten().filter(|version| version["shipped"] == true) {
        let seen = seen(life, &json!({ "kind": "departments", "version": version["version"] }));
        life.does("reference_revert", json!({ "kind": "departments", "version": version["version"], "seen": seen }));
    }
}

fn seen(life: &Life, ask: &Value) -> Value {
    life.does("reference_preview", ask.clone())["seen"].clone()
}
