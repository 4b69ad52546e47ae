//! The background: a thread that syncs now and then, soon after it is nudged, and less often while the server is away.
//! Nothing waits for it, and it holds no lock while it waits (invariant A2).

use crate::http::{Line, Patience, Trouble};
use crate::mail::{Mail, Waking, Word};
use crate::replica::StoreReplica;
use crate::round::{RoundError, go_round};
use journal::{DeviceKey, Hash, WallTime};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use store::{ParkedEvent, ParkedValue, ReadTx, Store, StoreError, WriteTx};
use sync::{
    Agreed, Child, Cursor, Declined, Frozen, Have, Identity, Memory, Mismatch, Outcome, Progress, Refusal, Replica,
};

/// When nothing is to be done.
const EVERY: Duration = Duration::from_secs(60);
/// After the first trouble; doubled with each.
const BACK_OFF: Duration = Duration::from_secs(5);
const BACK_OFF_MAX: Duration = Duration::from_secs(600);

/// The server a hall syncs with.
#[derive(Debug, Clone)]
pub struct ServerAddress {
    /// `https://host[:port]`.
    pub address: String,
    /// SHA-256 of the authority's certificate.
    pub authority: Hash,
}

/// Tells the time; the hall's clock knows it.
pub type TellTime = Arc<dyn Fn() -> WallTime + Send + Sync>;

/// Is told when a round has brought something from elsewhere. Called by the syncing thread, without any lock.
pub type Arrived = Arc<dyn Fn() + Send + Sync>;

/// In a word, how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncState {
    /// No round has ended yet.
    Starting,
    /// Both sides hold the same.
    Synced,
    /// There is something to send; the next round will.
    Pending,
    /// The last round broke off at the server or on the way.
    Offline(Trouble),
    /// The last round broke off here.
    Failed(String),
    /// The two sides differ. Neither is overwritten.
    Mismatch(Mismatch),
    /// This device may not sync any more.
    Frozen(Frozen),
    /// The server did not do what it was asked.
    Refused(Refusal),
}

/// How it stands, for the chip and the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncStatus {
    /// In a word.
    pub state: SyncState,
    /// Events that the server does not have yet, as far as is known.
    pub to_send: u64,
    /// What the two last agreed on, and since when by this PC's clock.
    pub agreed: Option<Agreed>,
    /// When the two were last seen to agree, by this PC's clock.
    pub agreed_at: Option<WallTime>,
    /// Everything the server had has once been here.
    pub complete: bool,
    /// How far a first sync is.
    pub first_sync: Option<Progress>,
    /// Events that cannot be understood here.
    pub parked: Vec<ParkedEvent>,
    /// Values and erasures that arrived and were not taken, because nothing proves them.
    pub parked_values: Vec<ParkedValue>,
    /// Journals of other devices that are written twice.
    pub forked: Vec<Have>,
    /// What the server did not take.
    pub declined: Vec<Declined>,
}

/// Syncs in the background until it is dropped.
#[derive(Debug)]
pub struct Syncer {
    words: Sender<Word>,
    shared: Arc<Mutex<Last>>,
    store: Store,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Last {
    state: SyncState,
    first_sync: Option<Progress>,
    agreed_at: Option<WallTime>,
    to_send: Option<u64>,
    /// Commits of the database when the last round ended.
    revision: u64,
}

struct Worker {
    child: Child,
    replica: StoreReplica,
    mail: Mail,
    time: TellTime,
    arrived: Arrived,
    shared: Arc<Mutex<Last>>,
}

/// What tells whether something has come from elsewhere: the positions, and the reference data that is missing here.
type Received = (Option<Cursor>, Vec<Hash>);

impl Syncer {
    /// Begins to sync. Counts one start of the device (its incarnation).
    ///
    /// # Errors
    /// What the database says, or that the address makes no sense.
    pub fn start(
        store: &Store,
        key: Arc<DeviceKey>,
        server: &ServerAddress,
        program: &str,
        time: TellTime,
        arrived: Arrived,
        patience: Patience,
    ) -> Result<Self, RoundError> {
        let line = Line::new(&server.address, &server.authority.0, patience)?;
        let incarnation = store.write(|tx: &mut WriteTx<'_>| {
            tx.unpark()?;
            tx.unpark_values()?;
            tx.next_incarnation()
        })?;
        let replica = StoreReplica::new(store.clone());
        let identity = Identity {
            device: store.device(),
            key,
            authority: server.authority,
            incarnation,
            program: program.to_owned(),
        };
        let child = Child::new(identity, &replica)?;
        let state = at_start(child.memory());
        let last = Last { state, first_sync: child.progress(), agreed_at: None, to_send: None, revision: 0 };
        let shared = Arc::new(Mutex::new(last));
        let (mail, words) = Mail::open(line)?;
        let worker = Worker { child, replica, mail, time, arrived, shared: Arc::clone(&shared) };
        let thread =
            thread::Builder::new().name("syncer".to_owned()).spawn(move || worker.work()).map_err(StoreError::from)?;
        Ok(Self { words, shared, store: store.clone(), thread: Some(thread) })
    }

