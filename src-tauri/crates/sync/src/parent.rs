//! The side that answers: the central server, later a hall's host as well.

use crate::limits::BUCKETS_MAX;
use crate::message::{
    AskDigest, AskSealed, Blob, DECLINED_MAX, Declined, Digests, Envelope, Erased, EventBucket, Fetch, Have, Hello,
    Manifest, Pinned, Pull, Pulled, Push, Pushed, Refusal, Reply, Request, Sealed, SealedRow, Standing, Token,
    ValueBucket, Welcome,
};
use crate::protocol::{FOLD_VERSION, Protocol, agree};
use crate::{Frozen, Since};
use journal::{
    Chain, DeviceId, Hash, KnownDevices, Linked, PublicKey, SEGMENT_BYTES_MAX, Segment, SegmentError, Verifier,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

/// Most bytes of packed segments in one answer, and of a part: whatever a child asks for, memory stays bounded.
const ANSWER_BYTES_MAX: u32 = 4 << 20;
/// Most sealed values in one answer, about.
const ANSWER_ROWS_MAX: u32 = 20_000;

/// Which child is spoken with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Site {
    /// Its hall.
    pub hall: u32,
    /// The device.
    pub device: DeviceId,
}

/// An enrolled device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Its hall.
    pub hall: u32,
    /// Its key.
    pub key: PublicKey,
    /// Whether it may sync.
    pub state: MemberState,
    /// Highest incarnation it has greeted with.
    pub incarnation: u64,
}

/// Whether a device may sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberState {
    /// It may.
    Active,
    /// A manager has revoked it.
    Revoked,
    /// It went back to an old copy of itself, or there are two of it.
    Frozen,
}

/// What a device told when it greeted: for the record and the status page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Greeting {
    /// It has fewer events than are here, or fewer starts: it went back to an old copy, or this is an old greeting.
    pub is_behind: bool,
    /// Version spoken.
    pub protocol: Protocol,
    /// Version of the folds.
    pub fold: u16,
    /// How often it has been started.
    pub incarnation: u64,
    /// What its clock said, ms since 1970-01-01 UTC.
    pub clock_ms: i64,
    /// Version of the program.
    pub program: String,
}

/// What became of a push.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Journals that are written twice; nothing was taken of them.
    pub forked: Vec<Have>,
    /// Events that were taken and cannot be understood.
    pub parked: u32,
}

/// Segments to be handed down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// In an order in which they can be taken in.
    pub segments: Vec<Segment>,
    /// Where to go on from: the last position when that was all, 0 when it has to be asked anew with what is held then.
    pub position: u64,
}

/// What a parent keeps. Every call stands for itself; those that write are durable when they return.
#[allow(missing_docs)] // The signatures say it; what is not obvious is said.
pub trait Keeper {
    type Error;

    fn member(&self, device: DeviceId) -> Result<Option<Member>, Self::Error>;
    fn greeted(&self, site: Site, greeting: &Greeting) -> Result<(), Self::Error>;
    /// `seen` is what gave it away.
    fn freeze(&self, site: Site, why: Frozen, seen: Have) -> Result<(), Self::Error>;
    /// Of the bytes as they are stored now, not of what was once noted of them.
    fn standing(&self, site: Site) -> Result<Standing, Self::Error>;
    /// Ends of the hall's journals and of the parent's own, as they were when they were taken in.
    fn ends(&self, hall: u32) -> Result<Vec<Chain>, Self::Error>;
    /// Hashes at the ends of buckets and at the heads, of the bytes as they are stored now.
    fn event_buckets(&self, hall: u32) -> Result<Vec<EventBucket>, Self::Error>;
    fn value_buckets(&self, hall: u32) -> Result<Vec<ValueBucket>, Self::Error>;
    /// Keys of the hall's devices and of the parent.
    fn keys(&self, hall: u32) -> Result<KnownDevices, Self::Error>;
    /// Whether the child may vouch for what a device wrote: one that is not in use, and of no other hall.
    fn may_vouch(&self, site: Site, device: DeviceId) -> Result<bool, Self::Error>;
    /// In one transaction.
    fn accept(
        &self,
        site: Site,
        segments: Vec<(Segment, Vec<Linked>)>,
        rows: Vec<SealedRow>,
        erased: Vec<Erased>,
    ) -> Result<Accepted, Self::Error>;
    fn feed(&self, site: Site, after: u64, bytes: u32) -> Result<Offer, Self::Error>;
    /// Whatever is not in `have`, whoever sent it.
    fn missing(&self, site: Site, have: &[Have], bytes: u32) -> Result<Offer, Self::Error>;
    fn snapshot(&self, site: Site) -> Result<Manifest, Self::Error>;
    fn blob(&self, site: Site, fetch: Fetch) -> Result<Option<Blob>, Self::Error>;
    fn sealed_after(&self, site: Site, after: u64, rows: u32) -> Result<Sealed, Self::Error>;
    /// Of the buckets it asks for some that differ, whole but for the last.
    fn sealed_of(&self, site: Site, ask: &AskSealed, rows: u32) -> Result<Sealed, Self::Error>;
    /// The child holds these events; they are the parent's own.
    fn agreed(&self, site: Site, events: Hash) -> Result<(), Self::Error>;
}

