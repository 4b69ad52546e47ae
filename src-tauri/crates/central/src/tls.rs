//! The listening socket: TCP, then TLS. A handshake that dawdles holds up nobody: each has a task of its own.

use crate::error::CentralError;
use crate::files::Shown;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

const HANDSHAKE: Duration = Duration::from_secs(10);
/// After an error of accepting, too many open files for instance.
const BREATH: Duration = Duration::from_millis(50);
/// Handshakes that are done and wait to be taken.
const WAITING: usize = 64;

/// Hands out connections that are encrypted.
pub(crate) struct TlsListener {
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    address: SocketAddr,
}

pub(crate) async fn listen(address: SocketAddr, shown: Shown) -> Result<TlsListener, CentralError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(shown.chain, shown.key))
        .map_err(|error| CentralError::Certificate(error.to_string()))?;
    let (acceptor, tcp) = (TlsAcceptor::from(Arc::new(config)), TcpListener::bind(address).await?);
    let address = tcp.local_addr()?;
    let (done, ready) = mpsc::channel(WAITING);
    tokio::spawn(async move {
        // Ends when nobody takes connections any more.
        while !done.is_closed() {
            let accepted = tokio::select! {
                accepted = tcp.accept() => accepted,
                () = done.closed() => break,
            };
            let Ok((stream, peer)) = accepted else {
                tokio::time::sleep(BREATH).await;
                continue;
            };
            let (acceptor, done) = (acceptor.clone(), done.clone());
            tokio::spawn(async move {
                // Small messages both ways: waiting to fill a packet would cost 40 ms each.
                let _ = stream.set_nodelay(true);
                match tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await {
                    Ok(Ok(encrypted)) => drop(done.send((encrypted, peer)).await),
                    Ok(Err(error)) => tracing::debug!(%error, "a handshake failed"),
                    Err(_) => tracing::debug!("a handshake took too long"),
                }
            });
        }
    });
    Ok(TlsListener { ready, address })
}

impl axum::serve::Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(connection) => connection,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        Ok(self.address)
    }
}
