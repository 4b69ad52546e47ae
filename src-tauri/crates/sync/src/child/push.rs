//! What goes up: events the parent does not have, values and erasures it has not confirmed; and the look whether this
//! device's journal is still the one the parent knows.

use super::{Child, ChildError, Replica, Step, Unsent, Waiting};
use crate::memory::Frozen;
use crate::message::{Have, Push, Request};
use journal::{Chain, EventId, Segment};

/// Events in one request.
const PUSH_EVENTS: usize = 5_000;
/// Values in one request.
const PUSH_ROWS: usize = 5_000;

impl Child {
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
        let (segments, is_all) = self.segments(replica, &have, ends)?;
        self.round.pushed = segments.iter().map(|segment| segment.device).collect();
        // A value is taken only under an event that is there, and an erasure only where an event demands it.
        let unsent = if is_all { replica.unsent(PUSH_ROWS).map_err(ChildError::Replica)? } else { Unsent::default() };
        if segments.is_empty() && unsent.rows.is_empty() && unsent.erased.is_empty() {
            return Ok(None);
        }
        let packed = match segments.is_empty() {
            true => Vec::new(),
            false => journal::pack(&segments).map_err(|_| ChildError::Damaged)?,
        };
        let has_values = !(unsent.rows.is_empty() && unsent.erased.is_empty());
        let push = Push { segments: packed, rows: unsent.rows, erased: unsent.erased };
        Ok(Some(self.ask(Waiting::Pushed(unsent.mark, has_values), Request::Push(push))))
    }

    /// Segments that the parent does not have, and whether those are all there are.
    fn segments<R: Replica>(
        &mut self,
        replica: &mut R,
        have: &[Have],
        ends: &[Chain],
    ) -> Result<(Vec<Segment>, bool), ChildError<R::Error>> {
        let (mut segments, mut events) = (Vec::new(), 0);
        for end in ends {
            let theirs = have.iter().find(|have| have.device == end.device()).copied();
            let after = theirs.map_or(Chain::begin(end.device()), Chain::from);
            if after.events() >= end.events() || events >= PUSH_EVENTS || self.round.stuck.contains(&end.device()) {
                continue;
            }
            if !self.is_same_journal(replica, &after)? {
                continue;
            }
            let more = replica.segments_after(&after, PUSH_EVENTS - events, &self.identity.key);
            let more = more.map_err(ChildError::Replica)?;
            events += more.iter().map(|segment| segment.events.len()).sum::<usize>();
            segments.extend(more);
        }
        Ok((segments, events < PUSH_EVENTS))
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
