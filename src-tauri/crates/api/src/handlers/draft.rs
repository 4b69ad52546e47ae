//! Forms that were begun and not saved, in the door's types.

use crate::{Failure, Nothing};
use hall::{Desk, DraftOf};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A draft of another version that no longer reads is no draft: what it held cannot be shown.
pub(super) fn show<D: DeserializeOwned>(desk: &Desk, form: DraftOf) -> Result<Option<D>, Failure> {
    let text = desk.draft(form)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

pub(super) fn keep(desk: &Desk, form: DraftOf, draft: &impl Serialize) -> Result<Nothing, Failure> {
    let text = serde_json::to_string(draft).map_err(Failure::internal)?;
    desk.keep_draft(form, text)?;
    Ok(Nothing {})
}

pub(super) fn drop(desk: &Desk, form: DraftOf) -> Result<Nothing, Failure> {
    desk.drop_draft(form)?;
    Ok(Nothing {})
}
