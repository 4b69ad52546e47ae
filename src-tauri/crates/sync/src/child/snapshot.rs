//! The first sync: a manifest, then its parts one by one, each taken in together with the note that it has been. It goes
//! on after any interruption where it stopped, and is complete when it is complete (L4).

use super::{Child, ChildError, Replica, Step, Waiting};
use crate::limits::{BATCH_BYTES, PART_BYTES_MAX};
use crate::memory::{Cursor, Memory, Snapshot};
use crate::message::{self, Manifest, Part, PartKind, Request, Sealed, SealedRow};
use journal::{Hash, KnownDevices, Linked, Segment, SegmentError};
use sha2::{Digest as _, Sha256};

/// Segments with their events.
pub(super) type Opened = Vec<(Segment, Vec<Linked>)>;

impl Child {
    /// The next thing to fetch, while a first sync is under way or has to begin.
    pub(super) fn next_of_snapshot<R: Replica>(
        &mut self,
        replica: &mut R,
    ) -> Result<Option<Step>, ChildError<R::Error>> {
        if self.memory.snapshot.is_none() {
            let begins = !self.memory.complete
                && self.memory.cursor.is_none()
                && self.standing.is_some_and(|standing| standing.position > 0);
            return Ok(begins.then(|| self.ask(Waiting::Manifest, Request::Snapshot)));
        }
        if let Some(part) = self.next_part() {
            return Ok(Some(self.fetch(Waiting::Part(part), part.hash)));
        }
        // A manifest without parts.
        self.memory = self.after_part();
        replica.remember(&self.memory).map_err(ChildError::Replica)?;
        Ok(None)
    }

    /// The part that comes after those that have been taken in, or are being.
    pub(super) fn next_part(&self) -> Option<Part> {
        let snapshot = self.memory.snapshot.as_ref()?;
        usize::try_from(snapshot.done).ok().and_then(|done| snapshot.manifest.parts.get(done)).copied()
    }

    pub(super) fn take_manifest<R: Replica>(
        &mut self,
        replica: &mut R,
        manifest: Manifest,
    ) -> Result<(), ChildError<R::Error>> {
        if manifest.parts.iter().any(|part| part.bytes > PART_BYTES_MAX) {
            return Err(ChildError::Damaged);
        }
        let keys: KnownDevices = manifest.keys.iter().map(|pinned| (pinned.device, pinned.key)).collect();
        replica.pin(&keys).map_err(ChildError::Replica)?;
        self.standing = Some(manifest.standing);
        self.memory.snapshot = Some(Snapshot { manifest, done: 0 });
        self.fetched.clear();
        replica.remember(&self.memory).map_err(ChildError::Replica)
    }

    /// Takes a stretch of a part; when the part is whole, takes it in.
    pub(super) fn take_part<R: Replica>(
        &mut self,
        replica: &mut R,
        part: Part,
        bytes: &[u8],
    ) -> Result<(), ChildError<R::Error>> {
        let whole = self.take_stretch(bytes, part.bytes, part.hash)?;
        let Some(whole) = whole else { return Ok(()) };
        match part.kind {
            PartKind::Segments => {
                let segments = journal::unpack_each(&whole).map_err(|_| ChildError::Damaged)?;
                let opened = self.open(replica, segments)?;
                self.settle(replica)?;
                let after = self.after_part();
                replica.begin_accept(opened, &after).map_err(ChildError::Replica)?;
                self.begun(after);
            }
            PartKind::Sealed => {
                let sealed: Sealed = message::whole(&whole).map_err(|_| ChildError::Damaged)?;
                self.settle(replica)?;
                let after = self.after_part();
                let rows = sealed.rows.into_iter().filter(SealedRow::is_sent).collect();
                replica.begin_take_sealed(rows, sealed.erased, &after).map_err(ChildError::Replica)?;
                self.begun(after);
            }
        }
        Ok(())
    }

    /// Adds a stretch; gives the whole when it is.
    pub(super) fn take_stretch<E>(
        &mut self,
        bytes: &[u8],
        of: u64,
        hash: Hash,
    ) -> Result<Option<Vec<u8>>, ChildError<E>> {
        let room = of.saturating_sub(self.fetched.len() as u64);
        let fits = bytes.len() as u64 <= room && bytes.len() <= BATCH_BYTES;
        if !fits || (bytes.is_empty() && room > 0) || of > PART_BYTES_MAX {
            self.fetched.clear();
            return Err(ChildError::Damaged);
        }
        self.fetched.extend(bytes);
        if (self.fetched.len() as u64) < of {
            return Ok(None);
        }
        let whole = std::mem::take(&mut self.fetched);
        if <[u8; 32]>::from(Sha256::digest(&whole)) == hash.0 { Ok(Some(whole)) } else { Err(ChildError::Damaged) }
    }

    /// What will be remembered when the part that is under way has been taken in.
    fn after_part(&self) -> Memory {
        let mut memory = self.memory.clone();
        if let Some(snapshot) = &mut memory.snapshot {
            snapshot.done += 1;
            if usize::try_from(snapshot.done).is_ok_and(|done| done >= snapshot.manifest.parts.len()) {
                let standing = snapshot.manifest.standing;
                memory.cursor =
                    Some(Cursor { epoch: standing.epoch, position: standing.position, sealed: standing.sealed });
                memory.snapshot = None;
            }
        }
        memory
    }

    /// Opens what was received. What does not open was damaged where it is kept: it is left out, the rest is taken, and
    /// the digests will tell.
    pub(super) fn open<R: Replica>(
        &self,
        replica: &R,
        segments: Vec<Result<Segment, SegmentError>>,
    ) -> Result<Opened, ChildError<R::Error>> {
        let keys = self.keys(replica)?;
        let opened = segments.into_iter().flatten().filter_map(|segment| {
            let events = segment.open(&keys).ok()?;
            Some((segment, events))
        });
        Ok(opened.collect())
    }
}
