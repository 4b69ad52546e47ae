//! An item as the seats see it.

use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::reference::hours::SessionTimes;

/// An item of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitItem {
    /// The item.
    pub item: ItemId,
    /// Its departments.
    pub departments: Vec<DepartmentId>,
    /// When it is served that day, where that is narrower than the hall's hours; none left means not at all.
    pub hours: Option<Vec<SessionTimes>>,
}
