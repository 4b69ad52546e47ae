//! The side that asks: a hall's PC. One round of sync is a walk of requests and replies; after each reply the next thing
//! to do is found anew from what is held and what the parent told ([`Child::next`]), so that a round can stop anywhere
//! and the next one goes on.

mod compare;
mod push;
mod receive;
mod replica;
mod snapshot;

pub use replica::{Proven, Replica, Unsent};

use crate::limits::BATCH_BYTES;
use crate::memory::{Agreed, Cursor, Frozen, Memory, Mismatch, Progress};
use crate::message::{
    AskDigest, AskSealed, Envelope, Fetch, Have, Hello, MessageError, Part, Pull, Refusal, Reply, Request, Since,
    Standing, Token,
};
use crate::protocol::{FOLD_VERSION, Protocol};
use journal::{DeviceId, DeviceKey, Hash, KnownDevices};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Sealed values in one answer, where nothing is known against it.
const SEALED_ROWS: u32 = 5_000;

/// Who this device is.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Its name.
    pub device: DeviceId,
    /// Its key.
    pub key: Arc<DeviceKey>,
    /// SHA-256 of the certificate of the authority it has pinned.
    pub authority: Hash,
    /// How often it has been started.
    pub incarnation: u64,
    /// Version of the program, for the record.
    pub program: String,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Send this, and hand the reply to [`Child::receive`].
    Send(Box<Envelope>),
    /// The round is over.
    Done(Outcome),
}

/// How a round ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Both sides hold the same.
    Synced(Agreed),
    /// Nothing is left to be sent, and the two sides still differ.
    Mismatch(Mismatch),
    /// This device may not sync any more.
    Frozen(Frozen),
    /// The parent did not do what it was asked.
    Refused(Refusal),
}

/// Why a round could not go on. The next one begins where it stopped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChildError<E> {
    /// The database.
    #[error("{0}")]
    Replica(E),
    /// The reply is none.
    #[error(transparent)]
    Message(#[from] MessageError),
    /// The reply is to another question.
    #[error("the reply does not fit the request")]
    Unexpected,
    /// Bytes that were fetched are not those that were promised.
    #[error("what was fetched is damaged")]
    Damaged,
    /// The two sides do not come to an end.
    #[error("the sync does not come to an end")]
    Endless,
    /// The device's key cannot be used.
    #[error("the key cannot be used: {0}")]
    Key(String),
}

/// The asking side of one connection to one parent.
#[derive(Debug)]
pub struct Child {
    identity: Identity,
    memory: Memory,
    token: Option<Token>,
    /// What the parent has, as far as it is known; `None` before it has told.
    have: Option<Vec<Have>>,
    standing: Option<Standing>,
    round: Round,
    /// What has been fetched of a part or a version of reference data.
    fetched: Vec<u8>,
    /// Something is being taken in; what is remembered if that fails.
    under_way: Option<Memory>,
    /// Bytes of a message, about: what the line carries in its time.
    batch: usize,
    /// Batches of this size that have arrived.
    carried: u8,
}

/// What has been done in this round.
#[derive(Debug, Default)]
struct Round {
    nonce: [u8; 16],
    clock_ms: i64,
    waiting: Waiting,
    /// The parent told how it stands after everything else was done.
    fresh: bool,
    /// Everything that is missing here has been asked for by what is held.
    refilled: bool,
    /// Values that are missing on one side have been looked for.
    repaired: bool,
    /// Values of buckets, until all that differ have been seen.
    differing: Option<Mismatch>,
    /// The last bucket of values that has been compared.
    compared: Option<(DeviceId, u64)>,
    /// Of that one, up to this number and field; `None` when it has been whole.
    compared_to: Option<(u64, u16)>,
    /// Buckets of events have been compared.
    located: Option<Mismatch>,
    /// Journals of which the parent takes nothing.
    stuck: BTreeSet<DeviceId>,
    /// Journals of which there was something in the last push.
    pushed: BTreeSet<DeviceId>,
    /// Versions of reference data that the parent does not have.
    gone: BTreeSet<[u8; 32]>,
    greetings: u8,
    manifests: u8,
    /// Requests since something was last moved.
    idle: u8,
}

/// To what the next reply must answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Waiting {
    #[default]
    Nothing,
    Welcome,
    Digest,
    Buckets,
    /// Up to this mark; whether values were among it.
    Pushed(u64, bool),
    /// Whether it was asked by what is held.
    Pulled(bool),
    Manifest,
    Part(Part),
    Blob(Hash),
    Sealed,
    Differing,
}

impl Waiting {
    /// Whether there is a batch in the request or its answer.
    fn moves(self) -> bool {
        match self {
            Self::Pushed(..) | Self::Pulled(_) | Self::Part(_) | Self::Blob(_) | Self::Sealed | Self::Differing => true,
            Self::Nothing | Self::Welcome | Self::Digest | Self::Buckets | Self::Manifest => false,
        }
    }
}

