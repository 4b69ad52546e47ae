//! Sealed values of cases: in the vault under the event that set them.

use crate::ground::{Look, Writing};
use domain::assist::case::CaseState;
use domain::assist::step::Sealed;
use domain::record::RecordId;
use store::{StoreError, VaultField};

/// What a document is, under the event that took it. Numbers in the vault are never reused; those of bookings, departments
/// and people are others.
pub(crate) const DOCUMENT: VaultField = VaultField(48);
/// Words of praise, under the event that says that there was some.
pub(crate) const PRAISE: VaultField = VaultField(49);
/// What the hall has set of its log in words, under the event that set it.
pub(crate) const WORDS: VaultField = VaultField(50);
/// What a work order is about, under the event that opened it.
pub(crate) const ABOUT: VaultField = VaultField(51);
/// What it came to in words, under the event that says so.
pub(crate) const OUTCOME: VaultField = VaultField(52);

/// All sealed values of a case, in their order.
pub(crate) const ALL: [Sealed; 8] = [
    Sealed::Name,
    Sealed::Phone,
    Sealed::Reason,
    Sealed::Rule,
    Sealed::MayNotEnter,
    Sealed::WhoSigns,
    Sealed::Carer,
    Sealed::Note,
];

/// Where a sealed value lies.
pub(crate) fn field(sealed: Sealed) -> VaultField {
    VaultField(match sealed {
        Sealed::Name => 40,
        Sealed::Phone => 41,
        Sealed::Reason => 42,
        Sealed::Rule => 43,
        Sealed::MayNotEnter => 44,
        Sealed::WhoSigns => 45,
        Sealed::Carer => 46,
        Sealed::Note => 47,
    })
}

/// The value that stands; empty if there is none, or it was erased.
pub(crate) fn value(look: &impl Look, case: &CaseState, sealed: Sealed) -> Result<String, StoreError> {
    case.sealed.get(&sealed).map_or_else(|| Ok(String::new()), |event| text(look, *event, field(sealed)))
}

/// What an event set; empty if nothing.
pub(crate) fn text(look: &impl Look, event: RecordId, field: VaultField) -> Result<String, StoreError> {
    Ok(look.value(event, field)?.unwrap_or_default())
}

/// Puts a value under an event; an empty one is none.
pub(crate) fn put(w: &mut Writing<'_, '_>, event: RecordId, field: VaultField, value: &str) -> Result<(), StoreError> {
    if value.is_empty() { Ok(()) } else { w.vault_put(store::event_id(event), field, value) }
}
