//! Who did what, when, to what: the journal as a list (PRODUCT rule 39). It holds no personal value of a citizen, because
//! no event does; names of staff are looked up while it is shown.

use crate::ground::{Desk, Refusal, Right, wall_to_beijing};
use chrono::{NaiveDate, NaiveDateTime};
use domain::booking::BookingNumber;
use domain::event::{self, Entity, ExceptionReason, Fact, HandedOut, Handout, MintedSeats};
use domain::record::RecordId;
use journal::{DeviceId, Event, Lamport, Seq};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use store::ReadTx;

/// Lines on a page.
pub const AUDIT_PAGE: usize = 100;
/// Columns of the table.
const COLUMNS: usize = 8;

/// Which lines are wanted; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    pub person: Option<RecordId>,
    /// Dotted name of a kind of event, or the part before its dot.
    pub kind: Option<String>,
    /// Beijing dates by the writing PC's clock, both ends included.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// Where a page ended: Lamport number and the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditPlace {
    pub lamport: u64,
    pub event: RecordId,
}

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    pub event: RecordId,
    /// Beijing time by the writing PC's clock: evidence, not order.
    pub at: NaiveDateTime,
    /// Name of whoever did it; empty where the program itself acted.
    pub person: String,
    /// Dotted name of the kind; empty for one that a newer version wrote.
    pub kind: &'static str,
    pub kind_number: u16,
    /// Booking number, where it was done to a booking.
    pub booking: Option<BookingNumber>,
    /// Name of the person it was done to, where it was one.
    pub subject: String,
    /// What was decided for a day, where it was done to one.
    pub day: Option<DayAudit>,
    /// First eight hexadecimal digits of the hash that chains the event: what a printed list can be checked by.
    pub hash: String,
}

/// What was decided for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayAudit {
    pub date: NaiveDate,
    /// Why the date is different; absent where the change is no single date's own.
    pub reason: Option<ExceptionReason>,
    /// Seats that came and went.
    pub seats: Option<(u32, u32)>,
}

impl DayAudit {
    fn of(event: &Event) -> Option<Self> {
        let count = |runs: &[MintedSeats]| runs.iter().map(|run| u32::from(run.count)).sum();
        match Fact::decode(event.kind.0, event.version.0, &event.body).ok()?? {
            Fact::DayExcepted(body) => {
                let reason = body.sessions.is_some().then_some(body.reason);
                Some(Self { date: body.day.date(), reason, seats: None })
            }
            Fact::DayReplanned(body) => {
                let seats = Some((count(&body.minted), count(&body.retired)));
                Some(Self { date: body.day.date(), reason: None, seats })
            }
            Fact::DayPlanned(body) => Some(Self { date: body.day.date(), reason: None, seats: None }),
            _ => None,
        }
    }

    /// For a table: the reason, or how many seats came and went.
    fn detail(self, words: &AuditWords) -> String {
        let reason = self.reason.map(|reason| word(&words.reasons, reason_name(reason)));
        let counted = |(more, less): (u32, u32)| {
            words.seats.replace("{more}", &more.to_string()).replace("{less}", &less.to_string())
        };
        reason.or(self.seats.map(counted)).unwrap_or_default()
    }
}

/// What a table is written in: the reader's language has its words where the screens have theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditWords {
    /// Heads of time, person, kind, booking, subject, event, hash and detail.
    pub headers: Vec<String>,
    /// By dotted name.
    pub kinds: BTreeMap<String, String>,
    /// Why a date is different, by [`reason_name`].
    pub reasons: BTreeMap<String, String>,
    /// `{more}` seats came and `{less}` went.
    pub seats: String,
    /// A kind that a newer version wrote, with its number `{n}`.
    pub unknown: String,
    /// Who acts where nobody does.
    pub program: String,
}

/// A word, or the name itself where the language lacks it: better than a hole.
fn word(words: &BTreeMap<String, String>, name: &str) -> String {
    words.get(name).map_or_else(|| name.to_owned(), Clone::clone)
}

/// What a reason is called outside the program.
pub fn reason_name(reason: ExceptionReason) -> &'static str {
    match reason {
        ExceptionReason::Notice => "notice",
        ExceptionReason::Emergency => "emergency",
        ExceptionReason::Premises => "premises",
        ExceptionReason::Staffing => "staffing",
        ExceptionReason::Demand => "demand",
        ExceptionReason::Other => "other",
    }
}

/// A page of the list, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    pub lines: Vec<AuditLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<AuditPlace>,
}

impl Desk {
    /// A page of the list.
    ///
    /// # Errors
    /// What the store says.
    pub fn audit(&self, filter: &AuditFilter, after: Option<AuditPlace>) -> Result<AuditPage, Refusal> {
        self.require(Right::ReadAudit)?;
        let mut page = AuditPage { lines: Vec::new(), next: None };
        self.each_line(filter, after, |place, line| {
            if page.lines.len() == AUDIT_PAGE {
                page.next = Some(place);
                return ControlFlow::Break(());
            }
            page.lines.push(line);
            ControlFlow::Continue(())
        })?;
        // A page begins after the place that is named: name the last line shown.
        if let Some(next) = &mut page.next {
            *next = self.place_of(page.lines.last())?.unwrap_or(*next);
        }
        Ok(page)
    }

