//! Where the events of a hall's bookings and cases are: by number, by record, and by the day on which a case counts. Noted when
//! somebody asks, up to the last segment that is here: halls that send have not to wait for it.

use super::Storage;
use super::noting::note_some;
use crate::error::CentralError;

impl Storage {
    /// Notes what has come since the last time.
    pub(super) fn note_new(&self, hall: u32) -> Result<(), CentralError> {
        while self.read(|tx| {
            let last = "SELECT max(position) > coalesce((SELECT position FROM noted WHERE hall = ?1), 0)
                        FROM segment WHERE hall = ?1";
            let found: Option<bool> = tx.prepare_cached(last)?.query_row([hall], |row| row.get(0))?;
            Ok(found.unwrap_or(false))
        })? {
            self.write(|tx| note_some(tx, hall))?;
        }
        Ok(())
    }
}
