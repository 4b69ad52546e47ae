//! Personal values and free texts of a booking, in the vault under the event that set them.

use domain::event::PersonalField;
use domain::record::RecordId;
use std::collections::BTreeMap;
use store::{ReadTx, StoreError, VaultField, WriteTx};

/// Puts values into the vault under an event.
pub(crate) fn put(
    tx: &mut WriteTx<'_>,
    event: RecordId,
    values: impl IntoIterator<Item = (PersonalField, String)>,
) -> Result<(), StoreError> {
    for (field, value) in values {
        tx.vault_put(store::event_id(event), VaultField(field.number()), &value)?;
    }
    Ok(())
}

/// The value that stands, or nothing.
pub(crate) fn personal_value(
    tx: &ReadTx<'_>,
    personal: &BTreeMap<PersonalField, RecordId>,
    field: PersonalField,
) -> Result<String, StoreError> {
    personal.get(&field).map_or_else(|| Ok(String::new()), |event| value_under(tx, *event, field))
}

/// The value that an event set, or nothing.
pub(super) fn value_under(tx: &ReadTx<'_>, event: RecordId, field: PersonalField) -> Result<String, StoreError> {
    Ok(tx.vault_get(store::event_id(event), VaultField(field.number()))?.unwrap_or_default())
}

/// The same while writing.
pub(crate) fn personal_value_now(
    tx: &WriteTx<'_>,
    personal: &BTreeMap<PersonalField, RecordId>,
    field: PersonalField,
) -> Result<String, StoreError> {
    let Some(event) = personal.get(&field) else { return Ok(String::new()) };
    Ok(tx.vault_get(store::event_id(*event), VaultField(field.number()))?.unwrap_or_default())
}