/// More greetings in one round would be a quarrel over the token with a clone of this device.
const GREETINGS_MAX: u8 = 3;
/// Parts that are gone again and again.
const MANIFESTS_MAX: u8 = 3;
/// Requests without anything moved; a round needs fewer.
const IDLE_MAX: u8 = 20;

impl Child {
    /// A child that remembers what its replica does.
    ///
    /// # Errors
    /// What the database says.
    pub fn new<R: Replica>(identity: Identity, replica: &R) -> Result<Self, R::Error> {
        let memory = replica.memory()?;
        Ok(Self {
            identity,
            memory,
            token: None,
            have: None,
            standing: None,
            round: Round::default(),
            fetched: Vec::new(),
            under_way: None,
            batch: BATCH_BYTES,
            carried: 0,
        })
    }

    /// What is remembered.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// How far a first sync is; `None` when none is under way.
    pub fn progress(&self) -> Option<Progress> {
        self.memory.snapshot.as_ref().map(crate::memory::Snapshot::progress)
    }

    /// Events that the parent does not have yet, as far as is known.
    ///
    /// # Errors
    /// What the database says.
    pub fn to_send<R: Replica>(&self, replica: &R) -> Result<u64, R::Error> {
        let ends = replica.ends()?;
        let Some(have) = &self.have else {
            let agreed = self.memory.agreed.map_or(0, |agreed| agreed.count);
            return Ok(ends.iter().map(journal::Chain::events).sum::<u64>().saturating_sub(agreed));
        };
        let theirs = |device| have.iter().find(|have| have.device == device).map_or(0, |have| have.seq.0);
        Ok(ends.iter().map(|end| end.events().saturating_sub(theirs(end.device()))).sum())
    }

    /// Begins a round. `nonce` is drawn at random, `clock_ms` is what the clock says (ms since 1970-01-01 UTC); it decides
    /// nothing.
    ///
    /// # Errors
    /// As [`Child::receive`].
    pub fn begin<R: Replica>(
        &mut self,
        replica: &mut R,
        nonce: [u8; 16],
        clock_ms: i64,
    ) -> Result<Step, ChildError<R::Error>> {
        self.settle(replica)?;
        self.round = Round { nonce, clock_ms, ..Round::default() };
        // How it stands is asked anew, unless there is something to send: then the answer tells.
        self.standing = None;
        self.next(replica)
    }

    /// Takes the reply's bytes, does what is to be done, and says what is next.
    ///
    /// # Errors
    /// When the reply is none, or the database fails. The round is over then; what it did so far stands.
    pub fn receive<R: Replica>(&mut self, replica: &mut R, bytes: &[u8]) -> Result<Step, ChildError<R::Error>> {
        let reply = Reply::decode(bytes)?;
        self.round.idle += 1;
        if self.round.idle > IDLE_MAX {
            return Err(ChildError::Endless);
        }
        // A stretch of a part needs nothing of the database; everything else waits for what is under way.
        if !matches!((self.round.waiting, &reply), (Waiting::Part(_), Reply::Blob(_))) {
            self.settle(replica)?;
        }
        if let Some(outcome) = self.take(replica, reply)? {
            return Ok(Step::Done(outcome));
        }
        self.next(replica)
    }

    /// The next thing to do.
    fn next<R: Replica>(&mut self, replica: &mut R) -> Result<Step, ChildError<R::Error>> {
        if let Some(frozen) = self.memory.frozen {
            return Ok(Step::Done(Outcome::Frozen(frozen)));
        }
        // The next part is fetched while the last one is taken in.
        if self.under_way.is_some()
            && let Some(part) = self.next_part()
        {
            return Ok(self.fetch(Waiting::Part(part), part.hash));
        }
        self.settle(replica)?;
        let ends = replica.ends().map_err(ChildError::Replica)?;
        if self.token.is_none() {
            let own = ends.iter().find(|end| end.device() == self.identity.device).copied();
            let own = own.unwrap_or(journal::Chain::begin(self.identity.device));
            return Ok(self.ask(Waiting::Welcome, Request::Hello(self.hello(own.into()))));
        }
        if let Some(frozen) = self.check_own(replica)? {
            return Ok(Step::Done(Outcome::Frozen(frozen)));
        }
        if let Some(step) = self.next_of_snapshot(replica)? {
            return Ok(step);
        }
        if let Some(step) = self.next_push(replica, &ends)? {
            return Ok(step);
        }
        let mine = self.mine(replica, &ends)?;
        let Some(standing) = self.standing else {
            return Ok(self.ask_digest(mine.events));
        };
        if mine.agrees(&standing) {
            self.adopt(replica, &standing)?;
        }
        if let Some(step) = self.next_pull(&standing, &ends) {
            return Ok(step);
        }
        if let Some(hash) = self.wanted(replica)? {
            return Ok(self.fetch(Waiting::Blob(hash), hash));
        }
        self.conclude(replica, &standing, &mine, &ends)
    }

    fn ask(&mut self, waiting: Waiting, request: Request) -> Step {
        self.round.waiting = waiting;
        let token = if waiting == Waiting::Welcome { None } else { self.token };
        Step::Send(Box::new(Envelope { token, request }))
    }

