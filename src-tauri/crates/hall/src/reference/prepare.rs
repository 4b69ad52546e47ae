//! What a version would be that somebody wants in use: its text, everything parsed beside it, and what it changes.

use super::in_use::{Reference, SHIPPED, TEXT_BYTES_MAX, hash_of, kept, shipped_text, text_in_use};
use super::versions::version_text;
use crate::ground::{Desk, Refusal};
use domain::event::ReferenceKind;
use domain::reference::calendar;
use domain::reference::catalogue::{Department, DepartmentId, Item};
use domain::reference::change::{self, Change, Entry};
use domain::reference::directory::Directory;
use domain::reference::hours::Hours;
use domain::reference::import::{
    BadCell, BadFile, BadRow, ImportErrors, columns, mended, unread_columns, within_bounds,
};
use std::collections::BTreeSet;
use store::{ReadTx, StoreError, Views};

/// Which version is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// What a file holds; years of the calendar that it does not name stay as they are.
    Csv {
        /// Its text.
        text: String,
        /// Where it comes from.
        source: String,
    },
    /// A version that was in use before, or that is shipped, as it is.
    Version {
        /// SHA-256 of its text.
        hash: [u8; 32],
    },
}

/// A version that reads, beside the one in use.
pub(super) struct Prepared {
    /// Versions that were in use when it was compared with them.
    pub base: InUse,
    /// What would be stored.
    pub text: String,
    pub shipped: bool,
    /// Rows read.
    pub rows: usize,
    /// Columns of the file that nobody reads.
    pub unread: Vec<String>,
    pub change: Change,
    /// All reference data, with this version in its place.
    pub reference: Reference,
}

/// Hashes of the versions in use, kind by kind.
pub(super) type InUse = Vec<Option<[u8; 32]>>;

pub(super) fn in_use(views: Views<'_>) -> Result<InUse, StoreError> {
    SHIPPED.iter().map(|(kind, _)| Ok(views.reference_in_use(*kind)?.map(|version| version.hash))).collect()
}