/// Answers the children of one database.
#[derive(Debug)]
pub struct Parent {
    authority: Hash,
    program: String,
    sessions: Mutex<Sessions>,
}

/// Tokens in use: one for each device, the last.
#[derive(Debug, Default)]
struct Sessions {
    by_token: HashMap<Token, DeviceId>,
    by_device: HashMap<DeviceId, Token>,
}

/// An answer, or the refusal that stands for it.
type Answer<E> = Result<Result<Reply, Refusal>, E>;

impl Parent {
    /// Answers for the authority with this certificate (SHA-256 of it), as this version of the program.
    pub fn new(authority: Hash, program: String) -> Self {
        Self { authority, program, sessions: Mutex::default() }
    }

    /// Answers a request. `token` is drawn at random for each, `clock_ms` is what the clock says.
    ///
    /// # Errors
    /// What the database says; nothing was done then.
    pub fn answer<K: Keeper>(&self, keeper: &K, bytes: &[u8], token: Token, clock_ms: i64) -> Result<Reply, K::Error> {
        let Ok(Envelope { token: shown, request }) = Envelope::decode(bytes) else {
            return Ok(Reply::Refused(Refusal::Malformed));
        };
        let answer = match (request, shown) {
            (Request::Hello(hello), _) => self.welcome(keeper, &hello, token, clock_ms)?,
            (request, Some(shown)) => match self.device(shown) {
                Some(device) => answer_member(keeper, device, request)?,
                None => Err(Refusal::Greet),
            },
            (_, None) => Err(Refusal::Greet),
        };
        Ok(answer.unwrap_or_else(Reply::Refused))
    }

    fn device(&self, token: Token) -> Option<DeviceId> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).by_token.get(&token).copied()
    }

    fn welcome<K: Keeper>(&self, keeper: &K, hello: &Hello, token: Token, clock_ms: i64) -> Answer<K::Error> {
        let Some(protocol) = agree((hello.oldest, hello.newest), (Protocol::OLDEST, Protocol::NEWEST)) else {
            return Ok(Err(Refusal::Version(Protocol::OLDEST, Protocol::NEWEST)));
        };
        let Some(member) = keeper.member(hello.device)? else { return Ok(Err(Refusal::Unknown)) };
        let signed = hello.authority == self.authority && hello.own.device == hello.device;
        if !signed || member.key.check(&hello.signed(), &hello.signature).is_err() {
            return Ok(Err(Refusal::Signature));
        }
        if let Err(refusal) = may_sync(member) {
            return Ok(Err(refusal));
        }
        let site = Site { hall: member.hall, device: hello.device };
        let ends = keeper.ends(member.hall)?;
        let greeting = Greeting {
            is_behind: is_behind(hello, member.incarnation, &ends),
            protocol,
            fold: hello.fold,
            incarnation: hello.incarnation,
            clock_ms: hello.clock_ms,
            program: hello.program.chars().take(64).collect(),
        };
        keeper.greeted(site, &greeting)?;
        let standing = keeper.standing(site)?;
        self.open_session(hello.device, token);
        Ok(Ok(Reply::Welcome(Welcome {
            protocol,
            token,
            have: ends.into_iter().map(Have::from).collect(),
            standing,
            clock_ms,
            fold: FOLD_VERSION,
            program: self.program.clone(),
        })))
    }

    fn open_session(&self, device: DeviceId, token: Token) {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = sessions.by_device.insert(device, token) {
            sessions.by_token.remove(&before);
        }
        sessions.by_token.insert(token, device);
    }
}

