//! Notices to departments as a workbook: a row for each item of a half-day, for one department or for several. Names no
//! citizen, so nothing of it goes on record; that a department was told is written down by whoever tells it.

use super::data::hand_out;
use super::day_list::name_in;
use super::read::{date, hm};
use super::workbook::begin_sheet;
use crate::visit::Visit;
use crate::{DutyNoticesExport, Failure, FileMade};
use hall::{AllocationHalf, AllocationItem, AllocationLine, BookingLink};
use rust_xlsxwriter::{Workbook, XlsxError};

/// Widths of the columns, in characters.
const WIDTHS: [u16; 7] = [30, 8, 40, 8, 8, 40, 60];
/// What stands between two times, and between two numbers.
const AND: &str = "、";

pub(crate) fn duty_notices_export(visit: Visit<'_>, input: DutyNoticesExport) -> Result<FileMade, Failure> {
    let found = visit.desk()?.allocation(date("date", &input.date)?)?;
    let is_asked = |line: &&AllocationLine| input.departments.contains(&line.department.0);
    let lines: Vec<&AllocationLine> = found.departments.iter().filter(is_asked).collect();
    let bytes = write(&input, &lines).map_err(Failure::internal)?;
    hand_out(visit.api, "yanshi-notices", "xlsx", &bytes)
}

/// Numbers of people and cases are numbers; every other cell is text, so that nothing is taken for a formula.
fn write(ask: &DutyNoticesExport, lines: &[&AllocationLine]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let text = begin_sheet(page, &ask.title, &ask.headers, &WIDTHS)?;
    let rows = lines.iter().flat_map(|line| {
        let halves = [(&ask.morning, &line.halves.morning), (&ask.afternoon, &line.halves.afternoon)];
        halves.into_iter().flat_map(move |(word, half)| with_a_seat(half).map(move |item| (line, word, half, item)))
    });
    for (row, (line, word, half, item)) in (1..).zip(rows) {
        let seated = || item.bookings.iter().filter(|booking| booking.seated);
        let listed = |of: &dyn Fn(&BookingLink) -> String| seated().map(of).collect::<Vec<_>>().join(AND);
        let cells = [
            (0, name_in(&line.name, ask.language)),
            (1, word.clone()),
            (2, name_in(&item.name, ask.language)),
            (5, listed(&|booking| hm(booking.at.time()))),
            (6, listed(&|booking| booking.number.to_string())),
        ];
        for (column, cell) in cells {
            page.write_string_with_format(row, column, cell, &text)?;
        }
        page.write_number(row, 3, item.cases.held)?;
        page.write_number(row, 4, half.need)?;
    }
    book.save_to_buffer()
}

/// Nobody has to come yet for bookings without a seat.
fn with_a_seat(half: &AllocationHalf) -> impl Iterator<Item = &AllocationItem> {
    half.items.iter().filter(|item| item.cases.held > 0)
}
