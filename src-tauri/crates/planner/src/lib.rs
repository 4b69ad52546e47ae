//! Staff allocation: which staff cover the work that bookings bring, best or with the distance from it stated.
//!
//! The room is kept for the allocation screen: demand comes from booked items (jobs per half hour, department and
//! qualification), the assignment is proven or bounded, every gap is explained. Pure: no I/O, no clock, no randomness;
//! same input, same proposal (invariant A12). Only its first words stand here yet.

#![deny(missing_docs)]

use domain::reference::catalogue::DepartmentId;

/// Who does a piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pool {
    /// The windows.
    Window,
    /// A department's back office.
    Department(DepartmentId),
    /// Clerks or runners who carry papers.
    Carry,
}
