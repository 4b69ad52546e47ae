//! A server in this process: asked directly, or listening on loopback.

use super::{LabHall, folder};
use crate::Outcome;
use central::{Folder, Server, Serving, Storage};
use journal::Hash;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use sync::{Child, Enrol, EnrolCode, EnrolRefusal, EnrolReply, Outcome as RoundOutcome, Parent, Step, Token};
use tempfile::TempDir;

/// A server.
pub struct LabServer {
    /// Its folder.
    pub dir: TempDir,
    /// Its database, opened by this test; the listening server has another handle.
    pub folder: Folder,
    /// What devices pin.
    pub authority: Hash,
    parent: Parent,
    listening: Option<Listening>,
    /// Where it listened last, and does again: halls know it by its address.
    port: u16,
}

struct Listening {
    address: SocketAddr,
    stop: tokio::sync::oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl LabServer {
    /// A new one that does not listen.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new() -> Outcome<Self> {
        Self::open(folder())
    }

    /// What stands in a folder.
    ///
    /// # Errors
    /// When it does not open.
    pub fn open(dir: TempDir) -> Outcome<Self> {
        let folder = central::open(dir.path())?;
        let authority = central::Shown::own(dir.path(), &[])?.authority();
        let parent = Parent::new(authority, "lab".to_owned());
        Ok(Self { dir, folder, authority, parent, listening: None, port: 0 })
    }

    /// As after a stop and a start: the same files, nothing in memory.
    ///
    /// # Errors
    /// When it does not open.
    pub fn restarted(self) -> Outcome<Self> {
        let was_listening = self.listening.is_some();
        let port = self.port;
        let dir = self.stop();
        let mut server = Self::open(dir)?;
        server.port = port;
        if was_listening {
            server.listen()?;
        }
        Ok(server)
    }

    /// Ends it and gives the folder back.
    pub fn stop(mut self) -> TempDir {
        self.stop_listening();
        std::mem::replace(&mut self.dir, folder())
    }

    /// Stops listening; the database stays open here.
    pub fn stop_listening(&mut self) {
        if let Some(Listening { stop, thread, .. }) = self.listening.take() {
            let _ = stop.send(());
            let _ = thread.join();
        }
    }

    /// The database.
    pub fn storage(&self) -> &Storage {
        &self.folder.storage
    }

    /// Begins to listen on loopback, where it listened before if it did.
    ///
    /// # Errors
    /// When there is no port.
    pub fn listen(&mut self) -> Outcome<()> {
        let serving = Serving {
            dir: self.dir.path().to_owned(),
            listen: SocketAddr::from(([127, 0, 0, 1], self.port)),
            names: Vec::new(),
            given: None,
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let server = runtime.block_on(Server::bind(&serving))?;
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let address = server.address;
        let thread = std::thread::spawn(move || {
            let served = runtime.block_on(server.serve(async {
                let _ = stopped.await;
            }));
            assert!(served.is_ok(), "{served:?}");
            runtime.shutdown_background();
        });
        self.port = address.port();
        self.listening = Some(Listening { address, stop, thread });
        Ok(())
    }

    /// Where it listens.
    ///
    /// # Panics
    /// When it does not.
    pub fn socket(&self) -> SocketAddr {
        self.listening.as_ref().expect("it listens").address
    }

    /// As a hall is told it.
    ///
    /// # Panics
    /// When it does not listen.
    pub fn address(&self) -> String {
        format!("https://{}", self.socket())
    }

    /// A one-time code for a hall, good for an hour.
    ///
    /// # Errors
    /// What the database says.
    pub fn code(&self, number: u32) -> Outcome<EnrolCode> {
        Ok(self.storage().make_code(number, "测试大厅", &self.authority, central::random()?, 3_600_000)?.code)
    }

    /// Enrols a hall's PC without any network.
    ///
    /// # Errors
    /// When it is refused.
    pub fn enrol(&self, hall: &LabHall, number: u32) -> Outcome<()> {
        let code = self.code(number)?;
        let mut asked = Enrol {
            secret: code.secret.to_vec(),
            device: hall.store.device(),
            key: hall.key.public(),
            hall: Some(number),
            signature: Vec::new(),
            succeeds: None,
        };
        asked.signature = hall.key.sign_bytes(&asked.signed()).to_vec();
        self.storage().enrol(&asked)??;
        Ok(())
    }

    /// Answers an enrolment, bytes to bytes.
    ///
    /// # Errors
    /// What the database says.
    pub fn answer_enrolment(&self, request: &[u8]) -> Outcome<Vec<u8>> {
        let Ok(asked) = Enrol::decode(request) else {
            return Ok(EnrolReply::Refused(EnrolRefusal::Malformed).encode());
        };
        let told = self.storage().enrol(&asked)?;
        Ok(told.map_or_else(EnrolReply::Refused, EnrolReply::Enrolled).encode())
    }

    /// Answers a request.
    ///
    /// # Errors
    /// What the database says.
    pub fn answer(&self, request: &[u8]) -> Outcome<Vec<u8>> {
        // Never the same twice, also after a restart.
        static TOKENS: AtomicU64 = AtomicU64::new(1);
        let token = Token(u128::from(TOKENS.fetch_add(1, Ordering::Relaxed)).to_be_bytes());
        Ok(self.parent.answer(self.storage(), request, token, super::NOW.0)?.encode())
    }

    /// One whole round, without faults.
    ///
    /// # Errors
    /// What breaks it off.
    pub fn round(&self, child: &mut Child, replica: &mut link::StoreReplica) -> Outcome<RoundOutcome> {
        let mut step = child.begin(replica, [3; 16], super::NOW.0)?;
        loop {
            match step {
                Step::Done(outcome) => return Ok(outcome),
                Step::Send(envelope) => {
                    let answer = self.answer(&envelope.encode())?;
                    step = child.receive(replica, &answer)?;
                }
            }
        }
    }
}

impl Drop for LabServer {
    fn drop(&mut self) {
        if let Some(Listening { stop, thread, .. }) = self.listening.take() {
            let _ = stop.send(());
            let _ = thread.join();
        }
    }
}
