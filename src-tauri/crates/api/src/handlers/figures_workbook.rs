//! The figures of a month as a workbook: a sheet for each table. What is missing is an empty cell, and no sheet names a citizen.

use super::data::hand_out;
use super::figures::said;
use super::read::date;
use super::workbook::sheet_name;
use crate::visit::Visit;
use crate::{
    CoverageLine, Failure, Figures, FiguresExport, FiguresTable, FileMade, Language, Names, PresenceSum, PromiseLine,
};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// Widths of the first column and of the others, in characters.
const WIDTHS: (u16, u16) = (32, 14);

pub(crate) fn figures_export(visit: Visit<'_>, input: FiguresExport) -> Result<FileMade, Failure> {
    let figures = said(&visit.desk()?.month_figures(date("date", &input.date)?)?);
    let bytes = write(&input, &figures).map_err(Failure::internal)?;
    let month = figures.first.get(..7).unwrap_or_default();
    hand_out(visit.api, &format!("yanshi-figures-{month}"), "xlsx", &bytes)
}

fn write(ask: &FiguresExport, figures: &Figures) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let rows = figures.coverage.iter().map(|line| coverage(ask, line)).collect::<Vec<_>>();
    put(book.add_worksheet(), &ask.coverage, &rows)?;
    put(book.add_worksheet(), &ask.presence, &presence(ask, figures))?;
    let rows = figures.promises.iter().zip(&ask.promised).map(|(line, word)| promises(word, line)).collect::<Vec<_>>();
    put(book.add_worksheet(), &ask.promises, &rows)?;
    book.save_to_buffer()
}

/// A cell. Text is written as text, so that nothing is taken for a formula.
enum Cell {
    Text(String),
    Number(f64),
    /// In tenths of a percent, as the screen shows it.
    Share(u32),
    /// Nothing could be said.
    Missing,
}

fn put(page: &mut Worksheet, table: &FiguresTable, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    page.set_name(sheet_name(&table.title))?;
    let (head, text) = (Format::new().set_bold().set_text_wrap(), Format::new().set_num_format("@"));
    let share = Format::new().set_num_format("0.0%");
    for (column, header) in (0..).zip(&table.headers) {
        page.write_string_with_format(0, column, header, &head)?;
        page.set_column_width(column, if column == 0 { WIDTHS.0 } else { WIDTHS.1 })?;
    }
    page.set_freeze_panes(1, 0)?;
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(words) => {
                    page.write_string_with_format(row, column, words, &text)?;
                }
                Cell::Number(number) => {
                    page.write_number(row, column, *number)?;
                }
                Cell::Share(per_mille) => {
                    page.write_number_with_format(row, column, f64::from(*per_mille) / 1000.0, &share)?;
                }
                Cell::Missing => {}
            }
        }
    }
    Ok(())
}

fn coverage(ask: &FiguresExport, line: &CoverageLine) -> Vec<Cell> {
    let department = match (&line.name, line.department) {
        (Some(names), _) => in_language(names, ask.language).to_owned(),
        (None, Some(id)) => format!("{} {id}", ask.gone),
        (None, None) => ask.sum.clone(),
    };
    let half = match line.morning {
        Some(true) => &ask.morning,
        Some(false) => &ask.afternoon,
        None => &ask.sum,
    };
    let numbers = [&line.covered, &line.not_covered, &line.not_recorded, &line.all];
    let mut cells = vec![Cell::Text(department), Cell::Text(half.clone())];
    cells.extend(numbers.map(|number| Cell::Number(number.count.into())));
    cells.push(share(line.per_mille));
    cells
}

/// A row a day, those without any record too; then their sum.
fn presence(ask: &FiguresExport, figures: &Figures) -> Vec<Vec<Cell>> {
    let row = |name: &str, sessions: Cell, stationed: Cell, sum: &PresenceSum, unanswered: u32| {
        let numbers = [sum.called.into(), sum.everybody.into(), sum.saved.into(), unanswered.into()].map(Cell::Number);
        [Cell::Text(name.to_owned()), sessions, stationed].into_iter().chain(numbers).collect::<Vec<_>>()
    };
    let mut rows: Vec<(&str, Vec<Cell>)> = Vec::new();
    for day in &figures.days {
        let sessions = Cell::Number(f64::from(u8::from(day.morning) + u8::from(day.afternoon)));
        rows.push((&day.date, row(&day.date, sessions, Cell::Number(day.stationed.into()), &day.sum, day.unanswered)));
    }
    rows.extend(figures.silent.iter().map(|date| (date.as_str(), vec![Cell::Text(date.clone())])));
    rows.sort_by_key(|(date, _)| *date);
    let mut rows: Vec<Vec<Cell>> = rows.into_iter().map(|(_, cells)| cells).collect();
    if !figures.days.is_empty() {
        rows.push(row(&ask.sum, Cell::Missing, Cell::Missing, &figures.presence, figures.unanswered));
    }
    rows
}

fn promises(word: &str, line: &PromiseLine) -> Vec<Cell> {
    let numbers = [&line.same_day, &line.forwarded, &line.not_come, &line.not_recorded, &line.all];
    let mut cells = vec![Cell::Text(word.to_owned())];
    cells.extend(numbers.map(|number| Cell::Number(number.count.into())));
    cells.push(share(line.per_mille));
    cells
}

fn share(per_mille: Option<u32>) -> Cell {
    per_mille.map_or(Cell::Missing, Cell::Share)
}

fn in_language(names: &Names, language: Language) -> &str {
    match language {
        Language::ZhHans => &names.zh_hans,
        Language::ZhHant => &names.zh_hant,
        Language::En => &names.en,
    }
}
