//! How often something was put on paper or into a file on this PC, so that a second copy can say so. No business of others.

use store::{StoreError, WriteTx};

/// Copies so far, from what this PC keeps.
pub(crate) fn copies(kept: Option<Vec<u8>>) -> u32 {
    kept.and_then(|count| count.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// Counts one more, and says the how-manieth it is.
pub(crate) fn count_copy(tx: &mut WriteTx<'_>, key: &str) -> Result<u32, StoreError> {
    let copy = copies(tx.local_get(key)?).saturating_add(1);
    tx.local_put(key, &copy.to_le_bytes())?;
    Ok(copy)
}
