//! How what is wrong with something written down of a department is said.

use crate::ground::{DutyRefusal, FieldRefusal, Look};
use domain::duty::check;

/// A fault with the item it names by its name.
pub(super) fn named(look: &impl Look, fault: check::Fault) -> FieldRefusal {
    let item = match fault.problem {
        check::Problem::ItemForeign(id) => look.reference().catalogue.item(id).map(|item| item.names.zh_hans.clone()),
        _ => None,
    };
    DutyRefusal::Said { fault, item: item.unwrap_or_default() }.into()
}