    fn ask_digest(&mut self, events: Hash) -> Step {
        self.ask(Waiting::Digest, Request::Digest(AskDigest { events: Some(events), buckets: None }))
    }

    fn hello(&self, own: Have) -> Hello {
        let mut hello = Hello {
            oldest: Protocol::OLDEST,
            newest: Protocol::NEWEST,
            fold: FOLD_VERSION,
            device: self.identity.device,
            incarnation: self.identity.incarnation,
            clock_ms: self.round.clock_ms,
            program: self.identity.program.clone(),
            nonce: self.round.nonce,
            authority: self.identity.authority,
            own,
            signature: Vec::new(),
        };
        hello.signature = self.identity.key.sign_bytes(&hello.signed()).to_vec();
        hello
    }

    /// What is held is the parent's: its positions are ours, whatever they count.
    fn adopt<R: Replica>(&mut self, replica: &mut R, standing: &Standing) -> Result<(), ChildError<R::Error>> {
        let cursor = Cursor { epoch: standing.epoch, position: standing.position, sealed: standing.sealed };
        if self.memory.cursor == Some(cursor) {
            return Ok(());
        }
        self.memory.cursor = Some(cursor);
        replica.remember(&self.memory).map_err(ChildError::Replica)
    }

    /// Asks for events, then for values, that the parent has after the positions known here.
    fn next_pull(&mut self, standing: &Standing, ends: &[journal::Chain]) -> Option<Step> {
        let cursor = self.memory.cursor.filter(|cursor| cursor.epoch == standing.epoch);
        match cursor {
            Some(cursor) if cursor.position >= standing.position => {}
            Some(cursor) => {
                let since = Some(Since { epoch: cursor.epoch, position: cursor.position });
                let pull = Pull { since, have: Vec::new(), bytes: self.wanted_bytes() };
                return Some(self.ask(Waiting::Pulled(false), Request::Pull(pull)));
            }
            None => return Some(self.refill(ends)),
        }
        let cursor = cursor?;
        (cursor.sealed < standing.sealed).then(|| {
            let since = Some(Since { epoch: cursor.epoch, position: cursor.sealed });
            self.ask(
                Waiting::Sealed,
                Request::Sealed(AskSealed { since, buckets: None, rows: self.wanted_rows(), after: None, from: None }),
            )
        })
    }

    fn wanted_bytes(&self) -> u32 {
        u32::try_from(self.batch).unwrap_or(u32::MAX)
    }

    /// As many fewer as the batch is smaller.
    fn wanted_rows(&self) -> u32 {
        let rows = SEALED_ROWS as usize * self.batch / BATCH_BYTES;
        u32::try_from(rows).unwrap_or(SEALED_ROWS).max(1)
    }

    /// Asks for whatever is not held here.
    fn refill(&mut self, ends: &[journal::Chain]) -> Step {
        let have = ends.iter().filter(|end| end.events() > 0).map(|end| Have::from(*end)).collect();
        self.ask(Waiting::Pulled(true), Request::Pull(Pull { since: None, have, bytes: self.wanted_bytes() }))
    }

    fn fetch(&mut self, waiting: Waiting, hash: Hash) -> Step {
        let offset = self.fetched.len() as u64;
        self.ask(waiting, Request::Fetch(Fetch { hash, offset, bytes: self.wanted_bytes() }))
    }

    /// A version of reference data that an event names and that is not here.
    fn wanted<R: Replica>(&self, replica: &R) -> Result<Option<Hash>, ChildError<R::Error>> {
        let wanted = replica.wanted().map_err(ChildError::Replica)?;
        Ok(wanted.into_iter().find(|hash| !self.round.gone.contains(&hash.0)))
    }

    fn freeze<R: Replica>(&mut self, replica: &mut R, frozen: Frozen) -> Result<Outcome, ChildError<R::Error>> {
        self.memory.frozen = Some(frozen);
        replica.remember(&self.memory).map_err(ChildError::Replica)?;
        Ok(Outcome::Frozen(frozen))
    }

    /// Waits for what is under way. When it has failed, it is as if it had never arrived.
    fn settle<R: Replica>(&mut self, replica: &mut R) -> Result<(), ChildError<R::Error>> {
        let before = self.under_way.take();
        match replica.settle() {
            Ok(forked) => {
                self.note_forked(&forked);
                Ok(())
            }
            Err(error) => {
                if let Some(before) = before {
                    self.memory = before;
                    self.fetched.clear();
                }
                Err(ChildError::Replica(error))
            }
        }
    }

    /// Remembers `after` from when what has been begun is taken in.
    fn begun(&mut self, after: Memory) {
        self.under_way = Some(std::mem::replace(&mut self.memory, after));
    }

    fn keys<R: Replica>(&self, replica: &R) -> Result<KnownDevices, ChildError<R::Error>> {
        let mut keys = replica.keys().map_err(ChildError::Replica)?;
        keys.pin(self.identity.device, self.identity.key.public());
        Ok(keys)
    }
}
