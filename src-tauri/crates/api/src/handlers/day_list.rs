//! A day's list in the door's types, and as a workbook.

use super::read::{date, hm, moment, names};
use crate::{DayExport, DayList, DayListAsk, DayListLine, Failure, Language, ListOf};
use domain::names::Names;
use hall::Desk;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// Characters a sheet's name may have (Excel's own limit).
const SHEET_NAME_MAX: usize = 31;

/// Widths of the columns, in characters.
const WIDTHS: [u16; 11] = [14, 14, 16, 18, 16, 6, 36, 24, 8, 30, 10];

pub(super) fn listed(desk: &Desk, ask: &DayListAsk) -> Result<DayList, Failure> {
    let which = match ask.list {
        ListOf::Day => hall::ListOf::Day,
        ListOf::Calls => hall::ListOf::Calls,
        ListOf::Forwarded => hall::ListOf::Forwarded,
    };
    let day = date("date", &ask.date)?;
    let made = desk.day_list(day, which)?;
    Ok(DayList {
        hall: names(&desk.founded().name),
        date: day.to_string(),
        list: ask.list,
        copy: made.copy,
        at: moment(made.at),
        open: made.open,
        lines: made.lines.iter().map(line).collect(),
    })
}

fn line(line: &hall::DayListLine) -> DayListLine {
    DayListLine {
        start: hm(line.start),
        end: hm(line.end),
        number: line.number.to_string(),
        name: line.name.clone(),
        phone: line.phone.clone(),
        agent: line.agent.clone(),
        party: line.party,
        green_channel: line.green_channel,
        items: line.items.iter().map(names).collect(),
        departments: line.departments.iter().map(names).collect(),
        missing: line.missing.clone(),
        arrived: line.arrived.map(hm),
        call: line.call.map(super::service::outcome_shown),
        other_day: line.other_day.map(|day| day.to_string()),
    }
}

/// The list as a workbook. Every cell but the people's is text: a number of ten digits stays as it is, and nothing is taken
/// for a formula.
pub(super) fn workbook(ask: &DayExport, lines: &[hall::DayListLine]) -> Result<Vec<u8>, Failure> {
    write(ask, lines).map_err(Failure::internal)
}

fn write(ask: &DayExport, lines: &[hall::DayListLine]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(&ask.title))?;
    let head = Format::new().set_bold();
    let text = Format::new().set_num_format("@").set_text_wrap();
    for (column, (header, width)) in (0..).zip(ask.headers.iter().zip(WIDTHS)) {
        sheet.write_string_with_format(0, column, header, &head)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, line) in (1..).zip(lines) {
        let joined = |all: &[Names]| all.iter().map(|one| name_in(one, ask.language)).collect::<Vec<_>>().join("\n");
        let yes = |is: bool| if is { ask.yes.clone() } else { String::new() };
        let cells = [
            (0, format!("{}–{}", hm(line.start), hm(line.end))),
            (1, line.number.to_string()),
            (2, line.name.clone()),
            (3, line.phone.clone()),
            (4, line.agent.clone()),
            (6, joined(&line.items)),
            (7, joined(&line.departments)),
            (8, yes(line.green_channel)),
            (9, line.missing.clone()),
            (10, line.arrived.map(hm).unwrap_or_default()),
        ];
        for (column, cell) in cells {
            sheet.write_string_with_format(row, column, cell, &text)?;
        }
        sheet.write_number(row, 5, line.party)?;
    }
    book.save_to_buffer()
}

/// Excel refuses some characters in a sheet's name, and long ones.
pub(super) fn sheet_name(title: &str) -> String {
    let fits = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let name: String = title.chars().filter(fits).take(SHEET_NAME_MAX).collect();
    if name.is_empty() { "1".to_owned() } else { name }
}

pub(super) fn name_in(names: &Names, language: Language) -> String {
    match language {
        Language::ZhHans => names.zh_hans.clone(),
        Language::ZhHant => names.zh_hant.clone(),
        Language::En => names.en.clone(),
    }
}
