//! What is remembered of syncs: the engine's own notes, incarnations, keys of devices.

use crate::db::error::StoreError;
use crate::db::read_tx::ReadTx;
use crate::db::sql_int::{device, from_sql};
use crate::db::write_tx::WriteTx;
use journal::{DeviceId, KnownDevices, PublicKey};
use rusqlite::params;

impl ReadTx<'_> {
    /// What the sync engine remembered last; empty before it did.
    ///
    /// # Errors
    /// What the disk says, as for every read here.
    pub fn sync_memory(&self) -> Result<Vec<u8>, StoreError> {
        Ok(self.tx.prepare_cached("SELECT memory FROM replica")?.query_row([], |row| row.get(0))?)
    }

    /// How often the program has been started for syncing.
    pub fn incarnation(&self) -> Result<u64, StoreError> {
        from_sql(self.tx.prepare_cached("SELECT incarnation FROM replica")?.query_row([], |row| row.get(0))?)
    }

    /// Keys of other devices.
    pub fn device_keys(&self) -> Result<KnownDevices, StoreError> {
        let mut statement = self.tx.prepare_cached("SELECT device, key FROM device_key")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, [u8; 32]>(1)?)))?;
        let pinned = |row: rusqlite::Result<(Vec<u8>, [u8; 32])>| -> Result<(DeviceId, PublicKey), StoreError> {
            let (name, key) = row?;
            Ok((device(name)?, PublicKey(key)))
        };
        rows.map(pinned).collect()
    }

    /// Versions of reference data that are in use or on offer and whose bytes are not here.
    pub fn wanted_references(&self) -> Result<Vec<[u8; 32]>, StoreError> {
        let mut statement = self.tx.prepare_cached(
            "SELECT hash FROM reference_in_use WHERE hash NOT IN (SELECT hash FROM reference)
             UNION SELECT hash FROM reference_offer WHERE hash NOT IN (SELECT hash FROM reference)",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl WriteTx<'_> {
    /// Remembers what the sync engine wants to be remembered.
    ///
    /// # Errors
    /// What the disk says, as for every call here.
    pub fn set_sync_memory(&mut self, memory: &[u8]) -> Result<(), StoreError> {
        self.tx.prepare_cached("UPDATE replica SET memory = ?1")?.execute([memory])?;
        Ok(())
    }

    /// Forgets all syncs, for an installation that goes on under a new name: positions, frozen states and starts were the
    /// old one's. Events, values, keys and what waits to be sent stay.
    pub fn forget_syncs(&mut self) -> Result<(), StoreError> {
        self.tx.prepare_cached("UPDATE replica SET memory = x'', incarnation = 0")?.execute([])?;
        Ok(())
    }

    /// The program has been started once more; gives the number of this start.
    pub fn next_incarnation(&mut self) -> Result<u64, StoreError> {
        let mut statement =
            self.tx.prepare_cached("UPDATE replica SET incarnation = incarnation + 1 RETURNING incarnation")?;
        from_sql(statement.query_row([], |row| row.get(0))?)
    }

    /// Knows these keys from now on; one that is known already stays.
    pub fn pin_devices(&mut self, keys: &KnownDevices) -> Result<(), StoreError> {
        let mut statement = self
            .tx
            .prepare_cached("INSERT INTO device_key (device, key) VALUES (?1, ?2) ON CONFLICT (device) DO NOTHING")?;
        for (device, key) in keys.iter() {
            statement.execute(params![device.0, key.0])?;
        }
        Ok(())
    }
}
