//! Halls, codes, devices.

use super::Storage;
use crate::clock;
use crate::error::CentralError;
use crate::withdrawn;
use journal::{DeviceId, Hash, PublicKey};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeSet;
use sync::{Enrol, EnrolCode, EnrolRefusal, Enrolled, Pinned};

/// A code that has been made.
pub struct MadeCode {
    /// To be typed in the hall.
    pub code: EnrolCode,
    /// Until then, ms since 1970-01-01 UTC.
    pub expires_ms: i64,
}

impl Storage {
    /// Makes a code for a hall, and the hall where it is new. `secret` is drawn at random.
    ///
    /// # Errors
    /// What the database says; hall 0 is the server itself.
    pub fn make_code(
        &self,
        hall: u32,
        name: &str,
        authority: &Hash,
        secret: [u8; 7],
        lasts_ms: i64,
    ) -> Result<MadeCode, CentralError> {
        if hall == 0 {
            return Err(CentralError::Refused("halls are numbered from 1".to_owned()));
        }
        let expires_ms = clock::now_ms().saturating_add(lasts_ms);
        self.write(|tx| {
            tx.execute(
                "INSERT INTO hall VALUES (?1, ?2) ON CONFLICT (hall) DO UPDATE SET name = excluded.name WHERE excluded.name <> ''",
                params![hall, name],
            )?;
            tx.execute(
                "INSERT INTO enrol_code VALUES (?1, ?2, ?3, NULL)",
                params![EnrolCode::secret_hash(&secret).0, hall, expires_ms],
            )?;
            Ok(())
        })?;
        Ok(MadeCode { code: EnrolCode::new(secret, authority), expires_ms })
    }

    /// Enrols a device, if its code is good. The same device with the same code and key is answered the same again: the
    /// first answer may have been lost.
    ///
    /// # Errors
    /// What the database says.
    pub fn enrol(&self, enrol: &Enrol) -> Result<Result<Enrolled, EnrolRefusal>, CentralError> {
        if enrol.key.check(&enrol.signed(), &enrol.signature).is_err() || enrol.device == self.device {
            return Ok(Err(EnrolRefusal::Malformed));
        }
        let now = clock::now_ms();
        self.write(|tx| {
            let hall = match check_code(tx, enrol, now)? {
                Ok(hall) => hall,
                Err(refusal) => return Ok(Err(refusal)),
            };
            if let Err(refusal) = check_device(tx, enrol, hall)? {
                return Ok(Err(refusal));
            }
            if withdrawn::read(self.dir())?.contains(&enrol.device) {
                return Ok(Err(EnrolRefusal::OtherDevice));
            }
            tx.execute(
                "INSERT INTO device (device, hall, key, state, incarnation, enrolled_ms) VALUES (?1, ?2, ?3, 0, 0, ?4)
                 ON CONFLICT (device) DO NOTHING",
                params![enrol.device.0, hall, enrol.key.0, now],
            )?;
            // Two of one installation may not go on side by side: the seats of one would be sold by both.
            let is_active = "SELECT 1 FROM device WHERE device = ?1 AND hall = ?2 AND state = 0";
            let mut earlier = BTreeSet::new();
            for device in enrol.succeeds.iter().flatten() {
                let is_active = tx.prepare_cached(is_active)?.exists(params![device.0, hall])?;
                earlier.extend(is_active.then_some(*device));
            }
            self.withdraw(tx, &earlier)?;
            tx.execute(
                "UPDATE enrol_code SET used_by = ?2 WHERE secret_hash = ?1",
                params![EnrolCode::secret_hash(&enrol.secret).0, enrol.device.0],
            )?;
            let name = tx.query_row("SELECT name FROM hall WHERE hall = ?1", [hall], |row| row.get(0))?;
            let key = tx.query_row("SELECT key FROM device WHERE device = ?1", [self.device.0], |row| row.get(0))?;
            Ok(Ok(Enrolled { hall, name, server: Pinned { device: self.device, key: PublicKey(key) } }))
        })
    }

    /// A device may not sync any more. Says whether there was one.
    ///
    /// # Errors
    /// What the database says.
    pub fn revoke(&self, device: DeviceId) -> Result<bool, CentralError> {
        self.write(|tx| {
            let is_known = "SELECT 1 FROM device WHERE device = ?1 AND hall <> 0";
            let is_known = tx.prepare_cached(is_known)?.exists([device.0])?;
            if is_known {
                self.withdraw(tx, &BTreeSet::from([device]))?;
            }
            Ok(is_known)
        })
    }

    /// Beside the database first: should that be put back, they stay revoked.
    fn withdraw(&self, tx: &Transaction<'_>, devices: &BTreeSet<DeviceId>) -> Result<(), CentralError> {
        withdrawn::add(self.dir(), devices)?;
        revoke_all(tx, devices)
    }

    /// Revokes what the file beside the database names.
    pub(super) fn revoke_withdrawn(&self) -> Result<(), CentralError> {
        let devices = withdrawn::read(self.dir())?;
        if devices.is_empty() { Ok(()) } else { self.write(|tx| revoke_all(tx, &devices)) }
    }
}

fn revoke_all(tx: &Transaction<'_>, devices: &BTreeSet<DeviceId>) -> Result<(), CentralError> {
    let mut revoke = tx.prepare_cached("UPDATE device SET state = 1 WHERE device = ?1 AND hall <> 0 AND state <> 1")?;
    for device in devices {
        revoke.execute([device.0])?;
    }
    Ok(())
}

fn check_code(tx: &Transaction<'_>, enrol: &Enrol, now: i64) -> Result<Result<u32, EnrolRefusal>, CentralError> {
    let found: Option<(u32, i64, Option<[u8; 8]>)> = tx
        .query_row(
            "SELECT hall, expires_ms, used_by FROM enrol_code WHERE secret_hash = ?1",
            [EnrolCode::secret_hash(&enrol.secret).0],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    Ok(match found {
        None => Err(EnrolRefusal::Unknown),
        Some((_, _, Some(device))) if device != enrol.device.0 => Err(EnrolRefusal::Used),
        Some((_, expires, None)) if expires <= now => Err(EnrolRefusal::Expired),
        Some((hall, _, _)) if enrol.hall.is_some_and(|own| own != hall) => Err(EnrolRefusal::OtherHall),
        Some((hall, _, _)) => Ok(hall),
    })
}

/// A name that is known already must be known with this key, in this hall, and in good standing.
fn check_device(tx: &Transaction<'_>, enrol: &Enrol, hall: u32) -> Result<Result<(), EnrolRefusal>, CentralError> {
    let found: Option<(u32, [u8; 32], u8)> = tx
        .query_row("SELECT hall, key, state FROM device WHERE device = ?1", [enrol.device.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let is_same = found.is_none_or(|found| found == (hall, enrol.key.0, 0));
    Ok(if is_same { Ok(()) } else { Err(EnrolRefusal::OtherDevice) })
}
