//! Enrolment: somebody types the server's address and its one-time code.

use super::{Enrolment, enrolment, key_path, remember};
use crate::ground::{Author, Desk, FieldRefusal, Hall, Refusal, Right, record};
use crate::program::stages::Program;
use domain::event::{DeviceEnrolled, Fact};
use domain::text::{clean_code, clean_path};
use journal::KnownDevices;
use link::{Candidate, EnrolError, Patience, Trouble, key_file};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use store::{Store, StoreError, WriteTx};
use sync::{EnrolCode, EnrolRefusal};

/// A person stands in front of the screen.
const PATIENCE: Patience = Patience { connect: Duration::from_secs(8), answer: Duration::from_secs(20) };

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolWish {
    /// Address of the server; `https://` may be left out.
    pub address: String,
    /// The one-time code.
    pub code: String,
}

impl EnrolWish {
    /// Both fields, checked; all faults are told at once.
    fn read(&self) -> Result<(String, EnrolCode), Refusal> {
        let (address, code) = (address(&self.address), clean_code(&self.code).parse::<EnrolCode>());
        match (address, code) {
            (Some(address), Ok(code)) => Ok((address, code)),
            (address, code) => {
                let faults = [
                    address.is_none().then_some(FieldRefusal::ServerAddress),
                    code.is_err().then_some(FieldRefusal::EnrolCode),
                ];
                Err(Refusal::Fields(faults.into_iter().flatten().collect()))
            }
        }
    }
}

/// The address as it is spoken to; `None` when it has no host, or another scheme.
fn address(typed: &str) -> Option<String> {
    let typed = clean_path(typed);
    let rest = match typed.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => rest,
        Some(_) => return None,
        None => typed.as_str(),
    };
    let rest = rest.trim_end_matches('/');
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    (!rest.is_empty() && rest.chars().all(is_plain)).then(|| format!("https://{rest}"))
}

/// Enrols a device with the key that lies in a folder, or is made there.
pub(crate) fn enrol_device(
    dir: &Path,
    store: &Store,
    hall: Option<u32>,
    wish: &EnrolWish,
) -> Result<(Enrolment, KnownDevices), Refusal> {
    let (address, code) = wish.read()?;
    let device = store.device();
    let key = key_file::load_or_make(&key_path(dir, device)).map_err(StoreError::from)?;
    let earlier = store.incarnations()?.into_iter().map(|name| name.device).filter(|name| *name != device);
    let candidate = Candidate { device, key: &key, hall, succeeds: earlier.collect() };
    let made = link::enrol(&address, &code, candidate, PATIENCE).map_err(refusal)?;
    let server = made.told.server;
    let keys: KnownDevices = [(server.device, server.key)].into_iter().collect();
    let enrolment = Enrolment {
        address: made.address,
        authority: made.authority,
        device,
        hall: made.told.hall,
        name: made.told.name,
        server: server.device,
    };
    Ok((enrolment, keys))
}

fn refusal(error: EnrolError) -> Refusal {
    let field = match error {
        EnrolError::Trouble(Trouble::Unreachable(detail)) => FieldRefusal::ServerUnreachable { detail },
        EnrolError::Trouble(Trouble::Slow) => FieldRefusal::ServerSlow,
        EnrolError::Trouble(Trouble::OtherAuthority) => FieldRefusal::ServerOtherAuthority,
        EnrolError::Trouble(Trouble::Foreign) | EnrolError::Message(_) => FieldRefusal::ServerForeign,
        EnrolError::Trouble(Trouble::Address(_)) => FieldRefusal::ServerAddress,
        EnrolError::Refused(EnrolRefusal::Unknown) => FieldRefusal::EnrolCodeUnknown,
        EnrolError::Refused(EnrolRefusal::Used) => FieldRefusal::EnrolCodeUsed,
        EnrolError::Refused(EnrolRefusal::Expired) => FieldRefusal::EnrolCodeExpired,
        EnrolError::Refused(EnrolRefusal::OtherHall) => FieldRefusal::EnrolCodeOtherHall,
        EnrolError::Refused(EnrolRefusal::OtherDevice) => FieldRefusal::EnrolDevice,
        EnrolError::Refused(EnrolRefusal::Malformed) => FieldRefusal::ServerForeign,
        EnrolError::Refused(EnrolRefusal::Busy) => FieldRefusal::ServerBusy,
    };
    field.into()
}

impl Desk {
    /// Enrols this PC and begins to sync; what was written before goes up with the rest. Enrolled again it keeps its records:
    /// the server may have moved, or the PC goes on under another name.
    ///
    /// # Errors
    /// What is wrong with address or code, at its field; nothing is changed then.
    pub fn enrol(&self, wish: &EnrolWish) -> Result<(), Refusal> {
        self.require(Right::KeepData)?;
        self.hall().enrol(self.author(), wish)
    }
}

impl Program {
    /// [`Desk::enrol`] for somebody at a terminal of this PC, who can read and write the files anyway.
    ///
    /// # Errors
    /// As there, but for who asks.
    pub fn enrol_from_terminal(&self, wish: &EnrolWish) -> Result<(), Refusal> {
        self.hall()?.enrol(Author::program(self.clock()), wish)
    }
}

impl Hall {
    fn enrol(self: &Arc<Self>, author: Author, wish: &EnrolWish) -> Result<(), Refusal> {
        let (enrolled, keys) = enrol_device(&self.dir, &self.store, self.founded.directory, wish)?;
        let is_same = |before: Enrolment| before.authority == enrolled.authority && before.device == enrolled.device;
        let is_other = !enrolment(&self.store)?.is_some_and(is_same);
        let fact = Fact::DeviceEnrolled(DeviceEnrolled { hall: enrolled.hall, authority: enrolled.authority.0 });
        self.stop_syncing();
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            if is_other {
                // What was agreed with another server, or as somebody else, says nothing about this one.
                tx.forget_syncs()?;
                record(tx, author, &fact, None, None)?;
            }
            tx.pin_devices(&keys)?;
            tx.key_share()?;
            crate::reference::share_in_use(tx)?;
            remember(tx, &enrolled)
        })?;
        self.start_syncing();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_people_type_it() {
        let check = |typed: &str, expected: Option<&str>| assert_eq!(address(typed).as_deref(), expected, "{typed}");
        check("zx.example.gov.cn", Some("https://zx.example.gov.cn"));
        check(" HTTPS://zx.example.gov.cn:8443/ ", Some("https://zx.example.gov.cn:8443"));
        check("10.0.3.7:8443", Some("https://10.0.3.7:8443"));
        check("https://[::1]:8443", Some("https://[::1]:8443"));
        check("http://zx.example.gov.cn", None);
        check("zx.example.gov.cn/sync", None);
        check("zx．example", None);
        check("", None);
        check("https://", None);
    }

    #[test]
    fn both_fields_are_told_at_once() {
        let wish = EnrolWish { address: String::new(), code: "12".to_owned() };
        let Err(Refusal::Fields(faults)) = wish.read() else { panic!("it was read") };
        assert_eq!(faults, [FieldRefusal::ServerAddress, FieldRefusal::EnrolCode]);
    }
}
