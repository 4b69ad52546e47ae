//! Versions that have been in use, to go back to one of them; and the one in use as a file, to work on.

use super::in_use::{TEXT_FIELD, hash_of, shipped_text, text_in_use};
use crate::ground::{Desk, Refusal, Right, wall_to_beijing};
use chrono::NaiveDateTime;
use domain::event::{Fact, ReferenceAdopted, ReferenceKind};
use domain::reference::import::{for_spreadsheet, mended, rows_of, source_of};
use journal::{Event, KindCode};
use std::collections::BTreeSet;
use store::{ReadTx, StoreError};

/// Number of the kind of event that takes a version into use.
const ADOPTED: u16 = 2;

/// A version of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceVersion {
    pub hash: [u8; 32],
    /// When it was taken into use the last time, Beijing time by the writing PC's clock; absent where it never was here.
    pub at: Option<NaiveDateTime>,
    /// Name of whoever took it into use; empty where the program itself did.
    pub person: String,
    /// Where it comes from, as its importer wrote.
    pub source: String,
    pub rows: u32,
    pub in_use: bool,
    /// The one that this program brings along.
    pub shipped: bool,
}

impl Desk {
    /// Versions of a kind that can be taken into use again, the last first; that which the program brings along is always
    /// among them.
    ///
    /// # Errors
    /// What the store says.
    pub fn reference_versions(&self, kind: ReferenceKind) -> Result<Vec<ReferenceVersion>, Refusal> {
        self.require(Right::ChangeReference)?;
        let names = self.names_of_people()?;
        let shipped = hash_of(shipped_text(kind));
        self.store.read(|tx: &ReadTx<'_>| -> Result<Vec<ReferenceVersion>, Refusal> {
            let in_use = tx.views().reference_in_use(kind)?.map(|version| version.hash);
            let (mut versions, mut known) = (Vec::new(), BTreeSet::new());
            for (event, adopted) in adoptions(tx, kind)? {
                let text = kept_text(tx, &event, &adopted.hash)?.filter(|_| known.insert(adopted.hash));
                let Some(text) = text else { continue };
                let person = event.actor.and_then(|actor| names.get(&store::record_id(actor)).cloned());
                let (rows, source) = told(kind, &text);
                versions.push(ReferenceVersion {
                    hash: adopted.hash,
                    at: Some(wall_to_beijing(event.wall)),
                    person: person.unwrap_or_default(),
                    source,
                    rows,
                    in_use: in_use == Some(adopted.hash),
                    shipped: adopted.hash == shipped,
                });
            }
            if known.insert(shipped) {
                let (rows, source) = told(kind, shipped_text(kind));
                let (at, person, in_use) = (None, String::new(), in_use == Some(shipped));
                versions.push(ReferenceVersion { hash: shipped, at, person, source, rows, in_use, shipped: true });
            }
            Ok(versions)
        })
    }

    /// The table in use, for a spreadsheet: what an import is best made from.
    ///
    /// # Errors
    /// What the store says.
    pub fn export_reference(&self, kind: ReferenceKind) -> Result<String, Refusal> {
        self.require(Right::ChangeReference)?;
        let text = text_in_use(&self.store, kind)?;
        for_spreadsheet(kind, &text).or_else(|_| for_spreadsheet(kind, &mended(&text))).map_err(super::in_use::broken)
    }
}

/// Events that took a version of the kind into use, the last first.
fn adoptions(tx: &ReadTx<'_>, kind: ReferenceKind) -> Result<Vec<(Event, ReferenceAdopted)>, StoreError> {
    let mut adoptions = Vec::new();
    for event in tx.events_of_kind(KindCode(ADOPTED))? {
        match Fact::decode(event.kind.0, event.version.0, &event.body) {
            Ok(Some(Fact::ReferenceAdopted(adopted))) if adopted.kind == kind => adoptions.push((event, adopted)),
            _ => {}
        }
    }
    Ok(adoptions)
}

/// Text of a version that was in use, or that is shipped.
pub(super) fn version_text(
    tx: &ReadTx<'_>,
    kind: ReferenceKind,
    hash: &[u8; 32],
) -> Result<Option<String>, StoreError> {
    if hash_of(shipped_text(kind)) == *hash {
        return Ok(Some(shipped_text(kind).to_owned()));
    }
    for (event, _) in adoptions(tx, kind)?.iter().filter(|(_, adopted)| adopted.hash == *hash) {
        if let Some(text) = kept_text(tx, event, hash)? {
            return Ok(Some(text));
        }
    }
    Ok(None)
}

/// As this PC has it, or as another one of the hall shared it.
fn kept_text(tx: &ReadTx<'_>, event: &Event, hash: &[u8; 32]) -> Result<Option<String>, StoreError> {
    match tx.reference_get(hash)? {
        Some(bytes) => String::from_utf8(bytes).map(Some).map_err(|error| StoreError::Damaged(error.to_string())),
        None => Ok(tx.vault_get(event.id(), TEXT_FIELD)?.filter(|text| hash_of(text) == *hash)),
    }
}

/// Rows and source of a version's text.
fn told(kind: ReferenceKind, text: &str) -> (u32, String) {
    (u32::try_from(rows_of(kind, text)).unwrap_or(u32::MAX), source_of(text).to_owned())
}
