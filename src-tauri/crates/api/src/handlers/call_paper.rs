//! Everybody to call, for paper and as a workbook.

use super::data::hand_out;
use super::day_list::name_in;
use super::read::{date, hm, moment, names};
use super::workbook::begin_sheet;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{Failure, FileMade, ToCallExport, ToCallPaper, ToCallPaperAsk};
use chrono::{NaiveDate, NaiveTime};
use hall::{CallBooking, CallTask};
use rust_xlsxwriter::{Workbook, XlsxError};

/// Widths of the columns, in characters.
const WIDTHS: [u16; 9] = [30, 16, 18, 8, 14, 30, 70, 8, 40];

/// The day that is asked for; `None` for everybody.
fn day(asked: Option<&String>) -> Result<Option<NaiveDate>, Failure> {
    asked.map(|text| date("date", text)).transpose()
}

pub(crate) fn to_call_paper(visit: Visit<'_>, input: ToCallPaperAsk) -> Result<ToCallPaper, Failure> {
    let (desk, day) = (visit.desk()?, day(input.date.as_ref())?);
    let made = desk.to_call_paper(day)?;
    Ok(ToCallPaper {
        hall: names(&desk.contact()?.name),
        date: day.map(|day| day.to_string()),
        copy: made.copy,
        at: moment(made.at),
        tasks: made.tasks.wire(),
    })
}

/// The list as a workbook, a row for each person.
pub(crate) fn to_call_export(visit: Visit<'_>, input: ToCallExport) -> Result<FileMade, Failure> {
    let tasks = visit.desk()?.to_call_paper(day(input.date.as_ref())?)?.tasks;
    let bytes = write(&input, &tasks).map_err(Failure::internal)?;
    hand_out(visit.api, "yanshi-calls", "xlsx", &bytes)
}

/// Every cell but the number of calls is text, so that nothing is taken for a formula.
fn write(ask: &ToCallExport, tasks: &[CallTask]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let text = begin_sheet(sheet, &ask.title, &ask.headers, &WIDTHS)?;
    for (row, task) in (1..).zip(tasks) {
        let each = |told: &dyn Fn(&CallBooking) -> String| {
            let mut lines: Vec<String> = task.bookings.iter().map(told).collect();
            lines.dedup();
            lines.join("\n")
        };
        let items = |booking: &CallBooking| {
            booking.items.iter().map(|item| name_in(item, ask.language)).collect::<Vec<_>>().join("\n")
        };
        let cells = [
            (0, each(&times)),
            (1, each(&|booking| booking.name.clone())),
            (2, task.phone.clone()),
            (3, if task.agent { task.name.clone() } else { String::new() }),
            (4, each(&|booking| booking.number.to_string())),
            (5, each(&items)),
            (6, each(&|booking| said(ask, booking))),
            (8, ask.boxes.clone()),
        ];
        for (column, cell) in cells {
            sheet.write_string_with_format(row, column, cell, &text)?;
        }
        sheet.write_number(row, 7, task.unanswered)?;
    }
    book.save_to_buffer()
}

/// The time they know, and the one that holds where it is another.
fn times(booking: &CallBooking) -> String {
    let time = |(date, start): (NaiveDate, NaiveTime)| format!("{date} {}", hm(start));
    let now = time((booking.date, booking.start));
    match booking.known {
        Some(known) => format!("{} → {now}", time(known)),
        None => now,
    }
}

fn said(ask: &ToCallExport, booking: &CallBooking) -> String {
    let id = booking.booking.to_string();
    ask.says.iter().find(|said| said.booking == id).map(|said| said.text.clone()).unwrap_or_default()
}