    /// Something was written: sync soon, if the server was there the last time. Returns at once.
    pub fn nudge(&self) {
        // A thread that has ended is told by the status.
        let _ = self.words.send(Word::Nudge);
    }

    /// Somebody wants it now. Returns at once.
    pub fn sync_now(&self) {
        let _ = self.words.send(Word::Now);
    }

    /// How it stands.
    ///
    /// # Errors
    /// What the database says.
    pub fn status(&self) -> Result<SyncStatus, StoreError> {
        let store = &self.store;
        let memory = StoreReplica::new(store.clone()).memory()?;
        let (parked, parked_values, ends) = store.read(|tx: &ReadTx<'_>| {
            Ok::<_, StoreError>((tx.parked_events()?, tx.parked_values()?, tx.journal_ends()?))
        })?;
        let last = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let events: u64 = ends.iter().map(journal::Chain::events).sum();
        let since = memory.agreed.map_or(events, |agreed| events.saturating_sub(agreed.count));
        let state = match &last.state {
            SyncState::Synced if since > 0 => SyncState::Pending,
            state => state.clone(),
        };
        Ok(SyncStatus {
            state,
            to_send: last.to_send.filter(|_| last.revision == store.revision()).unwrap_or(since),
            agreed: memory.agreed,
            agreed_at: last.agreed_at.or(memory.agreed.map(|agreed| WallTime(agreed.wall_ms))),
            complete: memory.complete,
            first_sync: last.first_sync,
            parked,
            parked_values,
            forked: memory.forked,
            declined: memory.declined,
        })
    }
}

impl Drop for Syncer {
    fn drop(&mut self) {
        let _ = self.words.send(Word::Stop);
        // The thread waits for nobody but the disk. What arrived last may be held by it alone: it does not wait for itself.
        let other = self.thread.take().filter(|thread| thread.thread().id() != thread::current().id());
        if other.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the syncing thread panicked");
        }
    }
}

impl Worker {
    fn work(mut self) {
        let mut troubles = 0;
        loop {
            self.mail.begin();
            let before = self.received();
            let Some(end) = self.round() else { return };
            if self.received() != before {
                (self.arrived)();
            }
            troubles = match end {
                End::Answered => 0,
                End::Smaller => 1,
                End::Away => troubles + 1,
            };
            if self.mail.wait(pause(troubles), end == End::Answered) == Waking::Stop {
                return;
            }
        }
    }

    fn received(&self) -> Received {
        (self.child.memory().cursor, self.replica.wanted().unwrap_or_default())
    }

    /// How it ended; `None` when syncing is to end.
    fn round(&mut self) -> Option<End> {
        let (shared, batch) = (Arc::clone(&self.shared), self.child.batch());
        // A round over a thin line is long, and what is left is seen to go down.
        let progress = |child: &Child, replica: &StoreReplica| {
            let (to_send, revision) = (child.to_send(replica).ok(), replica.store().revision());
            let mut last = shared.lock().unwrap_or_else(PoisonError::into_inner);
            (last.first_sync, last.to_send, last.revision) = (child.progress(), to_send, revision);
        };
        let now = (self.time)();
        let seed = (random(), now.0);
        let mail = &mut self.mail;
        let outcome = go_round(&mut self.child, &mut self.replica, seed, |request| mail.carry(request), progress);
        let is_smaller = self.child.batch() < batch;
        let (state, end) = ended(outcome, is_smaller)?;
        let to_send = self.child.to_send(&self.replica).ok();
        let mut last = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let agreed_at = if state == SyncState::Synced { Some(now) } else { last.agreed_at };
        let (first_sync, revision) = (self.child.progress(), self.replica.store().revision());
        *last = Last { state, first_sync, agreed_at, to_send, revision };
        Some(end)
    }
}

