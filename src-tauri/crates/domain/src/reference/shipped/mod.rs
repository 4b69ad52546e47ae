//! The reference data that comes with the program, as text. Each table names its sources; `src-tauri/data/README.md` says
//! how it was made. Parsing is left to the types, so that a shipped table takes the same way in as an imported one.

use super::directory::HallId;

/// Days off and make-up workdays, 2018 to 2026.
pub const CALENDAR: &str = include_str!("../../../../../data/calendar.csv");

/// Departments of the demo hall's catalogue.
pub const DEPARTMENTS: &str = include_str!("../../../../../data/departments.csv");

/// 35 items of Beijing.
pub const ITEMS: &str = include_str!("../../../../../data/items.csv");

/// Hall directory.
pub const HALLS: &str = include_str!("../../../../../data/halls.csv");

/// Dated hours of the halls in the directory.
pub const HOURS: &str = include_str!("../../../../../data/hours.csv");

/// 朝阳区政务服务中心, the hall of the demo, and the one whose back offices the shipped departments are marked for.
pub const DEMO_HALL: HallId = HallId(3);

#[cfg(test)]
mod tests;
