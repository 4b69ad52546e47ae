//! Texts about people of departments: who comes, who said it, how it is reached. They lie in the vault under the event that
//! set them.

use crate::ground::{Look, Writing};
use domain::duty::half::Half;
use domain::record::RecordId;
use store::{StoreError, VaultField};

/// Numbers in the vault. Never reused; those of bookings and people are below, the hall's contact above.
pub(super) const TOLD_BY: VaultField = VaultField(30);
const NAMES_MORNING: VaultField = VaultField(31);
const NAMES_AFTERNOON: VaultField = VaultField(32);
pub(super) const CONTACT: VaultField = VaultField(33);
pub(super) const SUBSTITUTE: VaultField = VaultField(34);

/// What stands between two names.
pub(crate) const SEPARATOR: char = '、';

/// Where the names of a half-day's answer lie.
pub(super) fn names_of(half: Half) -> VaultField {
    match half {
        Half::Morning => NAMES_MORNING,
        Half::Afternoon => NAMES_AFTERNOON,
    }
}

/// The names in a text, as people separate them.
pub(super) fn split(text: &str) -> Vec<String> {
    let separates = |c: char| matches!(c, '、' | ',' | '，' | ';' | '；' | '\n' | '\r' | '\t');
    text.split(separates).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// What an event set; empty if nothing, or it was erased.
pub(super) fn text(look: &impl Look, event: RecordId, field: VaultField) -> Result<String, StoreError> {
    Ok(look.value(event, field)?.unwrap_or_default())
}

/// Puts a text under an event; an empty one is none.
pub(super) fn put(w: &mut Writing<'_, '_>, event: RecordId, field: VaultField, text: &str) -> Result<(), StoreError> {
    if text.is_empty() { Ok(()) } else { w.vault_put(store::event_id(event), field, text) }
}
