//! Personal values and free texts of a booking, in the vault under the event that set them.

use domain::booking::{BookingState, Citizen};
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

/// A transaction in which personal values can be read.
pub(crate) trait Values {
    /// What an event set; `None` if it set nothing, or that was erased.
    fn value(&self, event: RecordId, field: PersonalField) -> Result<Option<String>, StoreError>;
}

impl Values for ReadTx<'_> {
    fn value(&self, event: RecordId, field: PersonalField) -> Result<Option<String>, StoreError> {
        self.vault_get(store::event_id(event), VaultField(field.number()))
    }
}

impl Values for WriteTx<'_> {
    fn value(&self, event: RecordId, field: PersonalField) -> Result<Option<String>, StoreError> {
        self.vault_get(store::event_id(event), VaultField(field.number()))
    }
}

/// The value that stands; empty if there is none.
pub(crate) fn personal_value(
    tx: &impl Values,
    personal: &BTreeMap<PersonalField, RecordId>,
    field: PersonalField,
) -> Result<String, StoreError> {
    personal.get(&field).map_or_else(|| Ok(String::new()), |event| value_under(tx, *event, field))
}

/// The value that an event set; empty if there is none.
pub(super) fn value_under(tx: &impl Values, event: RecordId, field: PersonalField) -> Result<String, StoreError> {
    Ok(tx.value(event, field)?.unwrap_or_default())
}

/// Who comes for a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Visitor {
    pub citizen: Citizen,
    pub name: String,
}

impl Visitor {
    /// As the values of a booking stand.
    pub(crate) fn of(tx: &impl Values, booking: &BookingState) -> Result<Self, StoreError> {
        let value = |field| personal_value(tx, &booking.personal, field);
        let citizen = Citizen::of(&value(PersonalField::Phone)?, &value(PersonalField::Identity)?);
        Ok(Self { citizen, name: value(PersonalField::Name)? })
    }
}