    /// The whole list as CSV, for Excel: with a byte order mark, one line an event. That it was taken is on record first.
    ///
    /// # Errors
    /// What the store says.
    pub fn export_audit(&self, filter: &AuditFilter, words: &AuditWords) -> Result<String, Refusal> {
        self.require(Right::ReadAudit)?;
        self.write(|w| -> Result<(), Refusal> {
            w.record(&Fact::HandedOut(HandedOut { what: Handout::AuditList }), None, None)?;
            Ok(())
        })?;
        let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        let broken = |error: csv::Error| Refusal::Broken(error.to_string());
        // A head less than there are columns would shift nothing: the rest stays blank.
        let heads = words.headers.iter().map(|head| harmless(head)).chain(std::iter::repeat(String::new()));
        out.write_record(heads.take(COLUMNS)).map_err(broken)?;
        let mut failed = None;
        self.each_line(filter, None, |_, line| {
            match out.write_record(cells(line, words).map(|cell| harmless(&cell))) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        })?;
        failed.map_or(Ok(()), |error| Err(broken(error)))?;
        let bytes = out.into_inner().map_err(|error| Refusal::Broken(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| Refusal::Broken(error.to_string()))
    }

    fn place_of(&self, line: Option<&AuditLine>) -> Result<Option<AuditPlace>, Refusal> {
        let Some(line) = line else { return Ok(None) };
        let event = self.store.read(|tx: &ReadTx<'_>| tx.event(store::event_id(line.event)))?;
        Ok(event.map(|event| AuditPlace { lamport: event.lamport.0, event: line.event }))
    }

    fn each_line(
        &self,
        filter: &AuditFilter,
        after: Option<AuditPlace>,
        mut each: impl FnMut(AuditPlace, AuditLine) -> ControlFlow<()>,
    ) -> Result<(), Refusal> {
        let names = self.names_of_people()?;
        let before = after.map(|place| (Lamport(place.lamport), DeviceId(place.event.device), Seq(place.event.seq)));
        self.store.read(|tx: &ReadTx<'_>| -> Result<(), Refusal> {
            let mut failed = Ok(());
            tx.events_newest_first(before, |event, hash| {
                if !fits(filter, event) {
                    return ControlFlow::Continue(());
                }
                let place = AuditPlace { lamport: event.lamport.0, event: store::record_id(event.id()) };
                match line(tx, &names, event, hash.to_string()) {
                    Ok(line) => each(place, line),
                    Err(refusal) => {
                        failed = Err(refusal);
                        ControlFlow::Break(())
                    }
                }
            })?;
            failed
        })
    }
}

fn fits(filter: &AuditFilter, event: &Event) -> bool {
    let date = || wall_to_beijing(event.wall).date();
    let person = filter.person.is_none_or(|person| {
        let person = store::event_id(person);
        event.actor == Some(person) || event.entity == person
    });
    let kind = filter.kind.as_deref().is_none_or(|kind| {
        let name = kind_name(event.kind.0);
        name == kind || name.split('.').next() == Some(kind)
    });
    person && kind && filter.from.is_none_or(|from| date() >= from) && filter.to.is_none_or(|to| date() <= to)
}

fn kind_name(number: u16) -> &'static str {
    event::row(number).map_or("", |row| row.name)
}

fn line(
    tx: &ReadTx<'_>,
    names: &BTreeMap<RecordId, String>,
    event: &Event,
    hash: String,
) -> Result<AuditLine, Refusal> {
    let entity = store::record_id(event.entity);
    let name_of = |id: RecordId| names.get(&id).cloned().unwrap_or_default();
    let kind = kind_name(event.kind.0);
    let of = event::row(event.kind.0).map(|row| row.entity);
    let booking = if of == Some(Entity::Booking) { tx.views().booking(entity)? } else { None };
    Ok(AuditLine {
        event: store::record_id(event.id()),
        at: wall_to_beijing(event.wall),
        person: event.actor.map(|actor| name_of(store::record_id(actor))).unwrap_or_default(),
        kind,
        kind_number: event.kind.0,
        booking: booking.map(|booking| BookingNumber::from_digits(booking.number)),
        subject: if of == Some(Entity::Person) { name_of(entity) } else { String::new() },
        day: if of == Some(Entity::Day) { DayAudit::of(event) } else { None },
        hash: hash.chars().take(8).collect(),
    })
}

/// A line of the table, in the order of [`AuditWords::headers`].
fn cells(line: AuditLine, words: &AuditWords) -> [String; COLUMNS] {
    let kind = match line.kind {
        "" => words.unknown.replace("{n}", &line.kind_number.to_string()),
        name => word(&words.kinds, name),
    };
    [
        line.at.format("%Y-%m-%d %H:%M:%S").to_string(),
        if line.person.is_empty() { words.program.clone() } else { line.person },
        kind,
        line.booking.map(|number| number.to_string()).unwrap_or_default(),
        line.day.map_or(line.subject, |day| day.date.to_string()),
        line.event.to_string(),
        line.hash,
        line.day.map(|day| day.detail(words)).unwrap_or_default(),
    ]
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("王伟"), "王伟");
    }
}
