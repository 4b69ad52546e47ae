//! The server as it runs: what every request shares, and starting and stopping.

use crate::error::CentralError;
use crate::files::{self, Shown};
use crate::metrics::Metrics;
use crate::random::random;
use crate::sign_in::SignedIn;
use crate::storage::Storage;
use crate::{routes, tls};
use journal::{DeviceKey, Hash};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use sync::Parent;
use tokio::sync::Semaphore;

/// Version of this program, as it tells it.
pub(crate) const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// Requests that are worked on at once; whoever comes later waits for a turn. More would only share the processors, and
/// each has what it unpacks and writes in memory.
const AT_ONCE: usize = 64;

/// How to serve.
#[derive(Debug, Clone)]
pub struct Serving {
    /// Data folder.
    pub dir: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Further names and addresses under which halls reach the server.
    pub names: Vec<String>,
    /// A chain and its key, instead of the own authority's.
    pub given: Option<(PathBuf, PathBuf)>,
}

/// What every request shares.
pub(crate) struct Shared {
    pub(crate) storage: Storage,
    pub(crate) parent: Parent,
    pub(crate) metrics: Metrics,
    pub(crate) signed_in: SignedIn,
    pub(crate) turns: Arc<Semaphore>,
}

/// A server that listens.
pub struct Server {
    /// Where.
    pub address: SocketAddr,
    /// What devices pin.
    pub authority: Hash,
    listener: tls::TlsListener,
    shared: Arc<Shared>,
}

/// A data folder, opened for a command or for serving.
pub struct Folder {
    /// The database.
    pub storage: Storage,
    /// The server's own key.
    pub key: DeviceKey,
}

/// Opens a data folder, and makes it where needed.
///
/// # Errors
/// When it cannot be written.
pub fn open(dir: &Path) -> Result<Folder, CentralError> {
    let storage = Storage::open(dir, random()?)?;
    let key = files::own_key(dir, &random()?)?;
    storage.pin_own(&key)?;
    Ok(Folder { storage, key })
}

/// The own authority's certificates. Where devices are enrolled under one that is gone, another is not made: none would come.
pub(crate) fn own(storage: &Storage, dir: &Path, names: &[String]) -> Result<Shown, CentralError> {
    if !Shown::has_own(dir)? && !storage.devices()?.is_empty() {
        let what =
            "devices are enrolled and the authority is not here: give --cert and --key, or put tls back from a backup";
        return Err(CentralError::Refused(what.to_owned()));
    }
    Shown::own(dir, names)
}

impl Server {
    /// Opens the folder and the socket.
    ///
    /// # Errors
    /// When either cannot be had.
    pub async fn bind(serving: &Serving) -> Result<Self, CentralError> {
        let folder = open(&serving.dir)?;
        let shown = match &serving.given {
            Some((chain, key)) => Shown::read(chain, key)?,
            None => own(&folder.storage, &serving.dir, &serving.names)?,
        };
        let authority = shown.authority();
        files::note_served(&serving.dir, &authority)?;
        let listener = tls::listen(serving.listen, shown).await?;
        let address = axum::serve::Listener::local_addr(&listener)?;
        let shared = Shared {
            storage: folder.storage,
            parent: Parent::new(authority, PROGRAM.to_owned()),
            metrics: Metrics::default(),
            signed_in: SignedIn::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        };
        Ok(Self { address, authority, listener, shared: Arc::new(shared) })
    }

    /// Serves until `stop` ends; requests that are under way are answered first.
    ///
    /// # Errors
    /// When the socket fails.
    pub async fn serve(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), CentralError> {
        tracing::info!(address = %self.address, "serving");
        axum::serve(self.listener, routes::routes(self.shared)).with_graceful_shutdown(stop).await?;
        tracing::info!("stopped");
        Ok(())
    }
}
