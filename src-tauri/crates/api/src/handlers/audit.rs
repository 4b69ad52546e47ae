//! The record of actions in the door's types.

use super::data::hand_out;
use super::read;
use crate::FailureCode as Code;
use crate::refuse::unreadable;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{AuditAsk, AuditExport, AuditFilter, AuditPage, DayAudit, Failure, FileMade};
use std::str::FromStr as _;

pub(crate) fn audit(visit: Visit<'_>, input: AuditAsk) -> Result<AuditPage, Failure> {
    let after = input.after.as_deref().map(place).transpose()?;
    Ok(page(visit.desk()?.audit(&filter(&input.filter)?, after)?))
}

pub(crate) fn audit_export(visit: Visit<'_>, input: AuditExport) -> Result<FileMade, Failure> {
    let text = visit.desk()?.export_audit(&filter(&input.filter)?, &audit_words(input.words))?;
    hand_out(visit.api, "yanshi-audit", "csv", text.as_bytes())
}

fn filter(filter: &AuditFilter) -> Result<hall::AuditFilter, Failure> {
    let date = |field, text: &Option<String>| text.as_deref().map(|text| read::date(field, text)).transpose();
    Ok(hall::AuditFilter {
        person: filter.person.as_deref().map(|id| read::record("person", id)).transpose()?,
        kind: filter.kind.clone().filter(|kind| !kind.is_empty()),
        from: date("from", &filter.from)?,
        to: date("to", &filter.to)?,
    })
}

fn audit_words(words: crate::AuditWords) -> hall::AuditWords {
    let crate::AuditWords { headers, kinds, reasons, seats, unknown, program } = words;
    hall::AuditWords { headers, kinds, reasons, seats, unknown, program }
}

/// `lamport:event`, opaque to the screen.
fn place(text: &str) -> Result<hall::AuditPlace, Failure> {
    let read = || {
        let (lamport, event) = text.split_once(':')?;
        Some(hall::AuditPlace {
            lamport: lamport.parse().ok()?,
            event: domain::record::RecordId::from_str(event).ok()?,
        })
    };
    read().ok_or_else(|| unreadable("after", Code::RequestUnreadableId))
}

fn page(page: hall::AuditPage) -> AuditPage {
    AuditPage { lines: page.lines.wire(), next: page.next.map(|place| format!("{}:{}", place.lamport, place.event)) }
}

impl Wire<DayAudit> for hall::DayAudit {
    fn wire(self) -> DayAudit {
        DayAudit {
            date: self.date.wire(),
            reason: self.reason.wire(),
            more: self.seats.map(|(more, _)| more),
            less: self.seats.map(|(_, less)| less),
        }
    }
}
