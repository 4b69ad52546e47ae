//! What each reply leads to.

use super::{Child, ChildError, GREETINGS_MAX, IDLE_MAX, MANIFESTS_MAX, Outcome, Replica, Waiting};
use crate::memory::{Cursor, Frozen};
use crate::message::{DECLINED_MAX, Declined, Digests, Pulled, Pushed, Refusal, Reply, Sealed, SealedRow, Standing};
use journal::KnownDevices;

impl Child {
    /// Does what a reply says. The outcome, when the round is over.
    pub(super) fn take<R: Replica>(
        &mut self,
        replica: &mut R,
        reply: Reply,
    ) -> Result<Option<Outcome>, ChildError<R::Error>> {
        let waiting = std::mem::take(&mut self.round.waiting);
        if waiting.moves() {
            self.carried();
        }
        match (waiting, reply) {
            (Waiting::Nothing, _) => return Err(ChildError::Unexpected),
            (waiting, Reply::Refused(refusal)) => return self.refused(replica, waiting, refusal),
            (Waiting::Welcome, Reply::Welcome(welcome)) => {
                self.token = Some(welcome.token);
                self.have = Some(welcome.have);
                self.standing = Some(welcome.standing);
            }
            (Waiting::Digest, Reply::Digests(digests)) => self.take_digests(digests),
            (Waiting::Buckets, Reply::Digests(digests)) => self.locate(replica, digests)?,
            (Waiting::Pushed(mark, has_values), Reply::Pushed(pushed)) => {
                self.take_pushed(replica, has_values.then_some(mark), pushed)?;
            }
            (Waiting::Pulled(by_have), Reply::Pulled(pulled)) => self.take_pulled(replica, by_have, pulled)?,
            (Waiting::Manifest, Reply::Manifest(manifest)) => {
                self.round.idle = 0;
                self.take_manifest(replica, manifest)?;
            }
            (Waiting::Part(part), Reply::Blob(blob)) => {
                self.round.idle = 0;
                self.take_part(replica, part, &blob.bytes)?;
            }
            (Waiting::Blob(hash), Reply::Blob(blob)) => {
                self.round.idle = 0;
                if let Some(whole) = self.take_stretch(&blob.bytes, blob.of, hash)? {
                    replica.put_reference(hash, &whole).map_err(ChildError::Replica)?;
                }
            }
            (Waiting::Sealed, Reply::Sealed(sealed)) => self.take_sealed(replica, sealed)?,
            (Waiting::Differing, Reply::Sealed(sealed)) => self.take_differing(replica, sealed)?,
            (_, _) => return Err(ChildError::Unexpected),
        }
        Ok(None)
    }

    fn take_digests(&mut self, digests: Digests) {
        self.standing = Some(digests.standing);
        if let Some(have) = digests.have {
            self.have = Some(have);
        }
        self.round.fresh = true;
    }

    fn take_pushed<R: Replica>(
        &mut self,
        replica: &mut R,
        mark: Option<u64>,
        pushed: Pushed,
    ) -> Result<(), ChildError<R::Error>> {
        if let Some(mark) = mark {
            self.round.idle = 0;
            replica.sent(mark).map_err(ChildError::Replica)?;
        }
        let before = self.have.replace(pushed.have);
        if before != self.have {
            self.round.idle = 0;
        } else {
            // Nothing was taken of these; whatever else there is goes on (L2).
            let sent = std::mem::take(&mut self.round.pushed);
            self.round.stuck.extend(sent);
        }
        self.note_declined(replica, pushed.declined.unwrap_or_default())?;
        self.note_forked(&pushed.forked);
        self.standing = Some(pushed.standing);
        self.round.fresh = true;
        if pushed.forked.iter().any(|seen| seen.device == self.identity.device) {
            self.freeze(replica, Frozen::Forked)?;
        }
        Ok(())
    }

    /// What the parent declines is shown, and not sent again in this round.
    fn note_declined<R: Replica>(
        &mut self,
        replica: &mut R,
        declined: Vec<Declined>,
    ) -> Result<(), ChildError<R::Error>> {
        self.round.stuck.extend(declined.iter().filter_map(|segment| segment.device));
        let has = |device, first| self.have.iter().flatten().any(|have| have.device == device && have.seq >= first);
        let is_taken = |seen: &Declined| seen.device.zip(seen.first).is_some_and(|(device, first)| has(device, first));
        let mut noted = self.memory.declined.clone();
        noted.retain(|seen| !is_taken(seen));
        let new = declined.into_iter().filter(|seen| !self.memory.declined.contains(seen));
        noted.extend(new);
        noted.truncate(DECLINED_MAX);
        if noted == self.memory.declined {
            return Ok(());
        }
        self.memory.declined = noted;
        replica.remember(&self.memory).map_err(ChildError::Replica)
    }

