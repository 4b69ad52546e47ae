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
