//! Taking over a whole version of calendar, departments or items. Nothing is ever taken over in part, and nothing is taken
//! away that was not shown: what a version changes of what is there is asked for first, and only exactly that is done.

use super::effects::{AffectedBooking, affected_booking};
use super::in_use::{keep, share};
use super::prepare::{Prepared, Wanted, in_use};
use super::touched::{Touched, touched};
use crate::ground::{Desk, Look, ReferenceTaking, Refusal, Right, Under};
use domain::event::{Fact, ReferenceAdopted, ReferenceKind};
use domain::reference::change::Change;
use domain::reference::import::{BadRow, ImportErrors};
use sha2::{Digest, Sha256};

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows read.
    pub rows: u32,
    /// Cells that were refused; with any of them nothing was taken over.
    pub bad: Vec<BadRow>,
    /// Columns that were not found.
    pub missing_columns: Vec<String>,
    /// Columns that were found, where some were not.
    pub found_columns: Vec<String>,
}

impl ImportReport {
    /// Whether the version was fit to be taken over.
    pub fn is_good(&self) -> bool {
        self.bad.is_empty() && self.missing_columns.is_empty()
    }
}

/// What a version would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferencePreview {
    pub report: ImportReport,
    pub change: Change,
    /// Bookings to come that would not be what they were made as any more.
    pub affected: Vec<AffectedBooking>,
    /// Columns of the file that nobody reads.
    pub unread: Vec<String>,
    /// Stands for all of this: whoever has seen it names it when importing.
    pub seen: String,
}

enum Step {
    Done,
    /// Something else is in use by now: compare anew.
    Again,
}

impl Desk {
    /// Says what an import or a return to a version would do, without doing it.
    ///
    /// # Errors
    /// What the store says; [`Refusal::NoTable`] for a text that is none. Bad rows are a report, not an error.
    pub fn preview_reference(&self, kind: ReferenceKind, wanted: &Wanted) -> Result<ReferencePreview, Refusal> {
        self.require(Right::ChangeReference)?;
        let prepared = match self.prepare(kind, wanted)? {
            Ok(prepared) => prepared,
            Err(errors) => {
                let (change, affected, unread, seen) = Default::default();
                return Ok(ReferencePreview { report: refused(errors)?, change, affected, unread, seen });
            }
        };
        let (touched, affected) = self.read(|look| -> Result<_, Refusal> {
            let (touched, would) =
                (touched(look, &prepared.reference)?, Under { look, reference: &prepared.reference });
            let affected =
                touched.iter().map(|one| affected_booking(&would, look.reference(), &one.row, one.effects.clone()));
            let affected = affected.collect::<Result<Vec<_>, _>>()?;
            Ok((touched, affected))
        })?;
        let seen = seen(kind, &prepared, wanted, &touched);
        let report = ImportReport { rows: count(prepared.rows), ..ImportReport::default() };
        Ok(ReferencePreview { report, change: prepared.change, affected, unread: prepared.unread, seen })
    }

    /// Takes over a file's version, or says everything that is wrong with it.
    ///
    /// # Errors
    /// As for [`Desk::take_reference`].
    pub fn import_reference(
        &self,
        kind: ReferenceKind,
        csv: &str,
        source: &str,
        seen: Option<&str>,
    ) -> Result<ImportReport, Refusal> {
        self.take_reference(kind, &Wanted::Csv { text: csv.to_owned(), source: source.to_owned() }, seen)
    }

    /// Takes a version into use, or says everything that is wrong with it. What only adds to what is there goes at once.
    ///
    /// # Errors
    /// What the store says; [`Refusal::NoTable`] for a text that is none; [`Refusal::ReferenceUnseen`] when it would take
    /// away or change what is there, and `seen` does not stand for exactly that.
    pub fn take_reference(
        &self,
        kind: ReferenceKind,
        wanted: &Wanted,
        seen: Option<&str>,
    ) -> Result<ImportReport, Refusal> {
        self.require(Right::ChangeReference)?;
        loop {
            let prepared = match self.prepare(kind, wanted)? {
                Ok(prepared) => prepared,
                Err(errors) => return refused(errors),
            };
            let rows = count(prepared.rows);
            if let Step::Done = self.apply(kind, wanted, prepared, seen)? {
                self.reload_reference()?;
                return Ok(ImportReport { rows, ..ImportReport::default() });
            }
        }
    }

    fn apply(
        &self,
        kind: ReferenceKind,
        wanted: &Wanted,
        prepared: Prepared,
        seen_before: Option<&str>,
    ) -> Result<Step, Refusal> {
        let (wanted, seen_before) = (wanted.clone(), seen_before.map(str::to_owned));
        self.write(move |w| -> Result<Step, Refusal> {
            if in_use(w.views())? != prepared.base {
                return Ok(Step::Again);
            }
            let touched = touched(w, &prepared.reference)?;
            let asks = !prepared.change.only_adds() || !touched.is_empty();
            if asks && seen_before.as_deref() != Some(seen(kind, &prepared, &wanted, &touched).as_str()) {
                let Change { added, changed, gone } = &prepared.change;
                let (added, changed, gone) = (added.len(), changed.len(), gone.len());
                return Err(Refusal::ReferenceUnseen(ReferenceTaking {
                    added,
                    changed,
                    gone,
                    bookings: touched.len(),
                }));
            }
            let hash = keep(w, &prepared.text)?;
            let adopted = ReferenceAdopted { kind, hash, shipped: prepared.shipped };
            let event = w.record(&Fact::ReferenceAdopted(adopted), None, None)?;
            if !prepared.shipped {
                share(w, event, &prepared.text)?;
            }
            Ok(Step::Done)
        })
    }
}

/// A text that is no table is refused; bad rows are reported.
fn refused(errors: ImportErrors) -> Result<ImportReport, Refusal> {
    let empty = ImportReport::default();
    match errors {
        ImportErrors::File(fault) => Err(Refusal::NoTable(fault)),
        ImportErrors::Header { missing, found } => {
            Ok(ImportReport { missing_columns: missing, found_columns: found, ..empty })
        }
        ImportErrors::Rows { rows, bad } => Ok(ImportReport { rows, bad, ..empty }),
    }
}

/// What stands for a preview: what is in use, what is wanted, and the bookings that it touches and how.
fn seen(kind: ReferenceKind, prepared: &Prepared, wanted: &Wanted, touched: &[Touched]) -> String {
    let mut digest = Sha256::new();
    digest.update(format!("{kind:?} {:?}", prepared.base));
    match wanted {
        Wanted::Csv { text, .. } => digest.update(Sha256::digest(text.as_bytes())),
        Wanted::Version { hash } => digest.update(hash),
    }
    for one in touched {
        digest.update(format!("{:?} {:?}", one.row.id, one.effects));
    }
    digest.finalize().iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
