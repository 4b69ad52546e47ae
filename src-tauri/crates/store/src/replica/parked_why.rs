//! Why what arrived was not taken.

/// Why a value waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParkedWhy {
    /// It is sealed with a suite that is not known here: a newer program may open it. The other side keeps it.
    Suite,
    /// It is no value of this hall. What is here is sent in its place.
    Damaged,
    /// A wrapping of the hall's key that nobody who has the key has vouched for. The other side keeps it.
    Wrapping,
    /// An erasure that no event here demands. What is here is sent again.
    Erasure,
}

impl ParkedWhy {
    pub(super) const ALL: [Self; 4] = [Self::Suite, Self::Damaged, Self::Wrapping, Self::Erasure];

    /// Number in the table; never reused.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Suite => 1,
            Self::Damaged => 2,
            Self::Wrapping => 3,
            Self::Erasure => 4,
        }
    }

    /// Whether the other side is taken to hold it rightly, so that both are compared by it.
    pub(super) fn on_wire(self) -> bool {
        matches!(self, Self::Suite | Self::Wrapping)
    }
}
