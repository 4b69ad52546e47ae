//! What would bring an erased person back: a form half filled in with the same name or number, however it was typed.

use domain::text::{clean_code, name_key, phone_key, unescaped};
use store::{StoreError, WriteTx};

/// Last digits of a line by which it is known again, however it was typed.
const TRACE_DIGITS: usize = 7;

/// A telephone number as it is compared.
pub(crate) fn phone_trace(phone: &str) -> String {
    let line = phone_key(phone).unwrap_or_default();
    line[line.len().saturating_sub(TRACE_DIGITS)..].to_owned()
}

/// Drops the forms in which a value stands, and those that do not open: nobody can tell what stands in them.
pub(crate) fn drop_drafts_with(tx: &mut WriteTx<'_>, values: &[String]) -> Result<(), StoreError> {
    for slot in tx.draft_slots()? {
        let Some(draft) = tx.draft_get(&slot)? else {
            tx.draft_delete(&slot)?;
            continue;
        };
        let draft = unescaped(&draft);
        // Names in their letters; numbers without whatever groups them.
        let names = name_key(&draft);
        let numbers: String = clean_code(&draft).chars().filter(char::is_ascii_alphanumeric).collect();
        if values.iter().any(|value| names.contains(value.as_str()) || numbers.contains(value.as_str())) {
            tx.draft_delete(&slot)?;
        }
    }
    Ok(())
}
