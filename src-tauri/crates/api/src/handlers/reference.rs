//! Versions of reference data in the door's types.

use super::data::hand_out;
use super::read::{names, small};
use crate::FailureCode as Code;
use crate::refuse::unreadable;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    BadRow, Failure, FileMade, ImportReport, ReferenceAsk, ReferenceImport, ReferenceKind, ReferenceLine,
    ReferenceLines, ReferencePreview, ReferencePreviewAsk, ReferenceRevert, ReferenceVersion, ReferenceVersions,
    ReferenceYear,
};
use domain::reference::change::{ChangedEntry, Entry};
use hall::Wanted;

/// More rows than anybody reads before confirming; how many there are is told.
const LINES_MAX: usize = 100;

fn file_name(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Calendar => "yanshi-calendar",
        ReferenceKind::Departments => "yanshi-departments",
        ReferenceKind::Items => "yanshi-items",
    }
}

/// A version by its name, or else a file's text.
fn wanted(csv: String, version: Option<&str>) -> Result<Wanted, Failure> {
    let Some(version) = version else { return Ok(Wanted::Csv { text: csv, source: String::new() }) };
    let hash: Option<Vec<u8>> =
        (0..64).step_by(2).map(|at| u8::from_str_radix(version.get(at..at + 2)?, 16).ok()).collect();
    let hash = hash.filter(|_| version.len() == 64).and_then(|bytes| bytes.try_into().ok());
    Ok(Wanted::Version { hash: hash.ok_or_else(|| unreadable("version", Code::ImportVersion))? })
}

pub(crate) fn reference_preview(visit: Visit<'_>, input: ReferencePreviewAsk) -> Result<ReferencePreview, Failure> {
    let desk = visit.desk()?;
    let wanted = wanted(input.csv, input.version.as_deref())?;
    Ok(shown(desk.preview_reference(input.kind.into(), &wanted)?))
}

pub(crate) fn reference_import(visit: Visit<'_>, input: ReferenceImport) -> Result<ImportReport, Failure> {
    let (kind, seen) = (input.kind.into(), input.seen.as_deref());
    Ok(report(visit.desk()?.import_reference(kind, &input.csv, &input.source, seen)?))
}

pub(crate) fn reference_revert(visit: Visit<'_>, input: ReferenceRevert) -> Result<ImportReport, Failure> {
    let desk = visit.desk()?;
    let wanted = wanted(String::new(), Some(&input.version))?;
    Ok(report(desk.take_reference(input.kind.into(), &wanted, input.seen.as_deref())?))
}

pub(crate) fn reference_export(visit: Visit<'_>, input: ReferenceAsk) -> Result<FileMade, Failure> {
    let text = visit.desk()?.export_reference(input.kind.into())?;
    hand_out(visit.api, file_name(input.kind), "csv", text.as_bytes())
}

fn report(report: hall::ImportReport) -> ImportReport {
    let taken = report.is_good();
    let bad = report.bad.into_iter().map(|row| BadRow {
        line: row.line,
        column: row.column,
        code: row.code.code().to_owned(),
        value: row.value,
    });
    ImportReport {
        rows: report.rows,
        taken,
        bad: bad.collect(),
        missing_columns: report.missing_columns,
        found_columns: report.found_columns,
    }
}

fn shown(preview: hall::ReferencePreview) -> ReferencePreview {
    let change = &preview.change;
    let bookings = small(preview.affected.len());
    let years = change.by_year().into_iter().filter_map(|(year, [added, changed, gone])| {
        let year = u16::try_from(year).ok()?;
        Some(ReferenceYear { year, added: small(added), changed: small(changed), gone: small(gone) })
    });
    ReferencePreview {
        asks: !change.only_adds() || bookings > 0,
        seen: preview.seen,
        added: lines(&change.added),
        changed: ReferenceLines {
            count: small(change.changed.len()),
            first: change.changed.iter().take(LINES_MAX).map(changed_line).collect(),
        },
        gone: lines(&change.gone),
        years: years.collect(),
        bookings,
        affected: preview.affected.into_iter().take(LINES_MAX).map(Wire::wire).collect(),
        unread_columns: preview.unread,
        // A preview takes nothing.
        report: ImportReport { taken: false, ..report(preview.report) },
    }
}

fn lines(entries: &[Entry]) -> ReferenceLines {
    ReferenceLines { count: small(entries.len()), first: entries.iter().take(LINES_MAX).map(line).collect() }
}

fn line(entry: &Entry) -> ReferenceLine {
    ReferenceLine { key: entry.key.clone(), name: names(&entry.names), columns: Vec::new() }
}

fn changed_line(changed: &ChangedEntry) -> ReferenceLine {
    let columns = changed.columns.iter().map(|column| (*column).to_owned()).collect();
    ReferenceLine { columns, ..line(&changed.now) }
}

pub(crate) fn reference_versions(visit: Visit<'_>, input: ReferenceAsk) -> Result<ReferenceVersions, Failure> {
    let version = |one: hall::ReferenceVersion| ReferenceVersion {
        version: one.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        at: one.at.wire(),
        person: one.person,
        source: one.source,
        rows: one.rows,
        in_use: one.in_use,
        shipped: one.shipped,
    };
    let versions = visit.desk()?.reference_versions(input.kind.into())?;
    Ok(ReferenceVersions { versions: versions.into_iter().map(version).collect() })
}
