//! Notices to departments as a workbook: a row for each item of a half-day, for one department or for several. Of whoever was
//! told before and needs more, only what is new, as in the notice that is copied. Names no citizen, so nothing of it goes on
//! record; that a department was told is written down by whoever tells it.

use super::data::hand_out;
use super::day_list::name_in;
use super::read::{date, hm};
use super::workbook::begin_sheet;
use crate::visit::Visit;
use crate::{DutyNoticesExport, Failure, FileMade};
use domain::duty::half::Half;
use hall::{AllocationHalf, AllocationItem, AllocationLine, BookingLink};
use rust_xlsxwriter::{Workbook, XlsxError};

/// Widths of the columns, in characters.
const WIDTHS: [u16; 9] = [30, 8, 40, 8, 10, 8, 10, 40, 60];
/// What stands between two times, and between two numbers.
const AND: &str = "、";

/// A row: an item of a half-day, or only people where the items stay.
struct Row<'a> {
    line: &'a AllocationLine,
    half: Half,
    item: Option<&'a AllocationItem>,
    /// Cases that the department does not know of yet.
    new_cases: u16,
    /// Approvers that it was not asked for yet.
    new_people: u16,
}

pub(crate) fn duty_notices_export(visit: Visit<'_>, input: DutyNoticesExport) -> Result<FileMade, Failure> {
    let found = visit.desk()?.allocation(date("date", &input.date)?)?;
    let is_asked = |line: &&AllocationLine| input.departments.contains(&line.department.0);
    let rows: Vec<Row<'_>> = found.departments.iter().filter(is_asked).flat_map(rows_of).collect();
    let bytes = write(&input, &rows).map_err(Failure::internal)?;
    hand_out(visit.api, "yanshi-notices", "xlsx", &bytes)
}

fn rows_of(line: &AllocationLine) -> Vec<Row<'_>> {
    let of_half = |half| if line.has_more { what_is_new(line, half) } else { all_of_it(line, half) };
    Half::BOTH.into_iter().flat_map(of_half).collect()
}

/// Nobody has to come yet for bookings without a seat. Whoever was told all this before is told nothing new.
fn all_of_it(line: &AllocationLine, half: Half) -> Vec<Row<'_>> {
    let theirs = line.halves.of(half);
    let is_new = line.told.is_none();
    let new = |count: u16| if is_new { count } else { 0 };
    with_a_seat(theirs)
        .map(|item| Row { line, half, item: Some(item), new_cases: new(item.cases.held), new_people: new(theirs.need) })
        .collect()
}

fn what_is_new(line: &AllocationLine, half: Half) -> Vec<Row<'_>> {
    let theirs = line.halves.of(half);
    let Some((more, _)) = &theirs.changed else { return Vec::new() };
    let cases_of = |item: &AllocationItem| more.items.iter().find(|one| one.item == item.item).map(|one| one.cases);
    let mut rows: Vec<Row<'_>> = with_a_seat(theirs)
        .filter_map(|item| cases_of(item).map(|new_cases| (item, new_cases)))
        .map(|(item, new_cases)| Row { line, half, item: Some(item), new_cases, new_people: more.approvers })
        .collect();
    if rows.is_empty() && more.approvers > 0 {
        rows.push(Row { line, half, item: None, new_cases: 0, new_people: more.approvers });
    }
    rows
}

fn with_a_seat(half: &AllocationHalf) -> impl Iterator<Item = &AllocationItem> {
    half.items.iter().filter(|item| item.cases.held > 0)
}

/// Numbers of people and cases are numbers; every other cell is text, so that nothing is taken for a formula.
fn write(ask: &DutyNoticesExport, rows: &[Row<'_>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let text = begin_sheet(page, &ask.title, &ask.headers, &WIDTHS)?;
    for (at, row) in (1..).zip(rows) {
        let seated = || row.item.into_iter().flat_map(|item| &item.bookings).filter(|booking| booking.seated);
        let listed = |of: &dyn Fn(&BookingLink) -> String| seated().map(of).collect::<Vec<_>>().join(AND);
        let half = if row.half == Half::Morning { &ask.morning } else { &ask.afternoon };
        let texts = [
            (0, name_in(&row.line.name, ask.language)),
            (1, half.clone()),
            (2, row.item.map(|item| name_in(&item.name, ask.language)).unwrap_or_default()),
            (7, listed(&|booking| hm(booking.at.time()))),
            (8, listed(&|booking| booking.number.to_string())),
        ];
        for (column, cell) in texts {
            page.write_string_with_format(at, column, cell, &text)?;
        }
        let numbers = [
            (3, row.item.map_or(0, |item| item.cases.held)),
            (4, row.new_cases),
            (5, row.line.halves.of(row.half).need),
            (6, row.new_people),
        ];
        for (column, number) in numbers {
            page.write_number(at, column, number)?;
        }
    }
    book.save_to_buffer()
}
