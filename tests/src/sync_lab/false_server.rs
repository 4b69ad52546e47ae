//! Something that has the server's certificate and is not the server: a proxy of the city's network that answers for it, or
//! passes on half of an answer.

use crate::Outcome;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;

/// What it does with the body of a request: writes bytes to the connection, as slowly as it likes. Afterwards that is closed.
type Answers = dyn Fn(&[u8], &mut dyn Write) -> io::Result<()> + Send + Sync;

/// It listens for as long as the process lives.
#[derive(Debug, Clone, Copy)]
pub struct FalseServer {
    /// Where.
    pub address: SocketAddr,
}

impl FalseServer {
    /// Shows the certificate of the server in that folder.
    ///
    /// # Errors
    /// When there is no port or no certificate.
    pub fn start(
        folder: &Path,
        answers: impl Fn(&[u8], &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Outcome<Self> {
        let shown = central::Shown::own(folder, &[])?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(shown.chain, shown.key)?;
        let (tls, answers): (_, Arc<Answers>) = (Arc::new(tls), Arc::new(answers));
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (tls, answers) = (Arc::clone(&tls), Arc::clone(&answers));
                // Who is cut off does not mind.
                std::thread::spawn(move || drop(serve(client, tls, &*answers)));
            }
        });
        Ok(Self { address })
    }

    /// Answers with status 200 and a body, whatever was asked.
    ///
    /// # Errors
    /// As [`FalseServer::start`].
    pub fn with_page(folder: &Path, page: &'static [u8]) -> Outcome<Self> {
        Self::start(folder, move |_, out| {
            write!(out, "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\n\r\n", page.len())?;
            out.write_all(page)
        })
    }
}

fn serve(client: TcpStream, tls: Arc<rustls::ServerConfig>, answers: &Answers) -> io::Result<()> {
    let session = rustls::ServerConnection::new(tls).map_err(io::Error::other)?;
    let mut stream = rustls::StreamOwned::new(session, client);
    let body = read_body(&mut stream)?;
    answers(&body, &mut stream)?;
    stream.flush()?;
    stream.conn.send_close_notify();
    stream.flush()
}

/// Reads one request with a length.
fn read_body(stream: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut read = Vec::new();
    let head = loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        let mut buffer = [0; 4096];
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        read.extend(&buffer[..count]);
    };
    let text = String::from_utf8_lossy(&read[..head]).to_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).unwrap_or(0);
    let mut body = read.split_off(head);
    let begun = body.len();
    body.resize(length, 0);
    stream.read_exact(&mut body[begun.min(length)..])?;
    Ok(body)
}
