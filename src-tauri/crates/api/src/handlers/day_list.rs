//! A day's list in the door's types, and as a workbook.

use super::data::hand_out;
use super::read::{date, hm, names};
use super::workbook::begin_sheet;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{DayExport, DayList, DayListAsk, Failure, FileMade, Language};
use domain::duty::promise::ResultPromise;
use domain::event::{CallOutcome, Channel};
use domain::names::Names;
use hall::Standing;
use rust_xlsxwriter::{Workbook, XlsxError};

/// Widths of the columns, in characters.
const WIDTHS: [u16; 17] = [14, 14, 16, 18, 16, 6, 36, 24, 8, 30, 10, 30, 14, 14, 26, 18, 14];

/// Which of them is the agent's.
const AGENT_COLUMN: usize = 4;

pub(crate) fn day_list(visit: Visit<'_>, input: DayListAsk) -> Result<DayList, Failure> {
    let (desk, day) = (visit.desk()?, date("date", &input.date)?);
    let made = desk.day_list(day, input.list.into())?;
    Ok(DayList {
        hall: names(&desk.contact()?.name),
        date: day.wire(),
        list: input.list,
        copy: made.copy,
        at: made.at.wire(),
        open: made.open,
        lines: made.lines.wire(),
    })
}

/// The day's record as a workbook.
pub(crate) fn day_export(visit: Visit<'_>, input: DayExport) -> Result<FileMade, Failure> {
    let day = date("date", &input.date)?;
    let made = visit.desk()?.day_list(day, hall::ListOf::Record)?;
    let bytes = write(&input, &made.lines).map_err(Failure::internal)?;
    hand_out(visit.api, &format!("yanshi-{day}"), "xlsx", &bytes)
}

/// The list as a workbook. Every cell but the people's is text: a number of ten digits stays as it is, and nothing is taken
/// for a formula.
fn write(ask: &DayExport, lines: &[hall::DayListLine]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let text = begin_sheet(sheet, &ask.title, &ask.headers, &WIDTHS)?;
    for (row, line) in (1..).zip(lines) {
        let joined = |all: &[Names]| all.iter().map(|one| name_in(one, ask.language)).collect::<Vec<_>>().join("\n");
        let word = |code: &str| ask.words.get(code).cloned().unwrap_or_default();
        let yes = |is: bool| if is { ask.yes.clone() } else { String::new() };
        let cells = [
            (0, times(line)),
            (1, line.number.to_string()),
            (2, line.name.clone()),
            (3, reached_by(ask, line)),
            (4, joined_words([line.agent.as_str(), &line.agent_phone])),
            (6, joined(&line.items)),
            (7, joined(&line.departments)),
            (8, yes(line.green_channel)),
            (9, line.missing.clone()),
            (10, line.arrived.map(hm).unwrap_or_default()),
            (11, line.note.clone()),
            (12, word(standing(line.standing))),
            (13, word(line.source.map_or("source.walk_in", source))),
            (14, promised(line, &word)),
            (15, called(line, &word)),
            (16, line.other_day.map(|day| day.to_string()).unwrap_or_default()),
        ];
        for (column, cell) in cells {
            sheet.write_string_with_format(row, column, cell, &text)?;
        }
        sheet.write_number(row, 5, line.party)?;
    }
    book.save_to_buffer()
}

/// The person's own number; else the agent's, which says whose it is.
fn reached_by(ask: &DayExport, line: &hall::DayListLine) -> String {
    if !line.phone.is_empty() || line.agent_phone.is_empty() {
        return line.phone.clone();
    }
    let agent = ask.headers.get(AGENT_COLUMN).map_or("", String::as_str);
    joined_words([agent, &line.agent, &line.agent_phone])
}

fn joined_words<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A walk-in has the minute in which it was accepted.
fn times(line: &hall::DayListLine) -> String {
    if line.start == line.end { hm(line.start) } else { format!("{}–{}", hm(line.start), hm(line.end)) }
}

fn promised(line: &hall::DayListLine, word: &impl Fn(&str) -> String) -> String {
    if line.standing == Standing::Cancelled {
        return String::new();
    }
    let said = word(match line.result {
        ResultPromise::OnTheSpot => "result.on_the_spot",
        ResultPromise::OnTheSpotOnceConfirmed => "result.on_the_spot_once_confirmed",
        ResultPromise::Unknown => "result.unknown",
        ResultPromise::Forwarded => "result.forwarded",
    });
    match line.forwarded_on {
        Some(day) => format!("{said} {day}"),
        None => said,
    }
}

fn called(line: &hall::DayListLine, word: &impl Fn(&str) -> String) -> String {
    let said = line.call.map(|outcome| match outcome {
        CallOutcome::Coming => word("outcome.coming"),
        CallOutcome::Rescheduled => word("outcome.rescheduled"),
        CallOutcome::Cancelled => word("outcome.cancelled"),
        CallOutcome::NoAnswer => word("outcome.no_answer"),
    });
    [said, line.expected.map(hm)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Booked => "standing.booked",
        Standing::Provisional => "standing.provisional",
        Standing::WithoutSeat => "standing.without_seat",
        Standing::Released => "standing.released",
        Standing::Arrived => "standing.arrived",
        Standing::WalkedIn => "standing.walked_in",
        Standing::Moved => "standing.moved",
        Standing::Cancelled => "standing.cancelled",
    }
}

fn source(channel: Channel) -> &'static str {
    match channel {
        Channel::Desk => "source.desk",
        Channel::Phone => "source.phone",
        Channel::CarriedOver => "source.carried_over",
        Channel::OtherHall => "source.other_hall",
    }
}

pub(super) fn name_in(names: &Names, language: Language) -> String {
    match language {
        Language::ZhHans => names.zh_hans.clone(),
        Language::ZhHant => names.zh_hant.clone(),
        Language::En => names.en.clone(),
    }
}
