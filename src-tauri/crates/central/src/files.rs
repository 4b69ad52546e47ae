//! The server's secrets beside its database: its own key, its authority, the certificate it shows. Made at the first start,
//! readable by its own user alone.

use crate::error::CentralError;
use journal::{DeviceKey, Hash};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The server's own key, in its data folder.
pub(crate) const OWN_KEY: &str = "central.key";
/// Its authority's certificate and key.
pub(crate) const AUTHORITY: &str = "tls/authority.pem";
pub(crate) const AUTHORITY_KEY: &str = "tls/authority.key";

/// Certificates that the server shows, and their key.
pub struct Shown {
    /// The server's own, then up to the authority's.
    pub chain: Vec<CertificateDer<'static>>,
    /// Of the first.
    pub key: PrivateKeyDer<'static>,
}

impl Shown {
    /// What devices pin: SHA-256 of the authority's certificate, the last of the chain.
    pub fn authority(&self) -> Hash {
        Hash(self.chain.last().map_or([0; 32], |authority| Sha256::digest(authority).into()))
    }

    /// Reads given files: a chain in PEM that ends with the authority, and its key.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn read(chain: &Path, key: &Path) -> Result<Self, CentralError> {
        let broken = |error: rustls::pki_types::pem::Error| CentralError::Certificate(error.to_string());
        let chain: Vec<_> =
            CertificateDer::pem_file_iter(chain).map_err(broken)?.collect::<Result<_, _>>().map_err(broken)?;
        if chain.is_empty() {
            return Err(CentralError::Certificate("the file holds no certificate".to_owned()));
        }
        Ok(Self { chain, key: PrivateKeyDer::from_pem_file(key).map_err(broken)? })
    }

    /// The own authority's, made where there is none. `names` are host names and addresses besides `localhost`.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn own(dir: &Path, names: &[String]) -> Result<Self, CentralError> {
        let [authority, authority_key] = [AUTHORITY, AUTHORITY_KEY].map(|name| dir.join(name));
        fs::create_dir_all(dir.join("tls"))?;
        let broken = |error: rcgen::Error| CentralError::Certificate(error.to_string());
        if !authority.exists() {
            let key = KeyPair::generate().map_err(broken)?;
            let made = authority_params().self_signed(&key).map_err(broken)?;
            write_secret(&authority_key, key.serialize_pem().as_bytes())?;
            write_new(&authority, made.pem().as_bytes(), false)?;
        }
        let root =
            CertificateDer::from_pem_file(&authority).map_err(|error| CentralError::Certificate(error.to_string()))?;
        let key = KeyPair::from_pem(&Zeroizing::new(fs::read_to_string(&authority_key)?)).map_err(broken)?;
        // Made anew from the same name and key: issuing needs no more.
        let issuer = CertifiedIssuer::self_signed(authority_params(), key).map_err(broken)?;
        // The server's own certificate is made at every start, for the names it has now.
        let mut subject: Vec<String> = ["localhost", "127.0.0.1", "::1"].map(str::to_owned).to_vec();
        subject.extend(names.iter().cloned());
        let mut params = CertificateParams::new(subject).map_err(broken)?;
        params.distinguished_name.push(DnType::CommonName, "Yanshi server");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate().map_err(broken)?;
        let made = params.signed_by(&key, &issuer).map_err(broken)?;
        let key = PrivateKeyDer::try_from(key.serialize_der())
            .map_err(|error| CentralError::Certificate(error.to_owned()))?;
        Ok(Self { chain: vec![made.der().clone(), root], key })
    }
}

/// Valid from 1975 to 4096, as rcgen has it: a wrong clock locks nobody out.
fn authority_params() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "Yanshi authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

/// The key with which the server signs what it hands down; made where there is none, from `random`.
///
/// # Errors
/// When the file cannot be read or written.
pub(crate) fn own_key(dir: &Path, random: &[u8; 32]) -> Result<DeviceKey, CentralError> {
    let file = dir.join(OWN_KEY);
    if !file.exists() {
        write_secret(&file, random)?;
    }
    let bytes = Zeroizing::new(fs::read(&file)?);
    let secret: &[u8; 32] = bytes
        .as_slice()
        .try_into()
        .map_err(|_| CentralError::Damaged("the server's key has not 32 bytes".to_owned()))?;
    Ok(DeviceKey::from_bytes(secret))
}

/// Another key in the place of the own one.
pub(crate) fn renew_own_key(dir: &Path, random: &[u8; 32]) -> Result<DeviceKey, CentralError> {
    write_secret(&dir.join(OWN_KEY), random)?;
    own_key(dir, random)
}

pub(crate) fn write_secret(file: &Path, bytes: &[u8]) -> Result<(), CentralError> {
    write_new(file, bytes, true)
}

/// A folder that its own user alone may enter.
pub(crate) fn create_private(dir: &Path) -> Result<(), CentralError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(dir)?)
}

/// What was written to a file, or renamed in a folder, is on the disk when this returns.
pub(crate) fn sync(path: &Path) -> Result<(), CentralError> {
    // Windows neither opens folders nor needs it.
    if cfg!(windows) && path.is_dir() {
        return Ok(());
    }
    let writable = path.is_file();
    Ok(fs::OpenOptions::new().read(true).write(writable).open(path)?.sync_all()?)
}

/// Under its name only when it is whole.
fn write_new(file: &Path, bytes: &[u8], is_secret: bool) -> Result<(), CentralError> {
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if is_secret {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = is_secret;
    let mut written = options.open(&part)?;
    written.write_all(bytes)?;
    written.sync_all()?;
    fs::rename(&part, file)?;
    Ok(())
}
