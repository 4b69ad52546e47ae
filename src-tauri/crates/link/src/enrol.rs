//! Enrolment, as the hall does it.

use crate::http::{Line, Patience, Trouble};
use journal::{DeviceId, DeviceKey, Hash};
use sync::{Enrol, EnrolCode, EnrolRefusal, EnrolReply, Enrolled, MessageError};

/// What is to be kept of an enrolment, beside the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Address of the server, `https://…`.
    pub address: String,
    /// SHA-256 of the authority's certificate: the only one that is trusted from now on.
    pub authority: Hash,
    /// What the server told.
    pub told: Enrolled,
}

/// Why a device was not enrolled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnrolError {
    /// The server was not reached, or another one is there.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// It did not enrol the device.
    #[error(transparent)]
    Refused(#[from] EnrolRefusal),
    /// The answer makes no sense.
    #[error(transparent)]
    Message(#[from] MessageError),
}

/// Who is to be enrolled.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The device.
    pub device: DeviceId,
    /// Its key.
    pub key: &'a DeviceKey,
    /// Number of its hall in the directory, if it has been founded as one of it.
    pub hall: Option<u32>,
    /// Names under which it wrote before.
    pub succeeds: Vec<DeviceId>,
}

/// Enrols a device. May be called again with the same code and key when the answer was lost.
///
/// # Errors
/// [`EnrolError`].
pub fn enrol(
    address: &str,
    code: &EnrolCode,
    candidate: Candidate<'_>,
    patience: Patience,
) -> Result<Enrolment, EnrolError> {
    let line = Line::new(address, &code.fingerprint, patience)?;
    let Candidate { device, key, hall, succeeds } = candidate;
    let succeeds = (!succeeds.is_empty()).then_some(succeeds);
    let (secret, public) = (code.secret.to_vec(), key.public());
    let mut asked = Enrol { secret, device, key: public, hall, signature: Vec::new(), succeeds };
    asked.signature = key.sign_bytes(&asked.signed()).to_vec();
    let answer = match EnrolReply::decode(&line.post("/enrol", asked.encode())?) {
        Err(MessageError::Foreign) => return Err(Trouble::Foreign.into()),
        answer => answer?,
    };
    match answer {
        EnrolReply::Refused(refusal) => Err(refusal.into()),
        EnrolReply::Enrolled(told) => {
            let authority = line.authority().ok_or(Trouble::OtherAuthority)?;
            Ok(Enrolment { address: address.to_owned(), authority, told })
        }
    }
}
