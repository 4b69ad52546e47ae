//! What a table that reads may still not say. Asked of what comes in; a version that is in use already stays in use.

use super::table::{Cells, read_table};
use super::{BadCell, ImportErrors};
use crate::reference::ReferenceKind;
use crate::time::in_range;
use std::ops::RangeInclusive;

/// Minutes at a window: nothing takes longer than a working day, and nothing takes none.
const WINDOW_MINUTES: RangeInclusive<u16> = 1..=480;
/// Minutes in a back office.
const OFFICE_MINUTES: RangeInclusive<u16> = 0..=480;
/// Working days promised for a decision.
const PROMISED_DAYS: RangeInclusive<u16> = 0..=366;

/// Adds to what was found wrong with a table what is out of bounds in it: all bad cells are told at once.
///
/// # Errors
/// [`ImportErrors`] with every bad cell.
pub fn within_bounds<T>(kind: ReferenceKind, text: &str, parsed: Result<T, ImportErrors>) -> Result<T, ImportErrors> {
    if let Err(ImportErrors::Header { .. } | ImportErrors::File(_)) = parsed {
        return parsed;
    }
    let outside = match read_table(text, &[], |cells| {
        check(kind, cells);
        Some(())
    }) {
        Err(ImportErrors::Rows { rows, bad }) => (rows, bad),
        Ok(_) | Err(ImportErrors::Header { .. } | ImportErrors::File(_)) => return parsed,
    };
    let (rows, mut bad) = match parsed {
        Err(ImportErrors::Rows { rows, bad }) => (rows, bad),
        _ => (outside.0, Vec::new()),
    };
    for more in outside.1 {
        if !bad.iter().any(|known| known.line == more.line && known.column == more.column) && !more.column.is_empty() {
            bad.push(more);
        }
    }
    bad.sort_by_key(|cell| cell.line);
    Err(ImportErrors::Rows { rows, bad })
}

fn check(kind: ReferenceKind, cells: &mut Cells<'_>) {
    match kind {
        ReferenceKind::Calendar => date(cells, "date"),
        ReferenceKind::Hours => {
            date(cells, "valid_from");
            date(cells, "valid_to");
        }
        ReferenceKind::Items => {
            number(cells, "window_minutes", &WINDOW_MINUTES);
            number(cells, "promised_days", &PROMISED_DAYS);
            if cells.numbers::<u16>("office_minutes").iter().any(|minutes| !OFFICE_MINUTES.contains(minutes)) {
                cells.refuse("office_minutes", BadCell::Number);
            }
        }
        ReferenceKind::Departments | ReferenceKind::Directory => {}
    }
}

fn date(cells: &mut Cells<'_>, name: &str) {
    if cells.optional_date(name).is_some_and(|date| in_range(date).is_err()) {
        cells.refuse(name, BadCell::Date);
    }
}

fn number(cells: &mut Cells<'_>, name: &str, bounds: &RangeInclusive<u16>) {
    if cells.optional_number(name).is_some_and(|number| !bounds.contains(&number)) {
        cells.refuse(name, BadCell::Number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::shipped;

    /// Bad cells as `line column`, of a table that reads.
    fn outside(kind: ReferenceKind, text: &str) -> Vec<String> {
        match within_bounds(kind, text, Ok(())) {
            Ok(()) => Vec::new(),
            Err(ImportErrors::Rows { bad, .. }) => {
                bad.iter().map(|cell| format!("{} {}", cell.line, cell.column)).collect()
            }
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn what_is_shipped_is_within_bounds() {
        for (kind, text) in [
            (ReferenceKind::Calendar, shipped::CALENDAR),
            (ReferenceKind::Departments, shipped::DEPARTMENTS),
            (ReferenceKind::Items, shipped::ITEMS),
            (ReferenceKind::Hours, shipped::HOURS),
            (ReferenceKind::Directory, shipped::HALLS),
        ] {
            assert_eq!(outside(kind, text), Vec::<String>::new(), "{kind:?}");
        }
    }

    #[test]
    fn times_that_nothing_takes_and_days_that_no_hall_has_are_named_by_their_cells() {
        let items = "id,window_minutes,office_minutes,promised_days\n\
            1,0,,\n2,1,0|480,0\n3,480,,366\n4,481,481,367\n5,65535,10|65535,\n6,65536,,\n";
        assert_eq!(
            outside(ReferenceKind::Items, items),
            [
                "2 window_minutes",
                "5 window_minutes",
                "5 promised_days",
                "5 office_minutes",
                "6 window_minutes",
                "6 office_minutes",
                "7 window_minutes"
            ]
        );
        let calendar = "date,kind\n2026-01-01,holiday\n0026-01-01,holiday\n9999-12-31,holiday\n1999-12-31,makeup\n";
        assert_eq!(outside(ReferenceKind::Calendar, calendar), ["3 date", "4 date", "5 date"]);
        let hours = "valid_from,valid_to\n2026-01-01,9999-12-31\n1970-01-01,\n";
        assert_eq!(outside(ReferenceKind::Hours, hours), ["2 valid_to", "3 valid_from"]);
    }

    #[test]
    fn a_cell_is_named_once_among_everything_else_that_is_wrong() {
        use super::super::BadRow;
        let text = "id,window_minutes\nx,0\n2,many\n";
        let cell = |line, column: &str, value: &str| BadRow {
            line,
            column: column.to_owned(),
            code: BadCell::Number,
            value: value.to_owned(),
        };
        let parsed = vec![cell(2, "id", "x"), cell(3, "window_minutes", "many")];
        let found =
            within_bounds(ReferenceKind::Items, text, Err::<(), _>(ImportErrors::Rows { rows: 2, bad: parsed }));
        let expect = vec![cell(2, "id", "x"), cell(2, "window_minutes", "0"), cell(3, "window_minutes", "many")];
        assert_eq!(found, Err(ImportErrors::Rows { rows: 2, bad: expect }));
    }
}
