//! One round of sync over whatever carries the messages.

use crate::http::Trouble;
use crate::replica::StoreReplica;
use store::StoreError;
use sync::{Child, ChildError, MessageError, Outcome, Step};

/// Why a round broke off. The next goes on where it stopped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoundError {
    /// The line.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// The hall's own database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The server's answers make no sense.
    #[error("the server's answer makes no sense: {0}")]
    Answer(String),
    /// Syncing was ended meanwhile.
    #[error("syncing has ended")]
    Ended,
}

impl From<ChildError<StoreError>> for RoundError {
    fn from(error: ChildError<StoreError>) -> Self {
        match error {
            ChildError::Replica(error) => Self::Store(error),
            ChildError::Message(MessageError::Foreign) => Self::Trouble(Trouble::Foreign),
            other => Self::Answer(other.to_string()),
        }
    }
}

/// Goes one round. `carry` brings a message to the server and its answer back; `seen` is called after every answer that has
/// been taken in.
///
/// # Errors
/// [`RoundError`].
pub fn go_round(
    child: &mut Child,
    replica: &mut StoreReplica,
    (nonce, clock_ms): ([u8; 16], i64),
    mut carry: impl FnMut(Vec<u8>) -> Result<Vec<u8>, RoundError>,
    mut seen: impl FnMut(&Child, &StoreReplica),
) -> Result<Outcome, RoundError> {
    let mut step = child.begin(replica, nonce, clock_ms)?;
    loop {
        match step {
            Step::Done(outcome) => return Ok(outcome),
            Step::Send(envelope) => {
                let carried = carry(envelope.encode());
                if let Err(RoundError::Trouble(_)) = &carried {
                    child.broke_off();
                }
                let answer = carried?;
                step = child.receive(replica, &answer)?;
                seen(child, replica);
            }
        }
    }
}
