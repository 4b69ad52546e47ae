//! The server's secrets beside its database: its own key, its authority, the certificate it shows. Made at the first start,
//! readable by its own user alone.

use crate::error::CentralError;
use crate::random::random;
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
/// Which authority it showed last, as it is pinned.
pub(crate) const SERVED: &str = "served";
const TLS: &str = "tls";
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

    /// Whether an authority of the server's own is there. Half of one is neither there nor to be made anew: every hall would
    /// have to enrol once more.
    pub(crate) fn has_own(dir: &Path) -> Result<bool, CentralError> {
        match [AUTHORITY, AUTHORITY_KEY].map(|name| dir.join(name).is_file()) {
            [true, true] => Ok(true),
            [false, false] => Ok(false),
            [true, false] => Err(half_missing(AUTHORITY_KEY)),
            [false, true] => Err(half_missing(AUTHORITY)),
        }
    }

    /// The own authority's, made where there is none. `names` are host names and addresses besides `localhost`.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn own(dir: &Path, names: &[String]) -> Result<Self, CentralError> {
        let [authority, authority_key] = [AUTHORITY, AUTHORITY_KEY].map(|name| dir.join(name));
        let broken = |error: rcgen::Error| CentralError::Certificate(error.to_string());
        if !Self::has_own(dir)? {
            make_authority(dir)?;
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

fn half_missing(name: &str) -> CentralError {
    CentralError::Refused(format!("{name} is missing, and halls trust no other authority: put it back from a backup"))
}

/// Both halves come to be there at once, and never over others: of two programs at a first start one makes them.
fn make_authority(dir: &Path) -> Result<(), CentralError> {
    let broken = |error: rcgen::Error| CentralError::Certificate(error.to_string());
    let key = KeyPair::generate().map_err(broken)?;
    let made = authority_params().self_signed(&key).map_err(broken)?;
    let suffix = u64::from_be_bytes(random()?);
    let (folder, part) = (dir.join(TLS), dir.join(format!("{TLS}-{suffix:016x}.part")));
    create_private(&part)?;
    let file = |name: &str| part.join(Path::new(name).file_name().unwrap_or_default());
    write_secret(&file(AUTHORITY_KEY), key.serialize_pem().as_bytes())?;
    write_new(&file(AUTHORITY), made.pem().as_bytes(), false)?;
    // An empty one of a first start that was cut short; one that holds anything stays.
    let _ = fs::remove_dir(&folder);
    if let Err(error) = fs::rename(&part, &folder) {
        fs::remove_dir_all(&part)?;
        return if Shown::has_own(dir)? { Ok(()) } else { Err(error.into()) };
    }
    sync(dir)
}

/// Notes which authority the server shows; says so where it was another.
pub(crate) fn note_served(dir: &Path, authority: &Hash) -> Result<(), CentralError> {
    let (text, before) = (hex(authority), served(dir)?);
    if before.as_ref() == Some(&text) {
        return Ok(());
    }
    if before.is_some() {
        tracing::warn!("another authority is shown than before: devices enrolled under that one will not come");
    }
    write_new(&dir.join(SERVED), text.as_bytes(), false)
}

/// Refuses an authority that is another than the server shows: with a code of it no hall could enrol.
pub(crate) fn check_served(dir: &Path, authority: &Hash) -> Result<(), CentralError> {
    if served(dir)?.is_none_or(|served| served == hex(authority)) {
        return Ok(());
    }
    Err(CentralError::Refused(
        "the server shows another certificate: give --cert and --key as for `serve`, or neither".to_owned(),
    ))
}

fn served(dir: &Path) -> Result<Option<String>, CentralError> {
    match fs::read_to_string(dir.join(SERVED)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn hex(Hash(bytes): &Hash) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
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
    // The name, too: a key that is gone after a power cut would be made anew, and be known to nobody.
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or(Ok(()), sync)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(dir: &Path) -> Result<Hash, CentralError> {
        Ok(Shown::own(dir, &[])?.authority())
    }

    #[test]
    fn half_an_authority_is_refused_and_the_other_half_stays() {
        for gone in [AUTHORITY, AUTHORITY_KEY] {
            let dir = tempfile::tempdir().unwrap();
            let before = pin(dir.path()).unwrap();
            let bytes = fs::read(dir.path().join(gone)).unwrap();
            fs::remove_file(dir.path().join(gone)).unwrap();
            assert!(matches!(pin(dir.path()), Err(CentralError::Refused(_))), "{gone}");
            fs::write(dir.path().join(gone), bytes).unwrap();
            assert_eq!(pin(dir.path()).unwrap(), before);
        }
    }

    /// Two programs at the very first start, and the leftovers of a first start that was cut short.
    #[test]
    fn an_authority_is_made_once_and_as_a_whole() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join(TLS)).unwrap();
        let made: Vec<_> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| pin(dir.path()))).collect();
            starts.into_iter().map(|start| start.join().unwrap().unwrap()).collect()
        });
        assert!(made.iter().all(|pin| *pin == made[0]));
        let names: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, [TLS]);
    }

    #[test]
    fn a_code_is_of_the_authority_that_is_served() {
        let dir = tempfile::tempdir().unwrap();
        let (one, other) = (Hash([1; 32]), Hash([2; 32]));
        check_served(dir.path(), &one).unwrap();
        note_served(dir.path(), &one).unwrap();
        check_served(dir.path(), &one).unwrap();
        assert!(check_served(dir.path(), &other).is_err());
        note_served(dir.path(), &other).unwrap();
        check_served(dir.path(), &other).unwrap();
    }
}