/// What follows from the end of a round for the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The server was there.
    Answered,
    /// It was too slow; the next round begins soon, with smaller messages.
    Smaller,
    /// It was not there, or does not want to.
    Away,
}

/// How a round that has ended is told; `None` when syncing is to end. That the line is too thin for what it was given is no
/// trouble as long as it can be given less.
fn ended(outcome: Result<Outcome, RoundError>, is_smaller: bool) -> Option<(SyncState, End)> {
    Some(match outcome {
        Ok(Outcome::Synced(_)) => (SyncState::Synced, End::Answered),
        Ok(Outcome::Mismatch(mismatch)) => (SyncState::Mismatch(mismatch), End::Answered),
        Ok(Outcome::Frozen(frozen)) => (SyncState::Frozen(frozen), End::Answered),
        Ok(Outcome::Refused(refusal)) => (SyncState::Refused(refusal), End::Away),
        Err(RoundError::Ended) => return None,
        Err(RoundError::Trouble(Trouble::Slow)) if is_smaller => (SyncState::Pending, End::Smaller),
        Err(RoundError::Trouble(trouble)) => (SyncState::Offline(trouble), End::Away),
        Err(error @ (RoundError::Store(_) | RoundError::Answer(_))) => {
            tracing::warn!(%error, "a sync broke off");
            (SyncState::Failed(error.to_string()), End::Away)
        }
    })
}

/// What the last start left behind: neither a difference nor a frozen device is over because the program was started.
fn at_start(memory: &Memory) -> SyncState {
    match (memory.frozen, memory.mismatch) {
        (Some(frozen), _) => SyncState::Frozen(frozen),
        (None, Some(mismatch)) => SyncState::Mismatch(mismatch),
        (None, None) => SyncState::Starting,
    }
}

/// Until the next round: with a fifth more or less, so that 500 halls that lost the server together do not come back
/// together.
fn pause(troubles: u32) -> Duration {
    let pause = match troubles.checked_sub(1) {
        None => EVERY,
        Some(before) => BACK_OFF.saturating_mul(1 << before.min(16)).min(BACK_OFF_MAX),
    };
    let [byte, ..]: [u8; 16] = random();
    pause.mul_f64(0.8 + 0.4 * f64::from(byte) / 255.0)
}

/// A system without randomness gets the same nonce and the same pause each time: both only spread.
fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    if let Err(error) = getrandom::fill(&mut bytes) {
        tracing::error!(%error, "the system has no randomness");
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_can_be_given_less_is_no_trouble() {
        let check = |trouble: Trouble, is_smaller: bool, expected: (SyncState, End)| {
            assert_eq!(ended(Err(trouble.into()), is_smaller), Some(expected));
        };
        check(Trouble::Slow, true, (SyncState::Pending, End::Smaller));
        check(Trouble::Slow, false, (SyncState::Offline(Trouble::Slow), End::Away));
        let foreign = (SyncState::Offline(Trouble::Foreign), End::Away);
        check(Trouble::Foreign, true, foreign.clone());
        check(Trouble::Foreign, false, foreign);
        assert_eq!(ended(Err(RoundError::Ended), true), None);
    }

    #[test]
    fn pauses_grow_up_to_ten_minutes_and_are_spread() {
        let check = |troubles: u32, seconds: f64| {
            let pause = pause(troubles).as_secs_f64();
            assert!((seconds * 0.79..=seconds * 1.21).contains(&pause), "{troubles}: {pause}");
        };
        check(0, 60.0);
        check(1, 5.0);
        check(2, 10.0);
        check(5, 80.0);
        check(30, 600.0);
        check(u32::MAX, 600.0);
    }
}
