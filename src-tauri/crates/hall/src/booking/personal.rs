//! Personal values and free texts of a booking, in the vault under the event that set them.

use crate::ground::{Look, Writing};
use domain::booking::{BookingState, Citizen};
use domain::event::PersonalField;
use domain::record::RecordId;
use std::collections::BTreeMap;
use store::{StoreError, VaultField};

/// Puts values into the vault under an event.
pub(crate) fn put(
    w: &mut Writing<'_, '_>,
    event: RecordId,
    values: impl IntoIterator<Item = (PersonalField, String)>,
) -> Result<(), StoreError> {
    for (field, value) in values {
        w.vault_put(store::event_id(event), VaultField(field.number()), &value)?;
    }
    Ok(())
}

/// The value that stands; empty if there is none.
pub(crate) fn personal_value(
    look: &impl Look,
    personal: &BTreeMap<PersonalField, RecordId>,
    field: PersonalField,
) -> Result<String, StoreError> {
    personal.get(&field).map_or_else(|| Ok(String::new()), |event| value_under(look, *event, field))
}

/// The value that an event set; empty if there is none.
pub(super) fn value_under(look: &impl Look, event: RecordId, field: PersonalField) -> Result<String, StoreError> {
    Ok(look.value(event, VaultField(field.number()))?.unwrap_or_default())
}

/// Who comes for a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Visitor {
    pub citizen: Citizen,
    pub name: String,
}

impl Visitor {
    /// As the values of a booking stand.
    pub(crate) fn of(look: &impl Look, booking: &BookingState) -> Result<Self, StoreError> {
        let value = |field| personal_value(look, &booking.personal, field);
        let citizen = Citizen::of(&value(PersonalField::Phone)?, &value(PersonalField::Identity)?);
        Ok(Self { citizen, name: value(PersonalField::Name)? })
    }
}
