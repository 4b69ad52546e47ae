//! A wire that counts what goes over it: TCP passed on byte by byte.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// To the server.
    pub up: u64,
    /// From the server.
    pub down: u64,
}

impl Counted {
    /// Both ways.
    pub fn total(self) -> u64 {
        self.up + self.down
    }

    /// Since then.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self { up: self.up - before.up, down: self.down - before.down }
    }
}

/// Stands between a hall and a server.
#[derive(Debug, Clone)]
pub struct CountingProxy {
    /// Where it listens.
    pub address: SocketAddr,
    up: Arc<AtomicU64>,
    down: Arc<AtomicU64>,
}

impl CountingProxy {
    /// Passes everything on to `server`, for as long as the process lives.
    ///
    /// # Errors
    /// When there is no port.
    pub fn start(server: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let proxy = Self { address: listener.local_addr()?, up: Arc::default(), down: Arc::default() };
        let shared = proxy.clone();
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(server) else { continue };
                let _ = (client.set_nodelay(true), server.set_nodelay(true));
                if let (Ok(from_client), Ok(to_server)) = (client.try_clone(), server.try_clone()) {
                    pass_on(from_client, to_server, Arc::clone(&shared.up));
                    pass_on(server, client, Arc::clone(&shared.down));
                }
            }
        });
        Ok(proxy)
    }

    /// What has been passed on.
    pub fn counted(&self) -> Counted {
        Counted { up: self.up.load(Ordering::SeqCst), down: self.down.load(Ordering::SeqCst) }
    }
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, count: Arc<AtomicU64>) {
    std::thread::spawn(move || {
        let mut buffer = vec![0; 64 << 10];
        while let Ok(read @ 1..) = from.read(&mut buffer) {
            count.fetch_add(read as u64, Ordering::SeqCst);
            if to.write_all(&buffer[..read]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Write);
    });
}
