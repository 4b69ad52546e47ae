//! The figures of the assisted-handling log as a workbook: a sheet for each table. What is not known is an empty cell, and no
//! sheet names a citizen.

use super::data::hand_out;
use super::log_figures::said;
use super::read::date;
use super::workbook::begin_sheet;
use crate::visit::Visit;
use crate::{Failure, FiguresTable, FileMade, LogCounts, LogFigures, LogFiguresExport, LogLegCounts};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

/// Widths of the first column and of the others, in characters.
const WIDTHS: (u16, u16) = (28, 12);

pub(crate) fn assist_figures_export(visit: Visit<'_>, input: LogFiguresExport) -> Result<FileMade, Failure> {
    let figures = said(&visit.desk()?.log_figures(date("from", &input.from)?, date("to", &input.to)?)?);
    let bytes = write(&input, &figures).map_err(Failure::internal)?;
    hand_out(visit.api, &format!("yanshi-assist-{}-{}", figures.from, figures.to), "xlsx", &bytes)
}

/// A line: what it is of, and its numbers; an absent one is an empty cell.
type Line = (String, Vec<Option<i64>>);

fn write(ask: &LogFiguresExport, figures: &LogFigures) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sum = || (ask.sum.clone(), cases(&figures.sum));
    let days = figures.days.iter().map(|day| (day.date.clone(), cases(&day.counts)));
    put(book.add_worksheet(), &ask.days, days.chain([sum()]))?;
    let reasons = figures.reasons.iter().map(|line| {
        let reason = if line.reason.is_empty() { &ask.no_reason } else { &line.reason };
        (reason.clone(), cases(&line.counts))
    });
    put(book.add_worksheet(), &ask.reasons, reasons.chain([sum()]))?;
    let shipped = ask.kind_names.iter().map(Some).chain(std::iter::repeat(None));
    let kinds = figures.kinds.iter().zip(shipped).map(|(line, name)| {
        let name = if line.kind.name.is_empty() { name.cloned().unwrap_or_default() } else { line.kind.name.clone() };
        (name, legs(&line.counts))
    });
    put(book.add_worksheet(), &ask.kinds, kinds)?;
    if let Some(helpers) = &figures.helpers {
        let lines = helpers.iter().map(|line| (line.helper.name.clone(), legs(&line.counts)));
        put(book.add_worksheet(), &ask.helpers, lines)?;
    }
    book.save_to_buffer()
}

fn put(page: &mut Worksheet, table: &FiguresTable, lines: impl Iterator<Item = Line>) -> Result<(), XlsxError> {
    let widths: Vec<u16> =
        std::iter::once(WIDTHS.0).chain(std::iter::repeat(WIDTHS.1)).take(table.headers.len()).collect();
    let text = begin_sheet(page, &table.title, &table.headers, &widths)?;
    for (row, (name, numbers)) in (1..).zip(lines) {
        page.write_string_with_format(row, 0, name, &text)?;
        for (column, number) in (1..).zip(numbers) {
            if let Some(number) = number.and_then(|number| i32::try_from(number).ok()) {
                page.write_number(row, column, f64::from(number))?;
            }
        }
    }
    Ok(())
}

fn cases(of: &LogCounts) -> Vec<Option<i64>> {
    let some = |count: u32| Some(i64::from(count));
    vec![
        some(of.cases),
        some(of.terminated),
        some(of.items),
        Some(i64::from(of.trips)),
        Some(i64::from(of.trips_by_hand)),
        some(of.people),
        some(of.minutes).filter(|_| of.known > 0),
        some(of.known),
        some(of.unknown),
        of.mean.map(i64::from),
    ]
}

fn legs(of: &LogLegCounts) -> Vec<Option<i64>> {
    let some = |count: u32| Some(i64::from(count));
    vec![
        some(of.legs),
        some(of.trips),
        some(of.cases),
        some(of.minutes).filter(|_| of.known > 0),
        some(of.known),
        some(of.unknown),
        of.mean.map(i64::from),
    ]
}
