//! The command that offers a table to all halls. It is taken whole, with every bad cell named, or not at all; years of the
//! calendar that it does not name stay as they were offered last. What it changes is told.

use crate::error::CentralError;
use crate::server;
use chrono::NaiveDate;
use domain::event::ReferenceKind;
use domain::reference::calendar;
use domain::reference::catalogue::{Department, Item};
use domain::reference::change::{self, Change, Entry};
use domain::reference::directory::Directory;
use domain::reference::hours::Hours;
use domain::reference::import::{ImportErrors, within_bounds};
use domain::reference::shipped;
use domain::time::BeijingDay;
use encoding_rs::{Encoding, GB18030, UTF_8};
use std::io::Write;
use std::path::Path;

/// Halls fetch no more, and share what they make of it as one value.
const TEXT_BYTES_MAX: usize = journal::VALUE_BYTES_MAX - journal::SEAL_BYTES_MAX;

pub(crate) fn run(
    dir: &Path,
    kind: ReferenceKind,
    file: &Path,
    from: NaiveDate,
    out: &mut impl Write,
) -> Result<(), CentralError> {
    let text = decoded(&std::fs::read(file)?);
    if text.len() > TEXT_BYTES_MAX {
        return Err(CentralError::Refused(format!("the table has more than {TEXT_BYTES_MAX} bytes")));
    }
    let folder = server::open(dir)?;
    let last = |kind| -> Result<String, CentralError> {
        let offered = folder.storage.last_reference(kind)?.and_then(|bytes| String::from_utf8(bytes).ok());
        Ok(offered.unwrap_or_else(|| shipped_text(kind).to_owned()))
    };
    let departments = Department::list_from_csv(&last(ReferenceKind::Departments)?).map_err(refused)?;
    let before = last(kind)?;
    let read = within_bounds(kind, &text, entries(kind, &text, &departments)).map_err(refused)?;
    let (whole, now) = match kind {
        ReferenceKind::Calendar => {
            let whole = calendar::merged(&before, &text, "").map_err(refused)?;
            let now = entries(kind, &whole, &departments).map_err(refused)?;
            (whole, now)
        }
        _ => (text, read),
    };
    // What was offered before may not read beside the departments of today; then it is not compared.
    let change = Change::between(entries(kind, &before, &departments).unwrap_or_default(), now);
    let hash = folder.storage.offer(&folder.key, kind, whole.as_bytes(), BeijingDay::from(from))?;
    let line = serde_json::json!({
        "hash": hash.to_string(), "from": from.to_string(),
        "added": change.added.len(), "changed": change.changed.len(), "gone": change.gone.len(),
    });
    writeln!(out, "{line}")?;
    Ok(())
}

fn refused(errors: ImportErrors) -> CentralError {
    CentralError::Refused(errors.to_string())
}

/// Text in UTF-8, in UTF-16 with its mark, or, where it is none of these, in GB18030, which office programs write.
fn decoded(bytes: &[u8]) -> String {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let plain = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { GB18030 };
    marked.unwrap_or(plain).decode(bytes).0.into_owned()
}

fn shipped_text(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Calendar => shipped::CALENDAR,
        ReferenceKind::Departments => shipped::DEPARTMENTS,
        ReferenceKind::Items => shipped::ITEMS,
        ReferenceKind::Hours => shipped::HOURS,
        ReferenceKind::Directory => shipped::HALLS,
    }
}

fn entries(kind: ReferenceKind, text: &str, departments: &[Department]) -> Result<Vec<Entry>, ImportErrors> {
    match kind {
        ReferenceKind::Calendar => change::of_calendar(text),
        ReferenceKind::Departments => Ok(change::of_departments(&Department::list_from_csv(text)?)),
        ReferenceKind::Items => Ok(change::of_items(&Item::list_from_csv(text, departments)?)),
        ReferenceKind::Hours => Ok(change::of_hours(Hours::from_csv(text)?.all_rows())),
        ReferenceKind::Directory => Ok(change::of_halls(Directory::from_csv(text)?.halls())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::reference::calendar::Calendar;
    use tempfile::TempDir;

    fn offered(dir: &Path, bytes: &[u8]) -> Result<serde_json::Value, CentralError> {
        let file = dir.join("table.csv");
        std::fs::write(&file, bytes)?;
        let (data, mut out) = (dir.join("data"), Vec::new());
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a date");
        run(&data, ReferenceKind::Calendar, &file, day, &mut out)?;
        Ok(serde_json::from_slice(&out).expect("a line of JSON"))
    }

    #[test]
    fn years_go_in_beside_those_offered_before_whatever_office_program_wrote_them() {
        let dir = TempDir::new().expect("a folder");
        let text = "date,kind,holiday,notice_year\r\n2027-01-01,休,元旦,2027\r\n";
        let line = offered(dir.path(), &GB18030.encode(text).0).expect("offered");
        assert_eq!((&line["added"], &line["changed"], &line["gone"]), (&1.into(), &0.into(), &0.into()), "{line}");
        let utf_16: Vec<u8> = std::iter::once(0xfeff)
            .chain(text.replace("2027", "2028").encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        offered(dir.path(), &utf_16).expect("offered");
        let folder = server::open(&dir.path().join("data")).expect("opens");
        let bytes = folder.storage.last_reference(ReferenceKind::Calendar).expect("reads").expect("offered");
        let calendar = Calendar::from_csv(&String::from_utf8(bytes).expect("UTF-8")).expect("reads");
        assert_eq!(calendar.years().collect::<Vec<_>>(), (2018..=2028).collect::<Vec<_>>());
        let day = NaiveDate::from_ymd_opt(2027, 1, 1).expect("a date");
        assert_eq!(calendar.holiday_name(day), Some("元旦"));
    }

    #[test]
    fn a_table_that_ends_in_an_open_quotation_is_not_offered() {
        let dir = TempDir::new().expect("a folder");
        let text = "date,kind,holiday,notice_year\n2027-01-01,休,\"元旦,2027\n";
        let refusal = offered(dir.path(), text.as_bytes()).expect_err("refused").to_string();
        assert!(refusal.contains("line 2 column holiday"), "{refusal}");
    }

    #[test]
    fn what_was_offered_again_is_the_last() {
        let dir = TempDir::new().expect("a folder");
        let table = |year: u16| format!("date,kind,holiday,notice_year\n{year}-01-01,休,元旦,{year}\n");
        for year in [2027, 2028] {
            offered(dir.path(), table(year).as_bytes()).expect("offered");
        }
        let folder = server::open(&dir.path().join("data")).expect("opens");
        let first = calendar::merged(shipped::CALENDAR, &table(2027), "").expect("merged");
        let day = BeijingDay::from(NaiveDate::from_ymd_opt(2026, 12, 2).expect("a date"));
        folder.storage.offer(&folder.key, ReferenceKind::Calendar, first.as_bytes(), day).expect("offered");
        let last = folder.storage.last_reference(ReferenceKind::Calendar).expect("reads");
        assert_eq!(last, Some(first.into_bytes()));
    }
}
