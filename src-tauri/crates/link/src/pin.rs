//! Whom the hall trusts: one authority, and no other, whatever the PC's own list says.
//!
//! The authority is known by the SHA-256 of its certificate, or, before enrolment, by the beginning of it that the code
//! carries. The server sends its authority's certificate along. A wrong clock locks nobody out (S8): when a certificate is
//! not valid by this PC's clock, it is checked as of its own time; trust rests on the pin.

use journal::Hash;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use sha2::{Digest as _, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

/// What the authority's fingerprint begins with, and the whole of it once a server has shown it.
#[derive(Debug)]
pub(crate) struct PinnedAuthority {
    begins: Vec<u8>,
    seen: Mutex<Option<Hash>>,
    provider: Arc<CryptoProvider>,
}

impl PinnedAuthority {
    pub(crate) fn new(begins: &[u8], provider: Arc<CryptoProvider>) -> Self {
        Self { begins: begins.to_vec(), seen: Mutex::new(None), provider }
    }

    /// The whole fingerprint, once a connection was made.
    pub(crate) fn seen(&self) -> Option<Hash> {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn algorithms(&self) -> &WebPkiSupportedAlgorithms {
        &self.provider.signature_verification_algorithms
    }
}

fn fingerprint(certificate: &CertificateDer<'_>) -> Hash {
    Hash(Sha256::digest(certificate).into())
}

impl ServerCertVerifier for PinnedAuthority {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let pinned = |sent: &&CertificateDer<'_>| fingerprint(sent).0.starts_with(&self.begins);
        let authority =
            intermediates.iter().find(pinned).ok_or(Error::InvalidCertificate(CertificateError::UnknownIssuer))?;
        let mut roots = RootCertStore::empty();
        roots.add(authority.clone().into_owned())?;
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&self.provider))
            .build()
            .map_err(|error| Error::General(error.to_string()))?;
        let check = |time| verifier.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, time);
        let verified = match check(now) {
            Err(Error::InvalidCertificate(CertificateError::ExpiredContext { not_after, .. })) => check(not_after),
            Err(Error::InvalidCertificate(CertificateError::NotValidYetContext { not_before, .. })) => {
                check(not_before)
            }
            verified => verified,
        }?;
        verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(fingerprint(authority));
        Ok(verified)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, self.algorithms())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, self.algorithms())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms().supported_schemes()
    }
}
