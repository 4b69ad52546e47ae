//! The machine's own protection of a key: DPAPI in machine scope on Windows, none elsewhere. It parts this PC from others, not the
//! users of one.

use zeroize::Zeroizing;

/// Protection 0: as it is, behind the file's rights.
pub const PLAIN: u8 = 0;

#[cfg(windows)]
mod of_system {
    use windows_dpapi::{Scope, decrypt_data, encrypt_data};
    use zeroize::Zeroizing;

    /// Protection 1: DPAPI in machine scope.
    const DPAPI_MACHINE: u8 = 1;

    pub(super) fn wrap(plain: &[u8], purpose: &[u8]) -> Result<(u8, Zeroizing<Vec<u8>>), String> {
        let wrapped = encrypt_data(plain, Scope::Machine, Some(purpose)).map_err(|error| error.to_string())?;
        Ok((DPAPI_MACHINE, Zeroizing::new(wrapped)))
    }

    pub(super) fn unwrap(protection: u8, wrapped: &[u8], purpose: &[u8]) -> Result<Zeroizing<Vec<u8>>, String> {
        if protection != DPAPI_MACHINE {
            return Err(format!("protection {protection} is not known here"));
        }
        let plain = decrypt_data(wrapped, Scope::Machine, Some(purpose)).map_err(|error| error.to_string())?;
        Ok(Zeroizing::new(plain))
    }
}

#[cfg(not(windows))]
mod of_system {
    use super::PLAIN;
    use zeroize::Zeroizing;

    pub(super) fn wrap(plain: &[u8], _purpose: &[u8]) -> Result<(u8, Zeroizing<Vec<u8>>), String> {
        Ok((PLAIN, Zeroizing::new(plain.to_vec())))
    }

    pub(super) fn unwrap(protection: u8, _wrapped: &[u8], _purpose: &[u8]) -> Result<Zeroizing<Vec<u8>>, String> {
        Err(format!("protection {protection} is not known here"))
    }
}

/// Wraps a key for this PC and says by which protection. The purpose parts keys from each other; it is no secret.
///
/// # Errors
/// What the system says.
pub fn wrap(plain: &[u8], purpose: &[u8]) -> Result<(u8, Zeroizing<Vec<u8>>), String> {
    of_system::wrap(plain, purpose)
}

/// Opens what [`wrap`] has wrapped, by a protection other than [`PLAIN`].
///
/// # Errors
/// What the system says: it was wrapped on another PC, or for another purpose, or the protection is not known here.
pub fn unwrap(protection: u8, wrapped: &[u8], purpose: &[u8]) -> Result<Zeroizing<Vec<u8>>, String> {
    of_system::unwrap(protection, wrapped, purpose)
}
