//! Rows of the calendar's table, and how the notices of some years go into a table of others.

use crate::reference::ReferenceKind;
use crate::reference::import::{BadCell, ImportErrors, columns, push_row, read_table};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// A day that a notice arranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarRow {
    /// The day.
    pub date: NaiveDate,
    /// A day off, or else a make-up workday.
    pub day_off: bool,
    /// The holiday, as the notice names it.
    pub holiday: String,
    /// Year the notice arranges.
    pub notice_year: i32,
    /// The notice's number or title; may be blank.
    pub notice: String,
}

impl CalendarRow {
    /// The word for what the day is, as tables have it.
    pub fn kind_word(&self) -> &'static str {
        if self.day_off { "day_off" } else { "makeup_workday" }
    }
}

/// The rows of a table, in its order.
///
/// # Errors
/// [`ImportErrors`] with every bad cell.
pub fn rows_from_csv(text: &str) -> Result<Vec<CalendarRow>, ImportErrors> {
    let mut dates = BTreeSet::new();
    read_table(text, &["date", "kind", "holiday", "notice_year"], |cells| {
        let date = cells.date("date");
        cells.required("kind");
        let day_off = cells.word("kind", |word| match word {
            "day_off" | "放假" | "休" => Some(true),
            "makeup_workday" | "上班" | "班" => Some(false),
            _ => None,
        });
        let holiday = cells.required("holiday");
        let notice_year: Option<i32> = cells.number("notice_year");
        let (date, notice_year) = (date?, notice_year?);
        if (date.year() - notice_year).abs() > 1 {
            cells.refuse("notice_year", BadCell::Number);
        }
        if !dates.insert(date) {
            cells.refuse("date", BadCell::Duplicate);
        }
        let notice = cells.text("notice").to_owned();
        Some(CalendarRow { date, day_off: day_off?, holiday: holiday?.to_owned(), notice_year, notice })
    })
}

/// A whole table: of the years that `new` arranges its rows alone, of all others those of `base`. Where a notice is not
/// named, `source` stands for it.
///
/// # Errors
/// [`ImportErrors`] of `new`, or of `base`.
pub fn merged(base: &str, new: &str, source: &str) -> Result<String, ImportErrors> {
    let mut new = rows_from_csv(new)?;
    for row in new.iter_mut().filter(|row| row.notice.is_empty()) {
        source.clone_into(&mut row.notice);
    }
    let years: BTreeSet<i32> = new.iter().map(|row| row.notice_year).collect();
    let kept = rows_from_csv(base)?.into_iter().filter(|row| !years.contains(&row.notice_year));
    // A notice may reach into a year before: what it says of a day goes before what an earlier one said.
    let by_date: BTreeMap<NaiveDate, CalendarRow> = kept.chain(new).map(|row| (row.date, row)).collect();
    let mut rows: Vec<CalendarRow> = by_date.into_values().collect();
    rows.sort_by_key(|row| (row.notice_year, row.date));
    Ok(written(&rows))
}

fn written(rows: &[CalendarRow]) -> String {
    let mut out = String::new();
    push_row(&mut out, columns(ReferenceKind::Calendar));
    for row in rows {
        let (date, year) = (row.date.to_string(), row.notice_year.to_string());
        push_row(&mut out, &[date, row.kind_word().to_owned(), row.holiday.clone(), year, row.notice.clone()]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::calendar::Calendar;
    use crate::reference::shipped;
    use proptest::prelude::*;

    const HEADER: &str = "date,kind,holiday,notice_year\n";

    fn calendar(text: &str) -> Calendar {
        Calendar::from_csv(text).expect("reads")
    }

    #[test]
    fn a_year_alone_goes_in_beside_the_others() {
        let new = format!("{HEADER}2026-12-31,休,元旦,2027\n2027-01-01,休,元旦,2027\n");
        let whole = merged(shipped::CALENDAR, &new, "国办发明电〔2026〕9号").expect("merged");
        let (before, after) = (calendar(shipped::CALENDAR), calendar(&whole));
        assert_eq!(after.years().collect::<Vec<_>>(), (2018..=2027).collect::<Vec<_>>());
        assert_eq!(after.len(), before.len() + 2);
        assert_eq!(after.notices().last().map(|notice| notice.source.as_str()), Some("国办发明电〔2026〕9号"));
        assert_eq!(&after.notices()[..before.notices().len()], before.notices());
        // The same year once more stands in the place of the first.
        let again = merged(&whole, &format!("{HEADER}2027-01-01,休,元旦,2027\n"), "").expect("merged");
        assert_eq!(calendar(&again).len(), before.len() + 1);
    }

    #[test]
    fn a_bad_row_is_told_whether_or_not_its_year_is_there() {
        let errors = merged(shipped::CALENDAR, &format!("{HEADER}2027-02-30,休,春节,2027\n"), "").expect_err("bad");
        assert!(matches!(errors, ImportErrors::Rows { rows: 1, .. }), "{errors}");
    }

    fn table(days: &BTreeMap<u16, (bool, bool)>) -> String {
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date");
        let row = |(day, (day_off, next)): (&u16, &(bool, bool))| {
            let date = first + chrono::Duration::days(i64::from(*day));
            let year = date.year() + i32::from(*next);
            format!("{date},{},节,{year}\n", if *day_off { "休" } else { "班" })
        };
        HEADER.to_owned() + &days.iter().map(row).collect::<String>()
    }

    proptest! {
        #[test]
        fn no_day_of_another_year_goes(
            base in prop::collection::btree_map(0u16..1500, any::<(bool, bool)>(), 1..40),
            new in prop::collection::btree_map(0u16..1500, any::<(bool, bool)>(), 1..10),
        ) {
            let (base, new) = (table(&base), table(&new));
            let whole = rows_from_csv(&merged(&base, &new, "").expect("merged")).expect("reads");
            let (base, new) = (rows_from_csv(&base).expect("reads"), rows_from_csv(&new).expect("reads"));
            let replaced = |year: i32| new.iter().any(|row| row.notice_year == year);
            let named = |date: NaiveDate| new.iter().any(|row| row.date == date);
            for row in &new {
                prop_assert!(whole.contains(row));
            }
            for row in base.iter().filter(|row| !replaced(row.notice_year) && !named(row.date)) {
                prop_assert!(whole.contains(row));
            }
            let expected = base.iter().filter(|row| !replaced(row.notice_year) && !named(row.date)).count() + new.len();
            prop_assert_eq!(whole.len(), expected);
        }
    }
}
