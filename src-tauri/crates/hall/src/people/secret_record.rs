//! A person's secret on record: set, with the wrong tries before it forgotten.

use crate::ground::{Author, Refusal, record};
use domain::event::{Fact, SecretBy, SecretSet};
use domain::people::{Person, SECRET_FIELD};
use domain::record::RecordId;
use store::{StoreError, VaultField, WriteTx};

/// Sets a secret within a transaction.
pub(super) fn set_secret(
    tx: &mut WriteTx<'_>,
    author: Author,
    person: RecordId,
    base: RecordId,
    hash: &str,
    by: SecretBy,
) -> Result<(), StoreError> {
    let set = record(tx, author, &Fact::SecretSet(SecretSet { by }), Some(person), Some(base))?;
    tx.vault_put(store::event_id(set), VaultField(SECRET_FIELD), hash)?;
    forget_tries(tx, person)
}

/// The person, if the record still stands as its author saw it.
pub(super) fn standing(tx: &WriteTx<'_>, person: RecordId) -> Result<Person, Refusal> {
    tx.views().person(person)?.ok_or(Refusal::PersonNotFound)
}

/// Wrong tries are of this PC: another one's do not lock anybody out here.
pub(super) fn tries_name(person: RecordId) -> String {
    format!("tries:{person}")
}

pub(super) fn forget_tries(tx: &mut WriteTx<'_>, person: RecordId) -> Result<(), StoreError> {
    tx.local_delete(&tries_name(person))
}