    fn take_pulled<R: Replica>(
        &mut self,
        replica: &mut R,
        by_have: bool,
        pulled: Pulled,
    ) -> Result<(), ChildError<R::Error>> {
        let keys: KnownDevices = pulled.keys.iter().map(|pinned| (pinned.device, pinned.key)).collect();
        replica.pin(&keys).map_err(ChildError::Replica)?;
        let segments = journal::unpack_each(&pulled.segments).map_err(|_| ChildError::Damaged)?;
        if !segments.is_empty() {
            self.round.idle = 0;
        }
        let opened = self.open(replica, segments)?;
        let mut memory = self.memory.clone();
        if let Some(cursor) = after_pull(memory.cursor, &pulled) {
            memory.cursor = Some(cursor);
        }
        if by_have && pulled.position >= pulled.standing.position {
            self.round.refilled = true;
        }
        replica.begin_accept(opened, &memory).map_err(ChildError::Replica)?;
        self.begun(memory);
        self.settle(replica)?;
        self.took(pulled.standing);
        Ok(())
    }

    fn take_sealed<R: Replica>(&mut self, replica: &mut R, sealed: Sealed) -> Result<(), ChildError<R::Error>> {
        if !sealed.rows.is_empty() || !sealed.erased.is_empty() {
            self.round.idle = 0;
        }
        let mut memory = self.memory.clone();
        if let (Some(cursor), Some(standing)) = (&mut memory.cursor, sealed.standing)
            && cursor.epoch == standing.epoch
        {
            cursor.sealed = cursor.sealed.max(sealed.position);
        }
        let rows = sealed.rows.into_iter().filter(SealedRow::is_sent).collect();
        replica.begin_take_sealed(rows, sealed.erased, &memory).map_err(ChildError::Replica)?;
        self.begun(memory);
        self.settle(replica)?;
        if let Some(standing) = sealed.standing {
            self.took(standing);
        }
        Ok(())
    }

    /// The parent told how it stands together with something that was taken in: true then, and to be asked again before
    /// a mismatch is believed.
    pub(super) fn took(&mut self, standing: Standing) {
        self.standing = Some(standing);
        self.round.fresh = false;
    }

    fn refused<R: Replica>(
        &mut self,
        replica: &mut R,
        waiting: Waiting,
        refusal: Refusal,
    ) -> Result<Option<Outcome>, ChildError<R::Error>> {
        match (&refusal, waiting) {
            (Refusal::Greet, _) if self.round.greetings < GREETINGS_MAX => {
                self.round.greetings += 1;
                self.token = None;
                Ok(None)
            }
            (Refusal::Frozen, _) => self.freeze(replica, Frozen::ByServer).map(Some),
            (Refusal::Revoked, _) => self.freeze(replica, Frozen::Revoked).map(Some),
            (Refusal::Gone, Waiting::Blob(hash)) => {
                self.round.gone.insert(hash.0);
                self.fetched.clear();
                Ok(None)
            }
            // The server was started anew and cuts its parts otherwise; what has been taken in stays.
            (Refusal::Gone, Waiting::Part(_)) if self.round.manifests < MANIFESTS_MAX => {
                self.round.manifests += 1;
                self.memory.snapshot = None;
                self.fetched.clear();
                replica.remember(&self.memory).map_err(ChildError::Replica)?;
                Ok(None)
            }
            _ => {
                self.token = None;
                self.round.idle = IDLE_MAX;
                Ok(Some(Outcome::Refused(refusal)))
            }
        }
    }
}

/// Where to go on from after a pull. By what is held, only the last answer gives a position.
fn after_pull(cursor: Option<Cursor>, pulled: &Pulled) -> Option<Cursor> {
    let standing = pulled.standing;
    match cursor.filter(|cursor| cursor.epoch == standing.epoch) {
        Some(cursor) => Some(Cursor { position: cursor.position.max(pulled.position), ..cursor }),
        // Values are compared by bucket when their positions are not known: nothing is taken for granted.
        None if pulled.position >= standing.position => {
            Some(Cursor { epoch: standing.epoch, position: standing.position, sealed: standing.sealed })
        }
        None => None,
    }
}
