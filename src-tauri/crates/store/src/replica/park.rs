//! Events that keep their place and are folded by nobody (invariant A11): looking at them, and looking at them again.

use crate::db::error::StoreError;
use crate::db::read_tx::ReadTx;
use crate::db::sql_int::to_sql;
use crate::db::write_tx::WriteTx;
use crate::erasing::due::Arrived;
use crate::journal::journal_table;
use crate::journal::parked::{ParkedEvent, park, parked};
use crate::views;
use domain::event::Fact;
use journal::{ParkReason, understand_within};
use rusqlite::params;

impl ReadTx<'_> {
    /// Events that are kept and not folded, by device and number.
    ///
    /// # Errors
    /// What the disk says.
    pub fn parked_events(&self) -> Result<Vec<ParkedEvent>, StoreError> {
        parked(&self.tx, "SELECT device, seq, reason FROM parked", [])
    }
}

impl WriteTx<'_> {
    /// Looks at the parked events again: a newer program may understand them. Folds those it does.
    ///
    /// # Errors
    /// What the disk says.
    pub fn unpark(&mut self) -> Result<usize, StoreError> {
        let parked = parked(&self.tx, "SELECT device, seq, reason FROM parked", [])?;
        self.look_again(&parked)
    }

    /// Own events bring leaps nearer, too.
    pub(crate) fn count_on(&mut self) -> Result<(), StoreError> {
        let before = self.meta.lamport;
        self.meta.lamport = journal_table::counted(&self.tx, before)?;
        if self.meta.lamport > before { self.unpark_counted().map(|_| ()) } else { Ok(()) }
    }

    /// The same of those whose Lamport number counts since others have come.
    pub(super) fn unpark_counted(&mut self) -> Result<usize, StoreError> {
        let parked = parked(
            &self.tx,
            "SELECT device, seq, reason FROM parked JOIN journal USING (device, seq) WHERE reason = ?1 AND lamport <= ?2",
            params![ParkReason::Number.code(), to_sql(self.meta.lamport.0)],
        )?;
        self.look_again(&parked)
    }

    /// Gives how many of them are folded now.
    fn look_again(&mut self, parked: &[ParkedEvent]) -> Result<usize, StoreError> {
        self.kept.forget();
        let mut arrived = Vec::new();
        for ParkedEvent { event: id, reason: before } in parked {
            let event = journal_table::event(&self.tx, *id)?;
            let event = event.ok_or_else(|| StoreError::Damaged(format!("the parked event {id} is gone")))?;
            if let Some(reason) = understand_within(&event, self.meta.lamport, Fact::decode).parked() {
                if reason != *before {
                    park(&self.tx, *id, reason)?;
                }
                continue;
            }
            self.tx
                .prepare_cached("DELETE FROM parked WHERE device = ?1 AND seq = ?2")?
                .execute(params![id.device.0, to_sql(id.seq.0)])?;
            views::Rebuild::default().fold(&self.tx, &event)?;
            self.touched.everything();
            arrived.push(Arrived::of(&event));
        }
        self.follow_erasing(&arrived)?;
        Ok(arrived.len())
    }
}
