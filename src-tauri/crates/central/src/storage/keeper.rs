//! What the engine asks of a parent's database.

use super::{Storage, ends, hand_down, to_sql, values};
use crate::clock;
use crate::error::CentralError;
use journal::{Chain, DeviceId, Hash, KnownDevices, Linked, PublicKey, Segment, events_digest};
use rusqlite::{OptionalExtension, params};
use sync::{
    Accepted, AskSealed, Blob, Erased, EventBucket, Fetch, Frozen, Greeting, Have, Keeper, Manifest, Member,
    MemberState, Offer, Pinned, Sealed, SealedRow, Site, Standing, ValueBucket,
};

impl Keeper for Storage {
    type Error = CentralError;

    fn member(&self, device: DeviceId) -> Result<Option<Member>, CentralError> {
        self.read(|tx| {
            let mut statement =
                tx.prepare_cached("SELECT hall, key, state, incarnation FROM device WHERE device = ?1")?;
            let found = statement.query_row([device.0], |row| {
                let state = match row.get::<_, u8>(2)? {
                    0 => MemberState::Active,
                    1 => MemberState::Revoked,
                    _ => MemberState::Frozen,
                };
                let (key, incarnation) = (PublicKey(row.get(1)?), super::from_sql(row.get(3)?));
                Ok(Member { hall: row.get(0)?, key, state, incarnation })
            });
            Ok(found.optional()?)
        })
    }

    fn greeted(&self, site: Site, greeting: &Greeting) -> Result<(), CentralError> {
        let greeting = greeting.clone();
        self.write_together(move |tx| {
            tx.prepare_cached(
                "UPDATE device SET incarnation = max(incarnation, ?2), behind = ?8, heard_ms = ?3, clock_ms = ?4, program = ?5, protocol = ?6, fold = ?7
                 WHERE device = ?1",
            )?
            .execute(params![
                site.device.0,
                to_sql(greeting.incarnation),
                clock::now_ms(),
                greeting.clock_ms,
                greeting.program,
                greeting.protocol.0,
                greeting.fold,
                greeting.is_behind
            ])?;
            Ok(())
        })
    }

    fn freeze(&self, site: Site, why: Frozen, seen: Have) -> Result<(), CentralError> {
        tracing::warn!(hall = site.hall, device = %site.device, seq = seen.seq.0, ?why, "a device is frozen");
        let code = match why {
            Frozen::RolledBack => 0,
            Frozen::Forked => 1,
            Frozen::Revoked | Frozen::ByServer => 2,
        };
        self.write(|tx| {
            tx.execute("UPDATE device SET state = 2, frozen_why = ?2 WHERE device = ?1", params![site.device.0, code])?;
            Ok(())
        })
    }

    fn standing(&self, site: Site) -> Result<Standing, CentralError> {
        let reckoned = self.reckoned(site.hall)?;
        let (position, sealed) = self.read(|tx| hand_down::heads(tx, site))?;
        let events = events_digest(&reckoned.ends);
        Ok(Standing { epoch: self.epoch, position, sealed, events, values: reckoned.values })
    }

    fn ends(&self, hall: u32) -> Result<Vec<Chain>, CentralError> {
        self.read(|tx| ends(tx, hall))
    }

    fn event_buckets(&self, hall: u32) -> Result<Vec<EventBucket>, CentralError> {
        self.reckoned_buckets(hall)
    }

    fn value_buckets(&self, hall: u32) -> Result<Vec<ValueBucket>, CentralError> {
        self.read(|tx| values::buckets(tx, hall))
    }

    fn keys(&self, hall: u32) -> Result<KnownDevices, CentralError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT device, key FROM device WHERE hall = ?1 OR hall = 0")?;
            let rows = statement.query_map([hall], |row| Ok((DeviceId(row.get(0)?), PublicKey(row.get(1)?))))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    fn may_vouch(&self, site: Site, device: DeviceId) -> Result<bool, CentralError> {
        self.read(|tx| {
            let found: Option<(u32, u8)> = tx
                .prepare_cached("SELECT hall, state FROM device WHERE device = ?1")?
                .query_row([device.0], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            Ok(found.is_none_or(|(hall, state)| hall == site.hall && state != 0))
        })
    }

    fn accept(
        &self,
        site: Site,
        segments: Vec<(Segment, Vec<Linked>)>,
        rows: Vec<SealedRow>,
        erased: Vec<Erased>,
    ) -> Result<Accepted, CentralError> {
        self.take_in(site, segments, rows, erased)
    }

    fn feed(&self, site: Site, after: u64, bytes: u32) -> Result<Offer, CentralError> {
        self.feed_after(site, after, bytes)
    }

    fn missing(&self, site: Site, have: &[Have], bytes: u32) -> Result<Offer, CentralError> {
        self.lacking(site, have, bytes)
    }

    fn snapshot(&self, site: Site) -> Result<Manifest, CentralError> {
        let standing = self.standing(site)?;
        let keys = self.keys(site.hall)?.iter().map(|(device, key)| Pinned { device, key }).collect();
        self.manifest(site, standing, keys)
    }

    fn blob(&self, site: Site, fetch: Fetch) -> Result<Option<Blob>, CentralError> {
        self.stretch(site, fetch)
    }

    fn sealed_after(&self, site: Site, after: u64, rows: u32) -> Result<Sealed, CentralError> {
        self.values_after(site, after, rows)
    }

    fn sealed_of(&self, site: Site, ask: &AskSealed, rows: u32) -> Result<Sealed, CentralError> {
        self.values_differing(site, ask, rows)
    }

    /// Noted in memory of the process only would be lost; noted at once would cost every idle sync an fsync. So once in a
    /// while is enough: the status page counts days.
    fn agreed(&self, site: Site, _events: Hash) -> Result<(), CentralError> {
        const NOTED_EVERY_MS: i64 = 60_000;
        let now = clock::now_ms();
        let noted: Option<i64> = self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT agreed_ms FROM device WHERE device = ?1")?;
            Ok(statement.query_row([site.device.0], |row| row.get(0)).optional()?.flatten())
        })?;
        if noted.is_some_and(|noted| (0..NOTED_EVERY_MS).contains(&(now - noted))) {
            return Ok(());
        }
        self.write_together(move |tx| {
            tx.execute(
                "UPDATE device SET agreed_ms = ?2, heard_ms = ?2 WHERE device = ?1",
                params![site.device.0, now],
            )?;
            Ok(())
        })
    }
}
