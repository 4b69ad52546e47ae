//! Sealing of personal values before they touch the disk.
//!
//! [`KeySeal`](crate::KeySeal) is what halls use. It stands behind a trait so that a certified module can take its place,
//! and so that what sealing costs can be measured against [`Unsealed`]. Each stored value names the suite it was sealed
//! with, and a value of another suite is an error, never garbage.

use journal::EventId;

/// Number of a personal field; `domain` says which is which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VaultField(pub u16);

/// The suite of a key that is wrapped by the recovery code. No value is sealed with it.
pub(crate) const WRAPPED: u8 = 0xff;

/// What a sealed value is for. It is bound into the seal, so that a value moved to another place does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealLabel<'a> {
    /// A personal value.
    Value {
        /// The event that set it.
        subject: EventId,
        /// Which of its fields.
        field: VaultField,
    },
    /// A form that was begun and not saved.
    Draft {
        /// Which form.
        slot: &'a str,
    },
}

/// Why a value cannot be sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It was sealed with a suite that is not known here.
    #[error("sealed with suite {0}, which is not known here")]
    UnknownSuite(u8),
    /// It is not what was sealed.
    #[error("the sealed value is damaged")]
    Damaged,
    /// The key cannot be used.
    #[error("the key cannot be used: {0}")]
    Key(String),
}

/// Seals and opens personal values.
pub trait Seal: Send + Sync {
    /// Number of the suite, stored beside each value. Never reused; 0 is [`Unsealed`].
    fn suite(&self) -> u8;

    /// Seals a value.
    ///
    /// # Errors
    /// When the key cannot be used.
    fn seal(&self, label: SealLabel<'_>, plain: &[u8]) -> Result<Vec<u8>, SealError>;

    /// Opens a value that was sealed under the same label.
    ///
    /// # Errors
    /// When it is damaged, or the key cannot be used.
    fn open(&self, label: SealLabel<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError>;
}

/// Suite 0: values as they are. For tests and for measuring; [`Store::open`](crate::Store::open) does not take it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unsealed;

impl Seal for Unsealed {
    fn suite(&self) -> u8 {
        0
    }

    fn seal(&self, _label: SealLabel<'_>, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        Ok(plain.to_vec())
    }

    fn open(&self, _label: SealLabel<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        Ok(sealed.to_vec())
    }
}

/// Opens what was sealed with `suite`, as text. One value that does not open stops no other, so whoever calls decides.
pub(crate) fn open_sealed_text(
    seal: &dyn Seal,
    label: SealLabel<'_>,
    suite: u8,
    sealed: &[u8],
) -> Result<String, SealError> {
    if suite != seal.suite() {
        return Err(SealError::UnknownSuite(suite));
    }
    String::from_utf8(seal.open(label, sealed)?).map_err(|_| SealError::Damaged)
}

impl From<SealError> for crate::db::error::StoreError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::UnknownSuite(_) | SealError::Damaged => Self::Damaged(error.to_string()),
            SealError::Key(detail) => Self::Io(detail),
        }
    }
}
