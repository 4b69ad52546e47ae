//! Binding, the address to open, and serving until asked to stop.

use crate::address::Address;
use crate::door::{self, Door};
use api::Api;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;

/// Why browser mode did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port is taken or may not be used.
    #[error("port {port} of 127.0.0.1 cannot be used: {source}")]
    Bind { port: u16, source: std::io::Error },
    /// The system gave no random bytes.
    #[error("no random numbers from the system: {0}")]
    Random(getrandom::Error),
}

/// Browser mode, bound and ready to serve.
pub struct Server {
    listener: TcpListener,
    address: Address,
}

impl Server {
    /// Binds to loopback. Port 0 takes any free one.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn bind(port: u16) -> Result<Self, StartError> {
        let bind = |source| StartError::Bind { port, source };
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await.map_err(bind)?;
        let bound = listener.local_addr().map_err(bind)?;
        let address = Address { origin: format!("http://127.0.0.1:{}", bound.port()), token: token()? };
        Ok(Self { listener, address })
    }

    /// Where to find it.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Serves until the process ends.
    ///
    /// # Errors
    /// What the listener says.
    pub async fn serve(self, api: Arc<Api>) -> Result<(), std::io::Error> {
        let door = Door::new(api, self.address);
        axum::serve(self.listener, door::router(door)).await
    }
}

fn token() -> Result<String, StartError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(StartError::Random)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
