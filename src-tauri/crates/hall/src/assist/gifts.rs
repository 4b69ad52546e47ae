//! Blocks of card numbers for the other PCs of the hall: for one that has joined, and for one that has used its own up.

use crate::ground::{Author, Hall, Refusal, record};
use crate::syncing::enrolment;
use domain::event::{BlocksGiven, Fact};
use store::{ReadTx, Store, StoreError, WriteTx};

impl Hall {
    /// Gives every other PC what it lacks, as far as this one can spare it. A PC that is known by its key alone is given
    /// some too: it has joined and written nothing yet.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) fn give_blocks(&self) -> Result<(), Refusal> {
        let gifts = gifts(&self.store)?;
        if gifts.is_empty() {
            return Ok(());
        }
        let author = Author::program(self.clock);
        Ok(self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            gifts.into_iter().try_for_each(|gift| record(tx, author, &Fact::BlocksGiven(gift), None, None).map(drop))
        })?)
    }
}

/// What each of the others is to be given now; none where no server is known, as nobody else can be known then.
fn gifts(store: &Store) -> Result<Vec<BlocksGiven>, StoreError> {
    let Some(server) = enrolment(store)?.map(|enrolment| enrolment.server) else { return Ok(Vec::new()) };
    let own = store.device();
    store.read(|tx: &ReadTx<'_>| -> Result<Vec<BlocksGiven>, StoreError> {
        let keys = tx.device_keys()?;
        let others = keys.iter().map(|(device, _)| device).filter(|device| *device != own && *device != server);
        let gifts = tx.views().card_blocks()?.gifts(own.0, others.map(|device| device.0));
        Ok(gifts.into_iter().map(|(to, blocks)| BlocksGiven { to, blocks: blocks.into_iter().collect() }).collect())
    })
}
