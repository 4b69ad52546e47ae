//! The halls the program knows by itself: who they are. What hours they keep is in [`crate::hours`].

use super::import::{BadCell, ImportErrors, read_table};
use crate::names::Names;
use std::collections::BTreeSet;

/// Number of a hall in the directory. The program's own: halls move and are renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HallId(pub u32);

/// A hall of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hall {
    /// Number.
    pub id: HallId,
    /// Full names.
    pub names: Names,
    /// Where the entry comes from.
    pub source: String,
}

/// The hall directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    halls: Vec<Hall>,
}

impl Directory {
    /// Reads `id,zh_hans,zh_hant,en,source`.
    ///
    /// # Errors
    /// [`ImportErrors`] with every bad cell.
    pub fn from_csv(text: &str) -> Result<Self, ImportErrors> {
        let mut seen = BTreeSet::new();
        let halls = read_table(text, &["id", "zh_hans", "source"], |cells| {
            let id = cells.number("id").map(HallId);
            let name = cells.required("zh_hans");
            if id.is_some_and(|id| !seen.insert(id)) {
                cells.refuse("id", BadCell::Duplicate);
            }
            let names = Names::new(name?, cells.text("zh_hant"), cells.text("en"));
            Some(Hall { id: id?, names, source: cells.text("source").to_owned() })
        })?;
        Ok(Self { halls })
    }

    /// All halls, in the order of the data.
    pub fn halls(&self) -> &[Hall] {
        &self.halls
    }

    /// A hall by its number.
    pub fn hall(&self, id: HallId) -> Option<&Hall> {
        self.halls.iter().find(|hall| hall.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_for_one_hall() {
        let errors = Directory::from_csv("id,zh_hans,source\n1,甲厅,x\n1,乙厅,x\n").expect_err("1 stands twice");
        assert_eq!(errors.to_string(), "1 bad cells in 2 rows, first: line 3 column id: duplicate (\"1\")");
        let directory = Directory::from_csv("id,zh_hans,source\n1,甲厅,x\n2,乙厅,x\n").expect("two halls");
        assert_eq!(directory.hall(HallId(2)).map(|hall| hall.names.en.as_str()), Some("乙厅"));
        assert_eq!(directory.hall(HallId(3)), None);
    }
}
