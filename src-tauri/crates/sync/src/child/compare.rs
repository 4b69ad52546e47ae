//! The end of a round: do both sides hold the same? If not, and nothing is left to be sent, where do they differ? What is
//! missing on one side is filled in. Of two values that differ the one that proves itself stands; where none does it is
//! shown, and neither side is overwritten (invariant A10).

use super::{AskSealed, Child, ChildError, Outcome, Proven, Replica, Round, Step, Waiting};
use crate::memory::{Agreed, Mismatch};
use crate::message::{AskDigest, Digests, Request, Sealed, SealedRow, Standing};
use journal::{Bucket, Chain, EventId, Hash, events_digest, values_digest};
use std::collections::BTreeMap;

/// Digests of what is held here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mine {
    pub(super) events: Hash,
    pub(super) values: Hash,
}

impl Mine {
    pub(super) fn agrees(&self, standing: &Standing) -> bool {
        (self.events, self.values) == (standing.events, standing.values)
    }
}

impl Child {
    pub(super) fn mine<R: Replica>(&self, replica: &R, ends: &[Chain]) -> Result<Mine, ChildError<R::Error>> {
        let buckets = replica.value_buckets().map_err(ChildError::Replica)?;
        let values = values_digest(buckets.iter().map(|bucket| (bucket.bucket(), bucket.digest)));
        Ok(Mine { events: events_digest(ends), values })
    }

    /// Everything has been sent both ways.
    pub(super) fn conclude<R: Replica>(
        &mut self,
        replica: &mut R,
        standing: &Standing,
        mine: &Mine,
        ends: &[Chain],
    ) -> Result<Step, ChildError<R::Error>> {
        if mine.agrees(standing) {
            return self.synced(replica, mine, ends);
        }
        // Something may have been written on either side meanwhile.
        if !self.round.fresh {
            return Ok(self.ask_digest(mine.events));
        }
        if mine.events != standing.events {
            if !self.round.refilled {
                return Ok(self.refill(ends));
            }
            return match self.round.located {
                Some(found) => self.mismatch(replica, found),
                None => {
                    let ask = AskDigest { events: Some(mine.events), buckets: Some(true) };
                    Ok(self.ask(Waiting::Buckets, Request::Digest(ask)))
                }
            };
        }
        if !self.round.repaired {
            let buckets = replica.value_buckets().map_err(ChildError::Replica)?;
            let (after, from) = (self.round.compared, self.round.compared_to);
            let ask = AskSealed { since: None, buckets: Some(buckets), rows: self.wanted_rows(), after, from };
            return Ok(self.ask(Waiting::Differing, Request::Sealed(ask)));
        }
        let found = self.round.differing.unwrap_or(Mismatch::Unplaced);
        self.mismatch(replica, found)
    }

    fn synced<R: Replica>(
        &mut self,
        replica: &mut R,
        mine: &Mine,
        ends: &[Chain],
    ) -> Result<Step, ChildError<R::Error>> {
        let count = ends.iter().map(Chain::events).sum();
        let agreed = Agreed { events: mine.events, values: mine.values, count, wall_ms: self.round.clock_ms };
        let told = self.memory.agreed.is_some_and(|before| Agreed { wall_ms: agreed.wall_ms, ..before } == agreed);
        self.memory.agreed = Some(agreed);
        // A sync that had nothing to do writes nothing.
        if !told || !self.memory.complete || self.memory.mismatch.is_some() || !self.memory.declined.is_empty() {
            (self.memory.complete, self.memory.mismatch) = (true, None);
            self.memory.declined.clear();
            replica.remember(&self.memory).map_err(ChildError::Replica)?;
        }
        // What is held here is now what the parent has.
        self.have = Some(ends.iter().filter(|end| end.events() > 0).map(|end| (*end).into()).collect());
        Ok(Step::Done(Outcome::Synced(agreed)))
    }

