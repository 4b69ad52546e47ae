//! One round of sync over a line.

use crate::http::{Line, Trouble};
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

/// Goes one round. `seen` is called after every answer that has been taken in.
///
/// # Errors
/// [`RoundError`].
pub fn go_round(
    child: &mut Child,
    replica: &mut StoreReplica,
    line: &Line,
    (nonce, clock_ms): ([u8; 16], i64),
    mut seen: impl FnMut(&Child),
) -> Result<Outcome, RoundError> {
    let mut step = child.begin(replica, nonce, clock_ms)?;
    loop {
        match step {
            Step::Done(outcome) => return Ok(outcome),
            Step::Send(envelope) => {
                let answer = line.post("/sync", envelope.encode())?;
                step = child.receive(replica, &answer)?;
                seen(child);
            }
        }
    }
}
