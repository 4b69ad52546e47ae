//! Forms that were begun and not saved. What is in one is the screen's own: it is neither read here nor checked.

use super::DONE;
use crate::visit::Visit;
use crate::{DraftFound, DraftKeep, DraftRef, Failure, Nothing};

pub(crate) fn draft_show(visit: Visit<'_>, input: DraftRef) -> Result<DraftFound, Failure> {
    Ok(DraftFound { text: visit.desk()?.draft(input.of.into())? })
}

pub(crate) fn draft_keep(visit: Visit<'_>, input: DraftKeep) -> Result<Nothing, Failure> {
    visit.desk()?.keep_draft(input.of.into(), input.text)?;
    Ok(DONE)
}

pub(crate) fn draft_drop(visit: Visit<'_>, input: DraftRef) -> Result<Nothing, Failure> {
    visit.desk()?.drop_draft(input.of.into())?;
    Ok(DONE)
}
