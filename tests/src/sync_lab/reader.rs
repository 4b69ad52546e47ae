//! A person at the server's own door, signed in with the password of its status page.

use super::LabServer;
use crate::Outcome;
use reqwest::blocking::{Client, Response};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use std::sync::Arc;

const PASSWORD: &str = "一个够长的密码";
const FORM: &str = "application/x-www-form-urlencoded";

/// Asks the server's pages and its API.
pub struct Reader {
    client: Client,
    address: String,
    cookie: Option<String>,
}

impl Reader {
    /// Nobody yet. Trusts the server's own authority, as somebody does who was given its certificate.
    ///
    /// # Errors
    /// When the certificate does not read.
    pub fn new(server: &LabServer) -> Outcome<Self> {
        let authority = std::fs::read(server.dir.path().join("tls/authority.pem"))?;
        let mut roots = rustls::RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(&authority)?)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let tls = builder.with_root_certificates(roots).with_no_client_auth();
        let redirect = reqwest::redirect::Policy::none();
        let client = Client::builder().tls_backend_preconfigured(tls).redirect(redirect).build()?;
        Ok(Self { client, address: server.address(), cookie: None })
    }

    /// Sets the server's password and signs in with it.
    ///
    /// # Errors
    /// When it is not let in.
    pub fn signed_in(server: &LabServer) -> Outcome<Self> {
        server.storage().set_password(&central::hash_password(PASSWORD)?)?;
        let mut reader = Self::new(server)?;
        let answer = reader.sign_in(PASSWORD)?;
        let cookie = answer.headers().get("set-cookie").ok_or("not let in")?.to_str()?.to_owned();
        reader.cookie = cookie.split(';').next().map(str::to_owned);
        Ok(reader)
    }

    /// Tries a password.
    ///
    /// # Errors
    /// What the connection says.
    pub fn sign_in(&self, password: &str) -> Outcome<Response> {
        let encoded: String = password.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let ask = self.client.post(format!("{}/sign-in", self.address)).header("content-type", FORM);
        Ok(ask.body(format!("password={encoded}")).send()?)
    }

    /// Asks for a page.
    ///
    /// # Errors
    /// What the connection says.
    pub fn get(&self, path: &str) -> Outcome<Response> {
        let ask = self.client.get(format!("{}{path}", self.address));
        let ask = self.cookie.iter().fold(ask, |ask, cookie| ask.header("cookie", cookie));
        Ok(ask.send()?)
    }
}
