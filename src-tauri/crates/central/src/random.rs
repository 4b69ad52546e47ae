//! Chance, from the system.

use crate::error::CentralError;

/// Bytes drawn at random.
///
/// # Errors
/// When the system has none.
pub fn random<const N: usize>() -> Result<[u8; N], CentralError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| CentralError::Io(std::io::Error::other(error)))?;
    Ok(bytes)
}
