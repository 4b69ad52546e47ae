//! Taking in what came from elsewhere.

use super::journals::{end, hash_at};
use crate::db::error::StoreError;
use crate::db::sql_int::to_sql;
use crate::db::write_tx::WriteTx;
use crate::erasing::due::Arrived;
use crate::journal::journal_table;
use crate::journal::parked::park;
use crate::views;
use domain::event::Fact;
use journal::{Chain, DeviceId, Event, EventId, Fit, Linked, ParkReason, Segment, fit, understand};
use rusqlite::params;
use std::collections::BTreeMap;

/// What became of segments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Events that are new here.
    pub events: u64,
    /// Of these, such that cannot be understood.
    pub parked: u32,
    /// Journals that are written twice, as the segment had them; nothing was taken of them.
    pub forked: Vec<Chain>,
    /// Journals of which events before the segment are missing.
    pub gaps: Vec<DeviceId>,
}

/// Opened segments with what their events say, read before anybody waits for the database.
#[derive(Debug)]
pub struct Arriving(Vec<(Segment, Vec<Linked>, Vec<Said>)>);

/// What an event says; why it is parked, if it is.
type Said = (Option<Fact>, Option<ParkReason>);

impl Arriving {
    /// Reads what the events say.
    pub fn read(segments: Vec<(Segment, Vec<Linked>)>) -> Self {
        let said = |linked: &Linked| {
            let understood = understand(&linked.event, Fact::decode);
            let reason = understood.parked();
            (understood.fact(), reason)
        };
        let read = |(segment, events): (Segment, Vec<Linked>)| {
            let facts = events.iter().map(said).collect();
            (segment, events, facts)
        };
        Self(segments.into_iter().map(read).collect())
    }
}

impl WriteTx<'_> {
    /// Takes opened segments in as far as they fit, and folds them. This device's own journal is never taken from
    /// elsewhere: one that is longer there is a fork.
    ///
    /// # Errors
    /// What the disk says; return it, so that everything is rolled back.
    pub fn take_in(&mut self, Arriving(segments): Arriving) -> Result<TakenIn, StoreError> {
        let mut ends: BTreeMap<DeviceId, Chain> = BTreeMap::new();
        let (mut taken, mut new) = (TakenIn::default(), Vec::new());
        for (segment, events, said) in segments {
            let device = segment.device;
            let known = match ends.get(&device) {
                Some(known) => *known,
                None => end(&self.tx, device)?,
            };
            let from = match fit(&known, &segment, &events, |seq| hash_at(&self.tx, EventId { device, seq }))? {
                Fit::Known => continue,
                Fit::Gap => {
                    taken.gaps.push(device);
                    continue;
                }
                Fit::Take(from) if device != self.device() => from,
                Fit::Take(_) | Fit::Fork { .. } => {
                    let head = events.last().map_or(segment.previous, |event| event.hash);
                    taken.forked.push(Chain::resume(device, segment.last().next(), head));
                    continue;
                }
            };
            self.keep_seal(&segment)?;
            let new_end = events.last().map_or(known, |last| Chain::resume(device, last.event.seq.next(), last.hash));
            ends.insert(device, new_end);
            for ((linked, said), bytes) in events.into_iter().zip(said).zip(&segment.events).skip(from) {
                let Linked { event, hash } = linked;
                journal_table::insert(&self.tx, &event, bytes, hash)?;
                new.push((event, said));
            }
        }
        self.kept.forget();
        taken.events = new.len() as u64;
        if !new.is_empty() {
            self.fold_new(new, &mut taken)?;
        }
        Ok(taken)
    }

    /// Folds what is new, once it is all there: which Lamport numbers count is a matter of all of them.
    fn fold_new(&mut self, new: Vec<(Event, Said)>, taken: &mut TakenIn) -> Result<(), StoreError> {
        let before = self.meta.lamport;
        self.meta.lamport = journal_table::counted(&self.tx, before)?;
        let grown = self.meta.lamport > before;
        let mut to_fold = Vec::new();
        for (event, (fact, reason)) in new {
            self.touched.event(event.kind.0);
            let leaps = event.lamport > self.meta.lamport;
            let reason = if leaps { Some(ParkReason::Number) } else { reason };
            if let Some(reason) = reason {
                self.touched.everything();
                taken.parked += 1;
                park(&self.tx, event.id(), reason)?;
            }
            to_fold.push((event, fact.filter(|_| !leaps)));
        }
        let arrived: Vec<Arrived> = to_fold.iter().map(|(event, _)| Arrived::of(event)).collect();
        views::fold_batch(&self.tx, to_fold)?;
        self.follow_erasing(&arrived)?;
        if grown { self.unpark_counted().map(|_| ()) } else { Ok(()) }
    }

    /// Keeps the signature, so that the events can be handed on with it.
    fn keep_seal(&self, segment: &Segment) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT OR REPLACE INTO segment_seal (device, last, signed_from, suite, signature, signer)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                segment.device.0,
                to_sql(segment.last().0),
                to_sql(segment.signed_from.0),
                segment.suite.0,
                segment.signature,
                (segment.signer != segment.device).then_some(segment.signer.0)
            ])?;
        Ok(())
    }
}
