//! Hashing and checking secrets with argon2id. What is kept is a PHC string, and that in the vault: six digits would be
//! found from any hash in an afternoon.

use crate::ground::{FieldRefusal, Refusal};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use domain::people::{check_secret, clean_secret};
use zeroize::Zeroizing;

/// A secret that may be one, not yet hashed.
pub(crate) struct Secret(Zeroizing<String>);

impl Secret {
    /// Reads what was typed for a new secret.
    ///
    /// # Errors
    /// What is wrong with it, at its field.
    pub(crate) fn new(typed: &str) -> Result<Self, FieldRefusal> {
        let secret = Zeroizing::new(clean_secret(typed));
        check_secret(&secret).map_err(FieldRefusal::Secret)?;
        Ok(Self(secret))
    }

    /// The hash to keep. Takes some hundredths of a second, on purpose.
    pub(crate) fn hash(&self) -> Result<String, Refusal> {
        let hash: PasswordHash = Argon2::default()
            .hash_password(self.0.as_bytes())
            .map_err(|error| Refusal::Broken(format!("a secret cannot be hashed: {error}")))?;
        Ok(hash.to_string())
    }
}

/// Whether what was typed is the secret of this hash. A hash that does not read is nobody's.
pub(crate) fn is_secret(typed: &str, hash: &str) -> bool {
    let typed = Zeroizing::new(clean_secret(typed));
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_known_again_and_no_other() {
        let hash = Secret::new("２４６８１３").expect("a secret").hash().expect("a hash");
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert!(is_secret("246813", &hash), "full-width digits of an input method are digits");
        for other in ["246812", "", "2468130", "246813 "] {
            assert!(!is_secret(other, &hash), "{other}");
        }
        assert!(!is_secret("246813", "no hash"));
        let again = Secret::new("246813").expect("a secret").hash().expect("a hash");
        assert_ne!(hash, again, "each hash has a salt of its own");
    }
}