fn may_sync(member: Member) -> Result<(), Refusal> {
    match member.state {
        MemberState::Active => Ok(()),
        MemberState::Revoked => Err(Refusal::Revoked),
        MemberState::Frozen => Err(Refusal::Frozen),
    }
}

/// Whether a device seems to be where it once was. A greeting that arrives twice says the same, so nobody is frozen for it:
/// the device sees from the answer that it went back, and stops; if it writes on all the same, that is a fork.
fn is_behind(hello: &Hello, incarnation: u64, ends: &[Chain]) -> bool {
    let events = ends.iter().find(|end| end.device() == hello.device).map_or(0, Chain::events);
    hello.own.seq.0 < events || hello.incarnation < incarnation
}

fn answer_member<K: Keeper>(keeper: &K, device: DeviceId, request: Request) -> Answer<K::Error> {
    let Some(member) = keeper.member(device)? else { return Ok(Err(Refusal::Unknown)) };
    if let Err(refusal) = may_sync(member) {
        return Ok(Err(refusal));
    }
    let site = Site { hall: member.hall, device };
    match request {
        Request::Hello(_) => Ok(Err(Refusal::Malformed)),
        Request::Digest(ask) => digest(keeper, site, ask).map(Ok),
        Request::Push(push) => take(keeper, site, push),
        Request::Pull(pull) => hand_down(keeper, site, &pull),
        Request::Snapshot => Ok(Ok(Reply::Manifest(keeper.snapshot(site)?))),
        Request::Fetch(fetch) => {
            let fetch = Fetch { bytes: fetch.bytes.min(ANSWER_BYTES_MAX), ..fetch };
            Ok(keeper.blob(site, fetch)?.map(Reply::Blob).ok_or(Refusal::Gone))
        }
        // Each is compared with what is here: refused before anything is.
        Request::Sealed(ask) if ask.buckets.as_ref().is_some_and(|buckets| buckets.len() > BUCKETS_MAX) => {
            Ok(Err(Refusal::Malformed))
        }
        Request::Sealed(ask) => sealed(keeper, site, &ask).map(Ok),
    }
}

fn digest<K: Keeper>(keeper: &K, site: Site, ask: AskDigest) -> Result<Reply, K::Error> {
    let standing = keeper.standing(site)?;
    let agrees = ask.events == Some(standing.events);
    if agrees {
        keeper.agreed(site, standing.events)?;
    }
    let have = if agrees { None } else { Some(keeper.ends(site.hall)?.into_iter().map(Have::from).collect()) };
    let buckets = if ask.buckets == Some(true) { Some(keeper.event_buckets(site.hall)?) } else { None };
    Ok(Reply::Digests(Digests { standing, have, buckets }))
}

fn take<K: Keeper>(keeper: &K, site: Site, push: Push) -> Answer<K::Error> {
    if push.rows.iter().any(|row| row.suite == 0) {
        return Ok(Err(Refusal::Unsealed));
    }
    let segments = if push.segments.is_empty() { Ok(Vec::new()) } else { journal::unpack_each(&push.segments) };
    let Ok(segments) = segments else { return Ok(Err(Refusal::Malformed)) };
    // Signatures are checked before anything waits for the database.
    let (mut opened, mut declined) = open(&keeper.keys(site.hall)?, segments);
    for stranger in strangers(keeper, site, &opened)? {
        opened.retain(|(segment, _)| segment.device != stranger || segment.signer == stranger);
        declined.push(Declined { device: Some(stranger), first: None, why: Refusal::Signature });
    }
    let authors: BTreeSet<DeviceId> = opened
        .iter()
        .filter(|(segment, _)| segment.signer == segment.device)
        .map(|(segment, _)| segment.device)
        .collect();
    let (rows, too_large) = push.rows.into_iter().partition::<Vec<_>, _>(SealedRow::is_sent);
    let accepted = keeper.accept(site, opened, rows, push.erased)?;
    // Who hands a fork on has not written it: the signature names who has.
    for seen in accepted.forked.iter().filter(|seen| authors.contains(&seen.device)) {
        let author = keeper.member(seen.device)?.filter(|author| author.state == MemberState::Active);
        if author.is_some_and(|author| author.hall == site.hall) {
            keeper.freeze(Site { device: seen.device, ..site }, Frozen::Forked, *seen)?;
        }
    }
    Ok(Ok(Reply::Pushed(Pushed {
        have: keeper.ends(site.hall)?.into_iter().map(Have::from).collect(),
        standing: keeper.standing(site)?,
        forked: accepted.forked,
        parked: accepted.parked,
        declined: (!declined.is_empty()).then_some(declined),
        too_large: (!too_large.is_empty()).then(|| too_large.iter().map(SealedRow::name).take(DECLINED_MAX).collect()),
    })))
}

