use super::Names;
use crate::Failure;
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// How syncing stands, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SyncWord {
    /// This hall syncs with no server.
    Alone,
    /// It did, under an earlier device name; it has to be enrolled anew.
    Outdated,
    /// The first round since the start is under way.
    Starting,
    /// The hall's records are being fetched for the first time.
    FirstSync,
    /// Digests of both sides agree.
    Synced,
    /// There is something to send, and the server was there the last time.
    Pending,
    Offline,
    /// It broke off on this PC.
    Failed,
    /// The two sides differ; neither is overwritten.
    Mismatch,
    /// This device may not sync any more.
    Frozen,
    /// The server does not do what it is asked.
    Refused,
}

/// What stands in the top bar, always.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, JsonSchema)]
pub struct SyncChip {
    pub word: SyncWord,
    /// Events the server does not have yet.
    pub to_send: u32,
    /// When both sides were last seen to agree, by this PC's clock.
    pub agreed_at: Option<String>,
    /// Of a first sync, 0 to 100.
    pub percent: Option<u8>,
    /// Something has to be looked at: parked events or values, a journal written twice, events the server did not take.
    pub attention: bool,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SyncPanel {
    pub chip: SyncChip,
    pub server: Option<SyncServer>,
    /// Why it does not go on: what happened and what to do.
    pub why: Option<Failure>,
    pub agreed: Option<SyncAgreed>,
    pub progress: Option<SyncProgress>,
    pub parked: Vec<ParkedEvent>,
    pub forked: Vec<ForkedJournal>,
    pub declined: Vec<DeclinedRun>,
    /// Personal values and erasures that arrived and were not taken, because nothing proves them.
    pub values_parked: u32,
    /// Personal values that do not open here; a mark stands in their place.
    pub values_unopened: u32,
}

/// The server this PC is enrolled with.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SyncServer {
    pub address: String,
    /// Number of the hall with the server.
    pub hall: u32,
    /// Name of the hall with the server.
    pub name: String,
    /// SHA-256 of the pinned authority, 64 hexadecimal digits.
    pub authority: String,
    /// This device, 16 hexadecimal digits.
    pub device: String,
}

/// What both sides agreed on.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SyncAgreed {
    /// Digest of all events, hexadecimal.
    pub events: String,
    /// Digest of all sealed values, hexadecimal.
    pub values: String,
    pub count: u32,
}

/// How far a first sync is.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SyncProgress {
    pub done: u32,
    pub of: u32,
}

/// An event that is kept and not folded.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ParkedEvent {
    pub event: String,
    pub reason: ParkReason,
}

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum ParkReason = hall::ParkReason {
        /// A number no honest device gives.
        Number,
        /// A newer version of the program is needed.
        Kind,
        /// Its body is not what its kind promises.
        Body,
    }
}

/// A journal of another device that is written twice.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ForkedJournal {
    pub device: String,
    /// Number of the last event the server has.
    pub seq: u32,
}

/// A run of events the server did not take; the others go on.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DeclinedRun {
    /// Whose; empty where the server could not read that.
    pub device: String,
    /// Number of its first event.
    pub first: Option<u32>,
    /// In the server's words, for the technician.
    pub detail: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct SyncEnrol {
    /// Address of the server, `host[:port]`.
    pub address: String,
    /// One-time code, 28 letters in groups of four.
    pub code: String,
}

/// A new PC takes its place in a hall of the server.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct JoinBegin {
    /// Folder for the data.
    pub dir: String,
    pub address: String,
    pub code: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct JoinFinish {
    /// The hall's recovery code.
    pub code: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Joining {
    /// Absent where nobody joins.
    pub state: Option<JoinState>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct JoinState {
    /// As the server calls the hall.
    pub name: String,
    pub address: String,
    /// As the hall calls itself, once that has arrived.
    pub hall: Option<Names>,
    /// Everything has arrived, and both sides hold the same.
    pub complete: bool,
    /// The hall's other PC has not shared its key yet.
    pub keyless: bool,
    pub chip: SyncChip,
    pub progress: Option<SyncProgress>,
    pub why: Option<Failure>,
}
