//! The kinds of reference data.

use minicbor::{Decode, Encode};

/// What kind of reference data a version is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum ReferenceKind {
    /// Days off and make-up workdays.
    #[n(0)]
    Calendar,
    /// Departments.
    #[n(1)]
    Departments,
    /// Items.
    #[n(2)]
    Items,
    /// Dated hours.
    #[n(3)]
    Hours,
    /// Hall directory.
    #[n(4)]
    Directory,
}

impl ReferenceKind {
    /// Its number in columns of databases: the one it has in events.
    pub fn number(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::ReferenceKind::{Calendar, Departments, Directory, Hours, Items};

    #[test]
    fn a_kind_has_one_number_everywhere() {
        for kind in [Calendar, Departments, Items, Hours, Directory] {
            assert_eq!(minicbor::to_vec(kind).expect("bytes"), [kind.number()], "{kind:?}");
        }
    }
}
