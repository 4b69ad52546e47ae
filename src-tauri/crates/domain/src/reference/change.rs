//! What a version of reference data would change beside the one in use: what is added, what is different and what is gone.

use super::calendar::{CalendarRow, rows_from_csv};
use super::catalogue::{Cutoff, Department, Item, Level, Sample};
use super::directory::Hall;
use super::hours::HoursRow;
use crate::names::Names;
use std::collections::BTreeMap;

/// A row of a table, told by its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What stands for the row: its number, or its date.
    pub key: String,
    /// What a person knows it by.
    pub names: Names,
    /// Year of the notice, in the calendar.
    pub year: Option<i32>,
    values: Vec<(&'static str, String)>,
}

/// A row that stands in both versions and is not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedEntry {
    /// As it was.
    pub before: Entry,
    /// As it would be.
    pub now: Entry,
    /// Columns that differ.
    pub columns: Vec<&'static str>,
}

/// What is different between two versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Rows that are new.
    pub added: Vec<Entry>,
    /// Rows that are different.
    pub changed: Vec<ChangedEntry>,
    /// Rows that are gone.
    pub gone: Vec<Entry>,
}

impl Change {
    /// Between two versions, each in its own order.
    pub fn between(before: Vec<Entry>, now: Vec<Entry>) -> Self {
        let mut left: BTreeMap<String, Entry> = before.iter().map(|entry| (entry.key.clone(), entry.clone())).collect();
        let mut change = Self::default();
        for entry in now {
            match left.remove(&entry.key) {
                None => change.added.push(entry),
                Some(before) if before.values == entry.values => {}
                Some(before) => {
                    let columns = differing(&before, &entry);
                    change.changed.push(ChangedEntry { before, now: entry, columns });
                }
            }
        }
        change.gone = before.into_iter().filter(|entry| left.remove(&entry.key).is_some()).collect();
        change
    }

    /// Nothing that is there is touched.
    pub fn only_adds(&self) -> bool {
        self.changed.is_empty() && self.gone.is_empty()
    }

    /// Added, changed and gone by the year of the notice. A day whose notice is another now counts where it stands now.
    pub fn by_year(&self) -> BTreeMap<i32, [usize; 3]> {
        let mut years = BTreeMap::new();
        let changed = self.changed.iter().map(|changed| &changed.now);
        let all = self.added.iter().map(|entry| (0, entry)).chain(changed.map(|entry| (1, entry)));
        for (at, entry) in all.chain(self.gone.iter().map(|entry| (2, entry))) {
            if let Some(year) = entry.year {
                years.entry(year).or_insert([0; 3])[at] += 1;
            }
        }
        years
    }
}

fn differing(before: &Entry, now: &Entry) -> Vec<&'static str> {
    let value = |entry: &Entry, column: &str| {
        entry.values.iter().find(|(name, _)| *name == column).map(|(_, value)| value.clone())
    };
    let columns = now.values.iter().chain(&before.values).map(|(name, _)| *name);
    let mut differing: Vec<&'static str> =
        columns.filter(|column| value(before, column) != value(now, column)).collect();
    differing.sort_unstable();
    differing.dedup();
    differing
}

/// The calendar's rows.
///
/// # Errors
/// As the calendar does.
pub fn of_calendar(text: &str) -> Result<Vec<Entry>, super::import::ImportErrors> {
    Ok(rows_from_csv(text)?.iter().map(of_day).collect())
}

fn of_day(row: &CalendarRow) -> Entry {
    Entry {
        key: row.date.to_string(),
        names: Names::same(&row.holiday),
        year: Some(row.notice_year),
        values: vec![
            ("kind", row.kind_word().to_owned()),
            ("holiday", row.holiday.clone()),
            ("notice_year", row.notice_year.to_string()),
            ("notice", row.notice.clone()),
        ],
    }
}

/// Departments.
pub fn of_departments(departments: &[Department]) -> Vec<Entry> {
    departments.iter().map(of_department).collect()
}

fn of_department(department: &Department) -> Entry {
    let Department { id, names, short, level, present, cutoff, samples, source } = department;
    let Cutoff { weekday, time } = cutoff;
    let level = match level {
        Level::City => "city",
        Level::District => "district",
    };
    let mut values = names_of(names, ["zh_hans", "zh_hant", "en"]);
    values.extend(names_of(short, ["short_zh_hans", "short_zh_hant", "short_en"]));
    values.extend([
        ("level", level.to_owned()),
        ("present", present.to_string()),
        ("cutoff_weekday", weekday.to_string()),
        ("cutoff_time", time.to_string()),
        ("sample", words(samples)),
        ("source", source.clone()),
    ]);
    Entry { key: id.0.to_string(), names: names.clone(), year: None, values }
}

/// Items.
pub fn of_items(items: &[Item]) -> Vec<Entry> {
    items.iter().map(of_item).collect()
}

