//! The catalogue: what halls handle and which departments decide it.
//!
//! Identity is the program's own number. The 31-character item code contains its department's credit code, and so changes
//! when departments are merged; names change; numbers do not, and are never given twice.

mod department;
mod item;
mod sample;

pub use department::{Cutoff, Department, DepartmentId, Level};
pub use item::{Item, ItemId, Stop};
pub use sample::Sample;

use super::import::ImportErrors;
use std::collections::HashMap;

/// Departments and items, found by number.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    departments: Vec<Department>,
    items: Vec<Item>,
    department_at: HashMap<DepartmentId, usize>,
    item_at: HashMap<ItemId, usize>,
}

impl Catalogue {
    /// A catalogue of these. A number that stands twice keeps its first entry; files are checked for that when they are
    /// read.
    pub fn new(departments: Vec<Department>, items: Vec<Item>) -> Self {
        let (mut department_at, mut item_at) = (HashMap::new(), HashMap::new());
        for (at, department) in departments.iter().enumerate() {
            department_at.entry(department.id).or_insert(at);
        }
        for (at, item) in items.iter().enumerate() {
            item_at.entry(item.id).or_insert(at);
        }
        Self { departments, items, department_at, item_at }
    }

    /// Reads the pair of tables. A version of one of them is checked against the version of the other that it will live
    /// with, so that no item ever names a department that is not there.
    ///
    /// # Errors
    /// [`ImportErrors`] of the departments, or else of the items.
    pub fn from_csv(departments: &str, items: &str) -> Result<Self, ImportErrors> {
        let departments = Department::list_from_csv(departments)?;
        let items = Item::list_from_csv(items, &departments)?;
        Ok(Self::new(departments, items))
    }

    /// An item by its number.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.item_at.get(&id).map(|at| &self.items[*at])
    }

    /// A department by its number.
    pub fn department(&self, id: DepartmentId) -> Option<&Department> {
        self.department_at.get(&id).map(|at| &self.departments[*at])
    }

    /// All items, in the order of the data.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// All departments, in the order of the data.
    pub fn departments(&self) -> &[Department] {
        &self.departments
    }
}

#[cfg(test)]
mod tests;