impl Desk {
    /// Parses what is wanted beside everything it will stand beside; or says everything that is wrong with it.
    pub(super) fn prepare(
        &self,
        kind: ReferenceKind,
        wanted: &Wanted,
    ) -> Result<Result<Prepared, ImportErrors>, Refusal> {
        let base = self.store.read(|tx: &ReadTx<'_>| in_use(tx.views()))?;
        let standing = text_in_use(&self.store, kind)?;
        let whole = match wanted {
            Wanted::Csv { text, .. } if text.len() > TEXT_BYTES_MAX => Err(too_large()),
            Wanted::Csv { text, source } => self.imported(kind, text, source, &standing),
            Wanted::Version { hash } => self.version(kind, hash)?,
        };
        let fits = |whole: &Whole| if whole.text.len() > TEXT_BYTES_MAX { Err(too_large()) } else { Ok(()) };
        let whole = whole.and_then(|whole| fits(&whole).map(|()| whole));
        let whole = match whole.and_then(|whole| self.beside(kind, &whole).map(|()| whole)) {
            Ok(whole) => whole,
            Err(errors) => return Ok(Err(errors)),
        };
        let reference = self.reference();
        let before = kept(&standing, |text| kept_entries(kind, text, reference.catalogue.departments()))?;
        let text = |one| if one == kind { Ok(whole.text.clone()) } else { text_in_use(&self.store, one) };
        Ok(Ok(Prepared {
            base,
            reference: Reference::read(text)?,
            rows: whole.rows,
            unread: whole.unread,
            change: Change::between(before, whole.entries),
            shipped: whole.shipped,
            text: whole.text,
        }))
    }

    fn imported(&self, kind: ReferenceKind, csv: &str, source: &str, standing: &str) -> Result<Whole, ImportErrors> {
        let reference = self.reference();
        let departments = reference.catalogue.departments();
        let csv = csv.trim_start_matches('\u{feff}');
        let read = within_bounds(kind, csv, entries(kind, csv, departments))?;
        let (rows, unread) = (read.len(), unread_columns(csv, columns(kind)));
        let source = one_line(source);
        let (text, entries) = match kind {
            ReferenceKind::Calendar => {
                let whole = calendar::merged(standing, csv, &source);
                // What is in use may be of a time when reading was less strict.
                let whole = whole.or_else(|_| calendar::merged(&mended(standing), csv, &source))?;
                let entries = entries(kind, &whole, departments)?;
                (whole, entries)
            }
            _ => (csv.to_owned(), read),
        };
        // A first line `sep=;` has to stay the first.
        let is_told = source.is_empty() || text.starts_with("sep=");
        let text = if is_told { text } else { format!("# source: {source}\n{text}") };
        Ok(Whole { text, shipped: false, rows, unread, entries })
    }

    fn version(&self, kind: ReferenceKind, hash: &[u8; 32]) -> Result<Result<Whole, ImportErrors>, Refusal> {
        let text = self.store.read(|tx: &ReadTx<'_>| version_text(tx, kind, hash))?.ok_or(Refusal::VersionUnknown)?;
        let reference = self.reference();
        let read = |text: &str| kept_entries(kind, text, reference.catalogue.departments());
        Ok(read(&text).or_else(|errors| read(&mended(&text)).map_err(|_| errors)).map(|entries| Whole {
            shipped: hash_of(shipped_text(kind)) == *hash,
            rows: entries.len(),
            unread: Vec::new(),
            entries,
            text,
        }))
    }

    /// Departments must not lose one that items in use name: told by department, not by the lines of another table.
    fn beside(&self, kind: ReferenceKind, whole: &Whole) -> Result<(), ImportErrors> {
        if kind != ReferenceKind::Departments {
            return Ok(());
        }
        let reference = self.reference();
        let is_gone = |id: &DepartmentId| whole.entries.iter().all(|entry| entry.key != id.0.to_string());
        let named: BTreeSet<DepartmentId> = reference.catalogue.items().iter().flat_map(Item::departments).collect();
        let name = |id| reference.catalogue.department(id).map(|one| one.names.zh_hans.clone()).unwrap_or_default();
        let bad = named.into_iter().filter(is_gone).map(|id| BadRow {
            line: 0,
            column: "id".to_owned(),
            code: BadCell::StillUsed,
            value: format!("{} {}", id.0, name(id)),
        });
        let (rows, bad) = (u32::try_from(whole.rows).unwrap_or(u32::MAX), bad.collect::<Vec<_>>());
        if bad.is_empty() { Ok(()) } else { Err(ImportErrors::Rows { rows, bad }) }
    }
}

struct Whole {
    text: String,
    shipped: bool,
    rows: usize,
    unread: Vec<String>,
    entries: Vec<Entry>,
}

fn too_large() -> ImportErrors {
    ImportErrors::File(BadFile::TooLarge { megabytes: u32::try_from(TEXT_BYTES_MAX.div_ceil(1 << 20)).unwrap_or(0) })
}

/// The rows of a table, typed, so that what is written otherwise and means the same is the same.
fn entries(kind: ReferenceKind, text: &str, departments: &[Department]) -> Result<Vec<Entry>, ImportErrors> {
    match kind {
        ReferenceKind::Calendar => change::of_calendar(text),
        ReferenceKind::Departments => Ok(change::of_departments(&Department::list_from_csv(text)?)),
        ReferenceKind::Items => Ok(change::of_items(&Item::list_from_csv(text, departments)?)),
        ReferenceKind::Hours => Ok(change::of_hours(Hours::from_csv(text)?.all_rows())),
        ReferenceKind::Directory => Ok(change::of_halls(Directory::from_csv(text)?.halls())),
    }
}

/// The same of a version that is kept, which may be a catalogue without items.
fn kept_entries(kind: ReferenceKind, text: &str, departments: &[Department]) -> Result<Vec<Entry>, ImportErrors> {
    match entries(kind, text, departments) {
        Err(ImportErrors::File(BadFile::Empty)) if kind == ReferenceKind::Items => Ok(Vec::new()),
        entries => entries,
    }
}

fn one_line(source: &str) -> String {
    source.chars().filter(|c| !c.is_control()).take(200).collect::<String>().trim().to_owned()
}
