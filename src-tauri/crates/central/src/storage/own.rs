//! The server as an author: what it hands down to every hall is a journal of its own, signed by its own key.

use super::accept::{packed, take_segment};
use super::counted::counted;
use super::{Storage, end};
use crate::clock;
use crate::error::CentralError;
use domain::event::{Fact, ReferenceKind, ReferenceOffered};
use domain::time::BeijingDay;
use journal::{DeviceId, DeviceKey, Event, EventId, Hash, KindCode, KindVersion, KnownDevices, Segment, WallTime};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use sync::{Accepted, Site};

impl Storage {
    /// Knows the server's own key. It is made once, beside the database.
    ///
    /// # Errors
    /// When another key is known for it: somebody has mixed two folders.
    pub fn pin_own(&self, key: &DeviceKey) -> Result<(), CentralError> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO device (device, hall, key, state, incarnation, enrolled_ms) VALUES (?1, 0, ?2, 0, 0, ?3)
                 ON CONFLICT (device) DO NOTHING",
                params![self.device.0, key.public().0, clock::now_ms()],
            )?;
            let known: [u8; 32] =
                tx.query_row("SELECT key FROM device WHERE device = ?1", [self.device.0], |row| row.get(0))?;
            if known == key.public().0 {
                return Ok(());
            }
            Err(CentralError::Refused("the key beside the database is not its own".to_owned()))
        })
    }

    /// Goes on as another author: this copy of the database may be older than what was handed down from it. What was
    /// written under the old name stays, and can still be checked.
    pub(crate) fn go_on_as(&mut self, name: DeviceId, key: &DeviceKey) -> Result<(), CentralError> {
        self.write(|tx| {
            tx.execute("UPDATE server SET device = ?1", [name.0])?;
            Ok(())
        })?;
        self.device = name;
        self.pin_own(key)
    }

    /// No code that was made and not used is good any more. Answers how many.
    pub(crate) fn void_open_codes(&self) -> Result<usize, CentralError> {
        self.write(|tx| Ok(tx.execute("DELETE FROM enrol_code WHERE used_by IS NULL", [])?))
    }

    /// Offers a whole version of reference data to every hall, from a day on.
    ///
    /// # Errors
    /// [`CentralError::Refused`] where halls would park it; what the database says. Nothing is offered then.
    pub fn offer(
        &self,
        key: &DeviceKey,
        kind: ReferenceKind,
        bytes: &[u8],
        from: BeijingDay,
    ) -> Result<Hash, CentralError> {
        let hash: [u8; 32] = Sha256::digest(bytes).into();
        let known: KnownDevices = [(self.device, key.public())].into_iter().collect();
        self.write(|tx| {
            tx.execute(
                // Replaced, so that what is offered again is the last.
                "INSERT OR REPLACE INTO reference VALUES (?1, ?2, ?3)",
                params![hash, kind.number(), bytes],
            )?;
            let start = end(tx, 0, self.device)?;
            // No hall's number comes to another through the server.
            let counted = counted(tx, 0)?;
            let id = EventId { device: self.device, seq: start.next() };
            let fact = Fact::ReferenceOffered(ReferenceOffered { kind, hash, from });
            let event = Event {
                device: id.device,
                seq: id.seq,
                lamport: counted.next(),
                wall: WallTime(clock::now_ms()),
                kind: KindCode(fact.kind()),
                version: KindVersion(fact.version()),
                must_understand: false,
                entity: id,
                base: None,
                actor: None,
                body: fact.encode(),
            };
            let broken = |error: journal::SegmentError| CentralError::Damaged(error.to_string());
            let segment = Segment::seal(key, &start, vec![event.encode()]).map_err(broken)?;
            let events = segment.open(&known).map_err(broken)?;
            let site = Site { hall: 0, device: self.device };
            let mut accepted = Accepted::default();
            for packed in packed(vec![(segment, events)])? {
                take_segment(tx, site, &packed, &mut BTreeMap::new(), &mut accepted)?;
            }
            if accepted.parked > 0 {
                let why = "every hall would set this offer aside and never use it; nothing was offered".to_owned();
                return Err(CentralError::Refused(why));
            }
            Ok(Hash(hash))
        })
    }

    /// A version of reference data.
    pub(super) fn reference(&self, hash: Hash) -> Result<Option<Vec<u8>>, CentralError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT bytes FROM reference WHERE hash = ?1")?;
            Ok(statement.query_row([hash.0], |row| row.get(0)).optional()?)
        })
    }

    /// The version of a kind that was offered last.
    ///
    /// # Errors
    /// What the database says.
    pub fn last_reference(&self, kind: ReferenceKind) -> Result<Option<Vec<u8>>, CentralError> {
        self.read(|tx| {
            let mut statement =
                tx.prepare_cached("SELECT bytes FROM reference WHERE kind = ?1 ORDER BY rowid DESC LIMIT 1")?;
            Ok(statement.query_row([kind.number()], |row| row.get(0)).optional()?)
        })
    }
}
