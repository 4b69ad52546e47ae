//! The published duty sheet as a workbook, a row for each half-day of a department with work or somebody who comes.

use super::data::hand_out;
use super::day_list::name_in;
use super::read::{date, hm};
use super::workbook::begin_sheet;
use crate::visit::Visit;
use crate::{DutyExport, Failure, FileMade};
use domain::time::MinuteOfDay;
use hall::{DutySheet, SheetHalf};
use rust_xlsxwriter::{Workbook, XlsxError};

/// Widths of the columns, in characters.
const WIDTHS: [u16; 8] = [30, 8, 8, 8, 30, 8, 8, 60];

pub(crate) fn duty_export(visit: Visit<'_>, input: DutyExport) -> Result<FileMade, Failure> {
    let sheet = visit.desk()?.duty_sheet(date("date", &input.date)?)?;
    let bytes = write(&input, &sheet).map_err(Failure::internal)?;
    hand_out(visit.api, "yanshi-duty", "xlsx", &bytes)
}

/// Numbers of people are numbers; every other cell is text, so that nothing is taken for a formula.
fn write(ask: &DutyExport, sheet: &DutySheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let text = begin_sheet(page, &ask.title, &ask.headers, &WIDTHS)?;
    let halves = sheet.lines.iter().flat_map(|line| {
        let name = name_in(&line.department.name, ask.language);
        let own = [(&ask.morning, &line.halves.morning), (&ask.afternoon, &line.halves.afternoon)];
        own.into_iter()
            .filter(|(_, half)| half.need > 0 || half.coming > 0)
            .map(move |(word, half)| (name.clone(), word, half))
    });
    for (row, (name, word, half)) in (1..).zip(halves) {
        let cells = [
            (0, name),
            (1, word.clone()),
            (4, half.names.clone()),
            (5, time(half.from)),
            (6, time(half.until)),
            (7, items(ask, half)),
        ];
        for (column, cell) in cells {
            page.write_string_with_format(row, column, cell, &text)?;
        }
        page.write_number(row, 2, half.need)?;
        page.write_number(row, 3, half.coming)?;
    }
    book.save_to_buffer()
}

fn time(at: Option<MinuteOfDay>) -> String {
    at.map(|at| hm(at.time())).unwrap_or_default()
}

fn items(ask: &DutyExport, half: &SheetHalf) -> String {
    let one = |(_, name, cases): &(_, _, u16)| format!("{} {cases}", name_in(name, ask.language));
    half.items.iter().map(one).collect::<Vec<_>>().join("\n")
}