fn of_item(item: &Item) -> Entry {
    let joined = |list: Vec<String>| list.join("|");
    let excluded = item.excluded.clone().unwrap_or_else(|| Names::same(""));
    let material = |name: fn(&Names) -> &String| joined(item.materials.iter().map(|one| name(one).clone()).collect());
    let mut values = names_of(&item.names, ["zh_hans", "zh_hant", "en"]);
    values.extend(names_of(&excluded, ["excluded_zh_hans", "excluded_zh_hant", "excluded_en"]));
    values.extend([
        ("code", item.code.clone().unwrap_or_default()),
        ("aliases", joined(item.aliases.clone())),
        ("departments", joined(item.departments().map(|id| id.0.to_string()).collect())),
        ("window_minutes", item.window_minutes.to_string()),
        ("office_minutes", joined(item.stops.iter().map(|stop| stop.minutes.to_string()).collect())),
        ("needs_approver", item.needs_approver.to_string()),
        ("materials_zh_hans", material(|names| &names.zh_hans)),
        ("materials_zh_hant", material(|names| &names.zh_hant)),
        ("materials_en", material(|names| &names.en)),
        ("fee", item.fee.to_string()),
        ("promised_days", item.promised_days.map(|days| days.to_string()).unwrap_or_default()),
        ("sample", words(&item.samples)),
        ("source", item.source.clone()),
    ]);
    Entry { key: item.id.0.to_string(), names: item.names.clone(), year: None, values }
}

/// Halls of the directory.
pub fn of_halls(halls: &[Hall]) -> Vec<Entry> {
    let entry = |hall: &Hall| {
        let mut values = names_of(&hall.names, ["zh_hans", "zh_hant", "en"]);
        values.push(("source", hall.source.clone()));
        Entry { key: hall.id.0.to_string(), names: hall.names.clone(), year: None, values }
    };
    halls.iter().map(entry).collect()
}

/// Dated hours. They have no number: a row that is different is one gone and one added.
pub fn of_hours(rows: &[HoursRow]) -> Vec<Entry> {
    let entry = |row: &HoursRow| Entry {
        key: format!("{row:?}"),
        names: Names::same(&format!("{:?} {}–{}", row.mode, row.times.from, row.times.to)),
        year: None,
        values: Vec::new(),
    };
    rows.iter().map(entry).collect()
}

fn names_of(names: &Names, columns: [&'static str; 3]) -> Vec<(&'static str, String)> {
    columns
        .into_iter()
        .zip([&names.zh_hans, &names.zh_hant, &names.en])
        .map(|(column, name)| (column, name.clone()))
        .collect()
}

fn words(samples: &[Sample]) -> String {
    samples.iter().map(|sample| sample.word()).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::shipped;

    fn items() -> Vec<Item> {
        let departments = Department::list_from_csv(shipped::DEPARTMENTS).expect("reads");
        Item::list_from_csv(shipped::ITEMS, &departments).expect("reads")
    }

    #[test]
    fn the_same_version_is_no_change_however_it_is_written() {
        let entries = of_items(&items());
        assert_eq!(Change::between(entries.clone(), entries), Change::default());
        let day = |text: &str| of_calendar(text).expect("reads");
        let (iso, spoken) = ("date,kind,holiday,notice_year\n2026-10-01,day_off,国庆节,2026\n", "2026年10月1日");
        let other = iso.replace("2026-10-01,day_off", &format!("{spoken},休"));
        assert_eq!(Change::between(day(iso), day(&other)), Change::default());
    }

    #[test]
    fn what_is_added_changed_and_gone_is_told_with_its_columns() {
        let (before, mut now) = (items(), items());
        let gone = now.remove(0);
        now[0].window_minutes += 5;
        now[0].names = Names::same("改名");
        let mut new = now[1].clone();
        new.id.0 = 9001;
        now.push(new);
        let change = Change::between(of_items(&before), of_items(&now));
        assert_eq!(change.added.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["9001"]);
        assert_eq!(change.gone[0].names, gone.names);
        assert_eq!((change.gone.len(), change.changed.len()), (1, 1));
        assert_eq!(change.changed[0].columns, ["en", "window_minutes", "zh_hans", "zh_hant"]);
        assert!(!change.only_adds());
    }

    #[test]
    fn a_calendar_is_told_by_years() {
        let shorter: String = shipped::CALENDAR
            .lines()
            .filter(|line| !line.starts_with("2026-10"))
            .fold(String::new(), |text, line| text + line + "\n")
            + "2027-01-01,day_off,元旦,2027,x\n";
        let of = |text: &str| of_calendar(text).expect("reads");
        let years = Change::between(of(shipped::CALENDAR), of(&shorter)).by_year();
        assert_eq!(years.keys().copied().collect::<Vec<_>>(), [2026, 2027]);
        assert_eq!((years[&2026][0], years[&2026][1], years[&2027]), (0, 0, [1, 0, 0]));
        assert!(years[&2026][2] > 0);
    }
}
