//! Which values of an entry are 示例: made up to fill what the sources leave open, and shown as such.

use crate::reference::import::{BadCell, Cells};

/// A value that can be a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sample {
    /// A name, or its translation, that no source gives.
    Names,
    /// Short spoken names.
    Aliases,
    /// Which departments decide.
    Departments,
    /// In which order a case visits them, and whether it needs an approver at all.
    Route,
    /// Minutes at the window or in the back offices.
    Minutes,
    /// What to bring.
    Materials,
    /// Whether there is a fee.
    Fee,
    /// Whether the department has a back office in the hall.
    Presence,
}

impl Sample {
    const ALL: [Sample; 8] = [
        Sample::Names,
        Sample::Aliases,
        Sample::Departments,
        Sample::Route,
        Sample::Minutes,
        Sample::Materials,
        Sample::Fee,
        Sample::Presence,
    ];

    /// The word used in data and across the door.
    pub fn word(self) -> &'static str {
        match self {
            Sample::Names => "names",
            Sample::Aliases => "aliases",
            Sample::Departments => "departments",
            Sample::Route => "route",
            Sample::Minutes => "minutes",
            Sample::Materials => "materials",
            Sample::Fee => "fee",
            Sample::Presence => "presence",
        }
    }

    /// Reads the column `sample`.
    pub(super) fn list(cells: &mut Cells<'_>) -> Vec<Sample> {
        let words = cells.list("sample");
        let samples: Vec<Sample> =
            words.iter().filter_map(|word| Self::ALL.into_iter().find(|sample| sample.word() == *word)).collect();
        if samples.len() != words.len() {
            cells.refuse("sample", BadCell::Kind);
        }
        samples
    }
}
