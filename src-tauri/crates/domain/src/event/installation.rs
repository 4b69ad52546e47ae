//! Facts about an installation: what left it, that it goes on under another name, and seats minted anew.

use crate::time::BeijingDay;
use minicbor::{Decode, Encode};

/// Something that leaves the program was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct HandedOut {
    /// What.
    #[n(0)]
    pub what: Handout,
}

/// What can leave the program as a file, or on paper once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Handout {
    /// The list of who did what when.
    #[n(0)]
    AuditList,
    /// Logs, versions and checks for the technician.
    #[n(1)]
    Diagnostics,
    /// A new recovery code; the old one opens nothing any more.
    #[n(2)]
    RecoveryCode,
}

/// An installation goes on under a new device name, because its journal may have gone back (invariants A6, A7): the first
/// event of the new device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DeviceSucceeded {
    /// The device it was.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub predecessor: [u8; 8],
    /// How far the predecessor's journal is known here.
    #[n(1)]
    pub known_to: u64,
    /// Why.
    #[n(2)]
    pub reason: SuccessionReason,
}

/// Why an installation goes on under a new name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum SuccessionReason {
    /// A backup was restored.
    #[n(0)]
    Restored,
    /// The database was found to be older than it had been.
    #[n(1)]
    WentBack,
    /// The hall moved to another PC.
    #[n(2)]
    NewPc,
}

/// This device may sync with a central server from now on: somebody typed the server's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DeviceEnrolled {
    /// Number of the hall with the server.
    #[n(0)]
    pub hall: u32,
    /// SHA-256 of the certificate of the authority that was pinned.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub authority: [u8; 32],
}

/// A manager signs that the free seats of a day which a lost or restored device owned may be given again. What that device
/// sold and nobody here knows of can be overbooked: counted and listed (invariant A6).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SeatsReminted {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// Tokens minted anew, under numbers never used before.
    #[n(1)]
    pub tokens: Vec<MintedSeats>,
}

/// Seats minted in one slot: numbers `first` to `first + count - 1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct MintedSeats {
    /// Session of the day, from 0.
    #[n(0)]
    pub session: u8,
    /// Slot of the session, from 0.
    #[n(1)]
    pub slot: u16,
    /// First new seat number.
    #[n(2)]
    pub first: u16,
    /// How many.
    #[n(3)]
    pub count: u16,
}
