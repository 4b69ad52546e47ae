//! What the hall is called and how it is reached: on slips, receipts and the notice to a department. Set as a whole; the
//! texts lie in the vault under the event that set them, and until then the hall has the name it was founded with.

use crate::ground::{Desk, FieldRefusal, Hall, Look, Refusal, Right};
use domain::booking::{EntryProblem, Problem};
use domain::event::{Fact, HallAdjusted};
use domain::limits::HALL_NAME_CHARACTERS_MAX;
use domain::names::Names;
use domain::text::{clean_phone, clean_text, phone_fault};
use store::{StoreError, VaultField};

const ADDRESS_CHARACTERS_MAX: usize = 100;
/// Numbers in the vault, under the event that set them. Never reused; those of bookings, duty and people are others.
const NAME_ZH_HANS: u16 = 40;
const NAME_ZH_HANT: u16 = 41;
const NAME_EN: u16 = 42;
const ADDRESS: u16 = 43;
const TELEPHONE: u16 = 44;

/// Name, address and telephone of the hall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub name: Names,
    /// Empty where none has been set: then none is printed.
    pub address: String,
    /// The same.
    pub telephone: String,
}

impl Contact {
    fn cleaned(self) -> Self {
        let trimmed = |text: &str| clean_text(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let Names { zh_hans, zh_hant, en } = &self.name;
        Self {
            name: Names::new(&trimmed(zh_hans), &trimmed(zh_hant), &trimmed(en)),
            address: trimmed(&self.address),
            telephone: clean_phone(&self.telephone),
        }
    }

    fn faults(&self) -> Vec<FieldRefusal> {
        let too_long = |text: &str, max: usize| text.chars().count() > max;
        let mut faults = Vec::new();
        let max = HALL_NAME_CHARACTERS_MAX;
        if self.name.zh_hans.is_empty() {
            faults.push(FieldRefusal::ContactName { max });
        }
        let Names { zh_hans, zh_hant, en } = &self.name;
        for (field, text) in [("name", zh_hans), ("name_zh_hant", zh_hant), ("name_en", en)] {
            faults.extend(too_long(text, max).then_some(FieldRefusal::ContactText { field, max }));
        }
        let max = ADDRESS_CHARACTERS_MAX;
        faults.extend(too_long(&self.address, max).then_some(FieldRefusal::ContactText { field: "address", max }));
        let problem = phone_fault(&self.telephone).map(Problem::Phone);
        faults.extend(problem.map(|problem| FieldRefusal::Entry(EntryProblem { field: "telephone", problem })));
        faults
    }
}

impl Hall {
    /// What the hall is called and how it is reached.
    ///
    /// # Errors
    /// What the store says.
    pub fn contact(&self) -> Result<Contact, Refusal> {
        Ok(self.read(|look| contact(look))?)
    }
}

impl Desk {
    /// Sets what the hall is called and how it is reached.
    ///
    /// # Errors
    /// What is wrong, at its field.
    pub fn set_contact(&self, wish: Contact) -> Result<(), Refusal> {
        self.require(Right::AnswerForHall)?;
        let wish = wish.cleaned();
        let faults = wish.faults();
        if !faults.is_empty() {
            return Err(Refusal::Fields(faults));
        }
        Ok(self.write(move |w| -> Result<(), StoreError> {
            let fact = Fact::HallAdjusted(HallAdjusted { contact: Some(true), ..HallAdjusted::default() });
            let event = store::event_id(w.record(&fact, None, None)?);
            let Contact { name: Names { zh_hans, zh_hant, en }, address, telephone } = &wish;
            let texts = [
                (NAME_ZH_HANS, zh_hans),
                (NAME_ZH_HANT, zh_hant),
                (NAME_EN, en),
                (ADDRESS, address),
                (TELEPHONE, telephone),
            ];
            for (field, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
                w.vault_put(event, VaultField(field), text)?;
            }
            Ok(())
        })?)
    }
}

/// As it stands. A name that has not arrived yet is the founded one.
pub(crate) fn contact(look: &impl Look) -> Result<Contact, StoreError> {
    let set = look.views().hall_contact()?;
    let text = |field: u16| -> Result<String, StoreError> {
        let found = set.map(|event| look.value(event, VaultField(field))).transpose()?;
        Ok(found.flatten().unwrap_or_default())
    };
    let zh_hans = text(NAME_ZH_HANS)?;
    let named = !zh_hans.is_empty();
    let own = || -> Result<Names, StoreError> { Ok(Names::new(&zh_hans, &text(NAME_ZH_HANT)?, &text(NAME_EN)?)) };
    Ok(Contact {
        name: if named { own()? } else { look.hall().founded.name.clone() },
        address: text(ADDRESS)?,
        telephone: text(TELEPHONE)?,
    })
}
