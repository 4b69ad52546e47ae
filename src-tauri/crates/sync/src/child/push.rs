//! What goes up: events the parent does not have, values and erasures it has not confirmed; and the look whether this
//! device's journal is still the one the parent knows.

use super::{Child, ChildError, Replica, Step, Unsent, Waiting};
use crate::limits::{BATCH_BYTES, BATCH_BYTES_MIN, SEGMENTS_BYTES_MAX};
use crate::memory::Frozen;
use crate::message::{Have, Push, Request, SealedRow};
use journal::{Chain, EventId, Segment};

/// Events in one request.
const PUSH_EVENTS: usize = 5_000;
/// Values in one request.
const PUSH_ROWS: usize = 5_000;
/// Batches that have to arrive one after another before they grow.
const CARRIED_TO_GROW: u8 = 8;

fn bytes_of(rows: &[SealedRow]) -> usize {
    rows.iter().map(|row| row.sealed.len()).sum()
}

impl Child {
    /// The line broke while an answer was awaited. What goes in one message is halved: on a thin line something always
    /// arrives so, and it is more each time that it does. Whether there was anything to be halved.
    pub fn broke_off(&mut self) -> bool {
        let is_smaller = self.round.waiting.moves() && self.batch > BATCH_BYTES_MIN;
        if is_smaller {
            self.batch = (self.batch / 2).max(BATCH_BYTES_MIN);
        }
        self.carried = 0;
        is_smaller
    }

    /// Bytes of a message, about, as the line has shown itself so far.
    pub fn batch(&self) -> usize {
        self.batch
    }

    /// Something was moved in its time. A batch grows only after several: one that is too large costs its whole time.
    pub(super) fn carried(&mut self) {
        self.carried += 1;
        if self.carried >= CARRIED_TO_GROW {
            self.carried = 0;
            self.batch = self.batch.saturating_mul(2).min(BATCH_BYTES);
        }
    }

    /// Compares this device's journal with what the parent has of it (S12).
    pub(super) fn check_own<R: Replica>(&mut self, replica: &mut R) -> Result<Option<Frozen>, ChildError<R::Error>> {
        let theirs = self.have.iter().flatten().find(|have| have.device == self.identity.device).copied();
        let Some(theirs) = theirs.filter(|theirs| theirs.seq.0 > 0) else { return Ok(None) };
        let event = EventId { device: theirs.device, seq: theirs.seq };
        let frozen = match replica.hash_at(event).map_err(ChildError::Replica)? {
            None => Frozen::RolledBack,
            Some(hash) if hash != theirs.head => Frozen::Forked,
            Some(_) => return Ok(None),
        };
        self.freeze(replica, frozen)?;
        Ok(Some(frozen))
    }

    /// The next push, if the parent has told what it has and there is something it has not.
    pub(super) fn next_push<R: Replica>(
        &mut self,
        replica: &mut R,
        ends: &[Chain],
    ) -> Result<Option<Step>, ChildError<R::Error>> {
        let Some(have) = self.have.clone() else { return Ok(None) };
        let (packed, is_all) = self.packed(replica, &have, ends)?;
        let unsent = match self.batch.saturating_sub(packed.len()) {
            // A value is taken only under an event that is there, and an erasure only where an event demands it.
            _ if !is_all => Unsent::default(),
            0 => Unsent::default(),
            // A value that is larger alone does not travel behind events.
            room if packed.is_empty() => replica.unsent(PUSH_ROWS, room).map_err(ChildError::Replica)?,
            room => {
                let unsent = replica.unsent(PUSH_ROWS, room).map_err(ChildError::Replica)?;
                if bytes_of(&unsent.rows) > room { Unsent::default() } else { unsent }
            }
        };
        let has_values = !(unsent.rows.is_empty() && unsent.erased.is_empty());
        if packed.is_empty() && !has_values {
            return Ok(None);
        }
        let rows = unsent.rows.into_iter().filter(SealedRow::is_sent).collect();
        let push = Push { segments: packed, rows, erased: unsent.erased };
        Ok(Some(self.ask(Waiting::Pushed(unsent.mark, has_values), Request::Push(push))))
    }

    /// Segments that the parent does not have, packed: as many as fit into a batch, and one at least; empty when it has all. And
    /// whether those are all there are.
    fn packed<R: Replica>(
        &mut self,
        replica: &mut R,
        have: &[Have],
        ends: &[Chain],
    ) -> Result<(Vec<u8>, bool), ChildError<R::Error>> {
        let mut most = (PUSH_EVENTS, SEGMENTS_BYTES_MAX);
        loop {
            let (segments, is_all) = self.segments(replica, have, ends, most)?;
            self.round.pushed = segments.iter().map(|segment| segment.device).collect();
            if segments.is_empty() {
                return Ok((Vec::new(), is_all));
            }
            let packed = journal::pack(&segments).map_err(|_| ChildError::Damaged)?;
            let events: usize = segments.iter().map(|segment| segment.events.len()).sum();
            if packed.len() <= self.batch || most.0 == 1 {
                return Ok((packed, is_all));
            }
            // How well events pack is seen when they are packed.
            most.0 = (events.min(most.0) / 2).max(1);
        }
    }

    /// Segments that the parent does not have, and whether those are all there are.
    fn segments<R: Replica>(
        &mut self,
        replica: &mut R,
        have: &[Have],
        ends: &[Chain],
        (most, bytes): (usize, usize),
    ) -> Result<(Vec<Segment>, bool), ChildError<R::Error>> {
        let (mut segments, mut events, mut size, mut is_all) = (Vec::<Segment>::new(), 0, 0, true);
        for end in ends {
            let theirs = have.iter().find(|have| have.device == end.device()).copied();
            let after = theirs.map_or(Chain::begin(end.device()), Chain::from);
            if after.events() >= end.events() || self.round.stuck.contains(&end.device()) {
                continue;
            }
            if events >= most || size >= bytes {
                is_all = false;
                break;
            }
            if !self.is_same_journal(replica, &after)? {
                continue;
            }
            let more = replica.segments_after(&after, (most - events, bytes - size), &self.identity.key);
            let more = more.map_err(ChildError::Replica)?;
            let larger = size + more.iter().map(Segment::bytes).sum::<usize>();
            if larger > bytes && !segments.is_empty() {
                is_all = false;
                break;
            }
            size = larger;
            let new: usize = more.iter().map(|segment| segment.events.len()).sum();
            is_all &= after.events() + new as u64 >= end.events();
            events += new;
            segments.extend(more);
        }
        Ok((segments, is_all))
    }

    /// Another device's journal that the parent has otherwise is written twice: it is shown, and left alone.
    fn is_same_journal<R: Replica>(&mut self, replica: &R, theirs: &Chain) -> Result<bool, ChildError<R::Error>> {
        if theirs.events() == 0 {
            return Ok(true);
        }
        let seen = Have::from(*theirs);
        let ours = replica.hash_at(EventId { device: seen.device, seq: seen.seq }).map_err(ChildError::Replica)?;
        if ours == Some(seen.head) {
            return Ok(true);
        }
        self.note_forked(&[seen]);
        self.round.stuck.insert(seen.device);
        Ok(false)
    }

    pub(super) fn note_forked(&mut self, forked: &[Have]) {
        for seen in forked {
            if !self.memory.forked.iter().any(|known| known.device == seen.device) {
                self.memory.forked.push(*seen);
            }
        }
    }
}
