//! Taking over a whole version of calendar, departments or items from a csv text. Nothing is ever taken over in part.

use super::{keep, parse_items, share, text_in_use};
use crate::record::record;
use crate::rights::Right;
use crate::{Desk, Refusal};
use domain::calendar::Calendar;
use domain::catalogue::Department;
use domain::event::{Fact, ReferenceAdopted, ReferenceKind};
use domain::import::{BadRow, ImportErrors, within_bounds};
use store::WriteTx;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows read.
    pub rows: u32,
    /// Cells that were refused; with any of them nothing was taken over.
    pub bad: Vec<BadRow>,
    /// Columns that were not found.
    pub missing_columns: Vec<String>,
}

impl Desk {
    /// Takes over a version, or says everything that is wrong with it.
    ///
    /// # Errors
    /// What the store says; a bad file is a report, not an error.
    pub fn import_reference(&self, kind: ReferenceKind, csv: &str, source: &str) -> Result<ImportReport, Refusal> {
        self.require(Right::ChangeReference)?;
        let rows = match within_bounds(kind, csv, self.check(kind, csv)?) {
            Ok(rows) => rows,
            Err(ImportErrors::Header { missing }) => {
                return Ok(ImportReport { rows: 0, bad: Vec::new(), missing_columns: missing });
            }
            Err(ImportErrors::Rows { rows, bad }) => {
                return Ok(ImportReport { rows, bad, missing_columns: Vec::new() });
            }
        };
        let (text, author) = (with_source(csv, source), self.author());
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
            let hash = keep(tx, &text)?;
            let adopted = ReferenceAdopted { kind, hash, shipped: false };
            let event = record(tx, author, &Fact::ReferenceAdopted(adopted), None, None)?;
            Ok(share(tx, event, &text)?)
        })?;
        self.reload_reference()?;
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        Ok(ImportReport { rows, bad: Vec::new(), missing_columns: Vec::new() })
    }

    /// Parses a version against what it will stand beside: items against the departments in use, and departments against
    /// the items in use, which must not lose the department that decides them.
    fn check(&self, kind: ReferenceKind, csv: &str) -> Result<Result<usize, ImportErrors>, Refusal> {
        let departments = || Ok::<_, Refusal>(self.reference().catalogue.departments().to_vec());
        Ok(match kind {
            ReferenceKind::Calendar => Calendar::from_csv(csv).map(|calendar| calendar.len()),
            ReferenceKind::Items => parse_items(csv, &departments()?).map(|items| items.len()),
            ReferenceKind::Departments => {
                let items = text_in_use(&self.store, ReferenceKind::Items)?;
                Department::list_from_csv(csv).and_then(|departments| {
                    parse_items(&items, &departments)?;
                    Ok(departments.len())
                })
            }
            ReferenceKind::Hours => domain::hours::Hours::from_csv(csv).map(|_| 0),
            ReferenceKind::Directory => domain::directory::Directory::from_csv(csv).map(|list| list.halls().len()),
        })
    }
}

/// The text with its source in a comment line, so that the version tells by itself where it comes from.
fn with_source(csv: &str, source: &str) -> String {
    let csv = csv.strip_prefix('\u{feff}').unwrap_or(csv);
    let source: String = source.chars().filter(|c| !c.is_control()).take(200).collect();
    if source.trim().is_empty() { csv.to_owned() } else { format!("# source: {source}\n{csv}") }
}
