//! Who may see the status page: whoever knows the password that a command has set. A cookie stands for it until the server
//! stops.

use crate::error::CentralError;
use crate::random::random;
use crate::storage::Storage;
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use axum::http::{HeaderMap, header};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

pub(crate) const COOKIE: &str = "yanshi_central";
/// More are nobody's.
const SESSIONS_MAX: usize = 100;

/// Cookies that have been given out.
#[derive(Default)]
pub(crate) struct SignedIn(Mutex<VecDeque<String>>);

impl SignedIn {
    /// A new cookie, if the password is right.
    pub(crate) fn sign_in(&self, storage: &Storage, password: &str) -> Result<Option<String>, CentralError> {
        if !is_right(storage.password()?.as_deref(), password) {
            return Ok(None);
        }
        let cookie: String = random::<16>()?.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.push_back(cookie.clone());
        if sessions.len() > SESSIONS_MAX {
            sessions.pop_front();
        }
        Ok(Some(cookie))
    }

    pub(crate) fn sign_out(&self, headers: &HeaderMap) {
        let shown = shown(headers);
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|known| Some(known) != shown.as_ref());
    }

    pub(crate) fn is_signed_in(&self, headers: &HeaderMap) -> bool {
        let Some(shown) = shown(headers) else { return false };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&shown)
    }
}

fn shown(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let of_ours = |cookie: &str| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('=').map(str::to_owned);
    cookies.split(';').find_map(of_ours)
}

/// The hash of a password, as it is kept.
///
/// # Errors
/// When there is no randomness.
pub fn hash(password: &str) -> Result<String, CentralError> {
    let hashed = Argon2::default().hash_password(password.as_bytes());
    hashed.map(|hash| hash.to_string()).map_err(|error| CentralError::Refused(error.to_string()))
}

fn is_right(kept: Option<&str>, password: &str) -> bool {
    let Some(kept) = kept.and_then(|kept| PasswordHash::new(kept).ok()) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &kept).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{hash, is_right};

    #[test]
    fn only_the_password_is_right() {
        let kept = hash("正确的密码").expect("is hashed");
        assert!(kept.starts_with("$argon2id$") && !kept.contains("密码"));
        assert!(is_right(Some(&kept), "正确的密码"));
        assert!(!is_right(Some(&kept), "错误的密码"));
        assert!(!is_right(None, ""), "before one is set nobody gets in");
        assert!(!is_right(Some(""), ""));
    }
}
