//! Departments and items by what they are called.

use crate::ground::Look;
use domain::event::ItemCount;
use domain::names::Names;
use domain::reference::catalogue::{Department, DepartmentId, ItemId};

/// A department by its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentName {
    pub department: DepartmentId,
    pub name: Names,
    pub short: Names,
}

pub(super) fn name_of(department: &Department) -> DepartmentName {
    DepartmentName { department: department.id, name: department.names.clone(), short: department.short.clone() }
}

/// Items with their names, in their order.
pub(super) fn named_items(look: &impl Look, items: &[ItemCount]) -> Vec<(ItemId, Names, u16)> {
    let name =
        |item| look.reference().catalogue.item(item).map_or_else(|| Names::same(""), |known| known.names.clone());
    items.iter().map(|one| (one.item, name(one.item), one.cases)).collect()
}