/// Devices for whom somebody vouches who may not.
fn strangers<K: Keeper>(
    keeper: &K,
    site: Site,
    opened: &[(Segment, Vec<Linked>)],
) -> Result<BTreeSet<DeviceId>, K::Error> {
    let mut strangers = BTreeSet::new();
    for (segment, _) in opened.iter().filter(|(segment, _)| segment.signer != segment.device) {
        if segment.signer != site.device || !keeper.may_vouch(site, segment.device)? {
            strangers.insert(segment.device);
        }
    }
    Ok(strangers)
}

/// Segments with their events, and those that are left out. What stands behind one of these in its journal is a gap then;
/// everybody else's is taken (invariant A11).
fn open(
    keys: &impl Verifier,
    segments: Vec<Result<Segment, SegmentError>>,
) -> (Vec<(Segment, Vec<Linked>)>, Vec<Declined>) {
    let (mut opened, mut declined) = (Vec::new(), Vec::new());
    for segment in segments {
        match segment {
            // Those who get it would have to unpack it whole.
            Ok(segment) if segment.bytes() > SEGMENT_BYTES_MAX => {
                let (device, first) = (Some(segment.device), Some(segment.first));
                declined.push(Declined { device, first, why: Refusal::Malformed });
            }
            Err(error) => declined.push(Declined { device: None, first: None, why: refusal(&error) }),
            Ok(segment) => match segment.open(keys) {
                Ok(events) => opened.push((segment, events)),
                Err(error) => {
                    let (device, first) = (Some(segment.device), Some(segment.first));
                    declined.push(Declined { device, first, why: refusal(&error) });
                }
            },
        }
    }
    declined.truncate(DECLINED_MAX);
    (opened, declined)
}

fn refusal(error: &SegmentError) -> Refusal {
    match error {
        SegmentError::Signature(_) => Refusal::Signature,
        SegmentError::Count(_) | SegmentError::Decode(_) | SegmentError::Chain(_) | SegmentError::Sign(_) => {
            Refusal::Malformed
        }
    }
}

fn hand_down<K: Keeper>(keeper: &K, site: Site, pull: &Pull) -> Answer<K::Error> {
    let (standing, bytes) = (keeper.standing(site)?, pull.bytes.min(ANSWER_BYTES_MAX));
    let offer = match since(pull.since, &standing, standing.position) {
        Some(position) => keeper.feed(site, position, bytes)?,
        None => keeper.missing(site, &pull.have, bytes)?,
    };
    let devices: BTreeSet<DeviceId> =
        offer.segments.iter().flat_map(|segment| [segment.device, segment.signer]).collect();
    let known: BTreeMap<DeviceId, PublicKey> = keeper.keys(site.hall)?.iter().collect();
    let pinned = |device: DeviceId| known.get(&device).map(|key| Pinned { device, key: *key });
    let Ok(segments) = journal::pack(&offer.segments) else { return Ok(Err(Refusal::Gone)) };
    let keys = devices.into_iter().filter_map(pinned).collect();
    Ok(Ok(Reply::Pulled(Pulled { segments, keys, position: offer.position, standing })))
}

/// A position of another epoch, or one that has not been reached yet, is worth nothing.
fn since(since: Option<Since>, standing: &Standing, last: u64) -> Option<u64> {
    since.filter(|since| since.epoch == standing.epoch && since.position <= last).map(|since| since.position)
}

fn sealed<K: Keeper>(keeper: &K, site: Site, ask: &AskSealed) -> Result<Reply, K::Error> {
    let (standing, rows) = (keeper.standing(site)?, ask.rows.clamp(1, ANSWER_ROWS_MAX));
    let mut answer = match since(ask.since, &standing, standing.sealed) {
        Some(position) => keeper.sealed_after(site, position, rows)?,
        None => keeper.sealed_of(site, ask, rows)?,
    };
    answer.standing = Some(standing);
    Ok(Reply::Sealed(answer))
}
