//! Requests over HTTPS to one pinned server.

use crate::pin::PinnedAuthority;
use journal::Hash;
use reqwest::blocking::Client;
use reqwest::redirect::Policy;
use std::error::Error;
use std::io::Read;
use std::sync::Arc;
use std::time::{Duration, Instant};

const READ_BYTES: usize = 64 << 10;

/// How long is waited.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For a whole answer, if it and its request are no larger than a batch.
    pub answer: Duration,
}

impl Patience {
    /// For a request and an answer of which the larger has so many bytes: what is larger alone than a batch has as many times
    /// the time. A line of 35 kbit/s carries it.
    pub fn of(self, bytes: usize) -> Duration {
        let batches = bytes.div_ceil(sync::BATCH_BYTES).max(1);
        self.answer.saturating_mul(u32::try_from(batches).unwrap_or(u32::MAX))
    }
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), answer: Duration::from_secs(60) }
    }
}

/// Why a request had no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Nobody is there, or the connection broke.
    #[error("the server is not reached: {0}")]
    Unreachable(String),
    /// It took too long.
    #[error("the server is too slow")]
    Slow,
    /// Somebody with a certificate of another authority is there.
    #[error("the server has a certificate of another authority")]
    OtherAuthority,
    /// Something between the hall and the server has answered, or a server of something else.
    #[error("something else than the server has answered")]
    Foreign,
    /// The address makes no sense.
    #[error("not an address: {0}")]
    Address(String),
}

/// One server, reached under one address, with one pinned authority.
#[derive(Debug, Clone)]
pub struct Line {
    client: Client,
    base: String,
    pin: Arc<PinnedAuthority>,
    patience: Patience,
}

impl Line {
    /// A line to `https://host[:port]` with an authority of which the fingerprint, or its beginning, is known.
    ///
    /// # Errors
    /// [`Trouble::Address`].
    pub fn new(address: &str, authority: &[u8], patience: Patience) -> Result<Self, Trouble> {
        let base = address.trim().trim_end_matches('/').to_owned();
        if !base.starts_with("https://") {
            return Err(Trouble::Address(base));
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let pin = Arc::new(PinnedAuthority::new(authority, Arc::clone(&provider)));
        let address_error = |error: String| Trouble::Address(error);
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| address_error(error.to_string()))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::clone(&pin) as Arc<_>)
            .with_no_client_auth();
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .no_proxy()
            .redirect(Policy::none())
            .tcp_nodelay(true)
            .connect_timeout(patience.connect)
            .timeout(patience.answer)
            .build()
            .map_err(|error| address_error(error.to_string()))?;
        Ok(Self { client, base, pin, patience })
    }

    /// The whole fingerprint of the authority, once an answer has come.
    pub fn authority(&self) -> Option<Hash> {
        self.pin.seen()
    }

    /// Posts bytes and gives the answer's.
    ///
    /// # Errors
    /// [`Trouble`]; whether the server did anything is not known then.
    pub fn post(&self, path: &str, body: Vec<u8>) -> Result<Vec<u8>, Trouble> {
        let (began, sent) = (Instant::now(), body.len());
        let mut request = self.client.post(format!("{}{path}", self.base)).body(body);
        // A time that is told here is for request and answer together, the client's own for each step.
        if sent > sync::BATCH_BYTES {
            request = request.timeout(self.patience.of(sent));
        }
        let mut answer = request.send().map_err(|error| trouble(&error))?;
        if answer.status() != reqwest::StatusCode::OK {
            return Err(Trouble::Foreign);
        }
        let (mut bytes, mut buffer) = (Vec::new(), vec![0; READ_BYTES]);
        loop {
            let read = answer.read(&mut buffer).map_err(|error| Trouble::Unreachable(error.to_string()))?;
            bytes.extend_from_slice(&buffer[..read]);
            match read {
                0 => return Ok(bytes),
                _ if bytes.len() > sync::ANSWER_BYTES_MAX => return Err(Trouble::Foreign),
                // The client's own time is for each read: a byte now and then would keep a round going for ever.
                _ if began.elapsed() > self.patience.of(sent.max(bytes.len())) => return Err(Trouble::Slow),
                _ => {}
            }
        }
    }
}

fn trouble(error: &reqwest::Error) -> Trouble {
    if error.is_timeout() {
        return Trouble::Slow;
    }
    if error.is_builder() {
        return Trouble::Address(error.to_string());
    }
    if is_certificate(error) {
        return Trouble::OtherAuthority;
    }
    let mut last: &dyn Error = error;
    while let Some(inner) = last.source() {
        last = inner;
    }
    Trouble::Unreachable(last.to_string())
}

/// Whether the cause, however deeply wrapped, is the server's certificate.
fn is_certificate(error: &(dyn Error + 'static)) -> bool {
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return matches!(tls, rustls::Error::InvalidCertificate(_));
    }
    // An I/O error passes over what it wraps when it is asked for its source.
    let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    wrapped.is_some_and(|inner| is_certificate(inner)) || error.source().is_some_and(is_certificate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_larger_than_a_batch_has_as_many_times_the_time() {
        let patience = Patience::default();
        let check =
            |bytes: usize, seconds: u64| assert_eq!(patience.of(bytes), Duration::from_secs(seconds), "{bytes}");
        check(0, 60);
        check(sync::BATCH_BYTES, 60);
        check(sync::BATCH_BYTES + 1, 120);
        check(sync::REQUEST_BYTES_MAX, 64 * 60);
    }
}
