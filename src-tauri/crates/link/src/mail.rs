//! The syncer's one inbox, and the thread that waits for the server. Only that thread ever waits for the network: the one
//! that holds the database can be told to stop at any moment, so that a hall can be closed while the server is silent.

use crate::http::{Line, Trouble};
use crate::round::RoundError;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};
use store::StoreError;

/// What the syncer is told.
pub(crate) enum Word {
    /// Something was written.
    Nudge,
    /// Somebody wants it now.
    Now,
    /// The server's answer to the request of this number.
    Answer(u64, Result<Vec<u8>, Trouble>),
    Stop,
}

/// Why a pause is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Waking {
    Due,
    Stop,
}

/// The inbox.
pub(crate) struct Mail {
    inbox: Receiver<Word>,
    requests: Sender<(u64, Vec<u8>)>,
    number: u64,
    /// Told during a round; the next pause is over at once.
    nudged: bool,
    wanted: bool,
}

impl Mail {
    /// Begins to carry over a line. The thread that does ends when this is dropped and its request under way has ended.
    ///
    /// # Errors
    /// When the system has no thread.
    pub(crate) fn open(line: Line) -> Result<(Self, Sender<Word>), StoreError> {
        let (words, inbox) = channel();
        let (requests, waiting) = channel::<(u64, Vec<u8>)>();
        let answers = words.clone();
        let carry = move || {
            for (number, request) in waiting {
                if answers.send(Word::Answer(number, line.post("/sync", request))).is_err() {
                    return;
                }
            }
        };
        thread::Builder::new().name("sync-line".to_owned()).spawn(carry)?;
        Ok((Self { inbox, requests, number: 0, nudged: false, wanted: false }, words))
    }

    /// Carries a request and waits for its answer.
    ///
    /// # Errors
    /// [`RoundError::Trouble`], or [`RoundError::Ended`] as soon as syncing is to end.
    pub(crate) fn carry(&mut self, request: Vec<u8>) -> Result<Vec<u8>, RoundError> {
        self.number += 1;
        self.requests.send((self.number, request)).map_err(|_| RoundError::Ended)?;
        loop {
            match self.inbox.recv() {
                Ok(Word::Answer(number, answer)) if number == self.number => return Ok(answer?),
                // To a request of a round that was ended.
                Ok(Word::Answer(..)) => {}
                Ok(Word::Nudge) => self.nudged = true,
                Ok(Word::Now) => self.wanted = true,
                Ok(Word::Stop) | Err(_) => return Err(RoundError::Ended),
            }
        }
    }

    /// Waits until a round is due: after `pause`, at once when somebody wants it, and at a nudge where `heeds_nudges`. While
    /// the server is away a booking changes nothing about that.
    pub(crate) fn wait(&mut self, pause: Duration, heeds_nudges: bool) -> Waking {
        let until = Instant::now() + pause;
        loop {
            if std::mem::take(&mut self.wanted) || (heeds_nudges && std::mem::take(&mut self.nudged)) {
                return Waking::Due;
            }
            match self.inbox.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Word::Nudge) => self.nudged = true,
                Ok(Word::Now) => self.wanted = true,
                Ok(Word::Answer(..)) => {}
                Ok(Word::Stop) | Err(RecvTimeoutError::Disconnected) => return Waking::Stop,
                Err(RecvTimeoutError::Timeout) => return Waking::Due,
            }
        }
    }

    /// A round begins: what was told so far is answered by it.
    pub(crate) fn begin(&mut self) {
        (self.nudged, self.wanted) = (false, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Patience;

    fn mail() -> (Mail, Sender<Word>) {
        let line = Line::new("https://127.0.0.1:1", &[1; 32], Patience::default()).unwrap();
        Mail::open(line).unwrap()
    }

    #[test]
    fn a_nudge_is_heeded_only_while_the_server_is_near() {
        let (mut mail, words) = mail();
        words.send(Word::Nudge).unwrap();
        assert_eq!(mail.wait(Duration::from_secs(600), true), Waking::Due);
        words.send(Word::Nudge).unwrap();
        words.send(Word::Stop).unwrap();
        assert_eq!(mail.wait(Duration::from_secs(600), false), Waking::Stop);
    }

    #[test]
    fn who_wants_it_now_waits_for_no_pause() {
        let (mut mail, words) = mail();
        words.send(Word::Now).unwrap();
        assert_eq!(mail.wait(Duration::from_secs(600), false), Waking::Due);
        assert_eq!(mail.wait(Duration::ZERO, false), Waking::Due);
    }

    #[test]
    fn an_end_is_heard_while_the_server_is_silent() {
        let silent = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("https://{}", silent.local_addr().unwrap());
        let (mut mail, words) = Mail::open(Line::new(&address, &[1; 32], Patience::default()).unwrap()).unwrap();
        words.send(Word::Stop).unwrap();
        assert_eq!(mail.carry(vec![1]), Err(RoundError::Ended));
    }
}