    fn mismatch<R: Replica>(&mut self, replica: &mut R, found: Mismatch) -> Result<Step, ChildError<R::Error>> {
        self.memory.mismatch = Some(found);
        replica.remember(&self.memory).map_err(ChildError::Replica)?;
        Ok(Step::Done(Outcome::Mismatch(found)))
    }

    /// The first place at which the parent's events are others than those here.
    pub(super) fn locate<R: Replica>(&mut self, replica: &R, digests: Digests) -> Result<(), ChildError<R::Error>> {
        let mut found = None;
        for bucket in digests.buckets.iter().flatten() {
            let event = EventId { device: bucket.device, seq: bucket.seq };
            if replica.hash_at(event).map_err(ChildError::Replica)? != Some(bucket.hash) {
                found = Some(Mismatch::Events { device: bucket.device, until: bucket.seq });
                break;
            }
        }
        self.standing = Some(digests.standing);
        self.have = digests.have.or(self.have.take());
        self.round.located = Some(found.unwrap_or(Mismatch::Unplaced));
        Ok(())
    }

    /// Values of buckets that differ: those that are missing on one side go there, and those that differ are noted.
    pub(super) fn take_differing<R: Replica>(
        &mut self,
        replica: &mut R,
        sealed: Sealed,
    ) -> Result<(), ChildError<R::Error>> {
        let mut theirs: BTreeMap<(EventId, u16), &SealedRow> =
            sealed.rows.iter().map(|row| ((row.subject, row.field), row)).collect();
        let (mut missing_there, mut missing_here) = (Vec::new(), Vec::new());
        for (device, number) in &sealed.buckets {
            let bucket = Bucket { device: *device, number: *number };
            let from = self.round.compared_to.filter(|_| self.round.compared == Some((*device, *number)));
            let until = sealed.until.filter(|_| sealed.buckets.last() == Some(&(*device, *number)));
            for ours in replica.rows_of(bucket).map_err(ChildError::Replica)? {
                let (key, place) = ((ours.subject, ours.field), (ours.subject.seq.0, ours.field));
                // What this answer does not speak of.
                if from.is_some_and(|from| place <= from) || until.is_some_and(|until| place > until) {
                    continue;
                }
                match theirs.remove(&key) {
                    None if sealed.erased.iter().any(|erased| (erased.subject, erased.field) == key) => {}
                    // From before there was a limit: it would not be taken.
                    None if !ours.is_sent() => note(&mut self.round, bucket),
                    None => missing_there.push(key),
                    Some(row) if *row == ours => {}
                    Some(row) => match replica.proven(row).map_err(ChildError::Replica)? {
                        Proven::Neither => note(&mut self.round, bucket),
                        Proven::Ours | Proven::Theirs => missing_here.push(row.clone()),
                    },
                }
            }
        }
        for row in theirs.into_values() {
            if !row.is_sent() {
                note(&mut self.round, Bucket::of(row.subject));
                continue;
            }
            // Erased here: the parent will hear of it.
            match replica.is_erased(row.subject).map_err(ChildError::Replica)? {
                true => missing_there.push((row.subject, row.field)),
                false => missing_here.push(row.clone()),
            }
        }
        self.round.repaired = !sealed.more;
        if let Some(last) = sealed.buckets.last() {
            (self.round.compared, self.round.compared_to) = (Some(*last), sealed.until);
        }
        if !(missing_here.is_empty() && missing_there.is_empty() && sealed.erased.is_empty()) {
            self.round.idle = 0;
        }
        replica.resend(&missing_there).map_err(ChildError::Replica)?;
        replica.begin_take_sealed(missing_here, sealed.erased, &self.memory).map_err(ChildError::Replica)?;
        self.settle(replica)?;
        if let Some(standing) = sealed.standing {
            self.took(standing);
        }
        Ok(())
    }
}

fn note(round: &mut Round, bucket: Bucket) {
    round.differing.get_or_insert(Mismatch::values(bucket));
}
