//! What is typed into the log, cleaned and checked. All faults are told at once, each at its field.

use super::words::LogWords;
use crate::ground::{FieldRefusal, LogFault, Look, Refusal};
use crate::reference::Reference;
use domain::assist::leg::{LegKind, TRIPS_MAX};
use domain::assist::step::Sealed;
use domain::booking::{NAME_CHARACTERS_MAX, PARTY_MAX, TEXT_CHARACTERS_MAX};
use domain::event::ItemSnapshot;
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::text::{clean_code, clean_name, clean_phone, clean_text};
use store::StoreError;

/// Texts of a case as they are typed: what is `None` is not touched, what is empty is taken out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseTexts {
    pub name: Option<String>,
    pub phone: Option<String>,
    /// One of the hall's own list.
    pub reason: Option<String>,
    /// The number of the rule that is met.
    pub rule: Option<String>,
    pub may_not_enter: Option<String>,
    /// By role.
    pub who_signs: Option<String>,
    /// Who looks after those who wait.
    pub carer: Option<String>,
    pub note: Option<String>,
}

impl CaseTexts {
    /// What is typed of a sealed value.
    pub(crate) fn of(&self, sealed: Sealed) -> Option<&String> {
        match sealed {
            Sealed::Name => self.name.as_ref(),
            Sealed::Phone => self.phone.as_ref(),
            Sealed::Reason => self.reason.as_ref(),
            Sealed::Rule => self.rule.as_ref(),
            Sealed::MayNotEnter => self.may_not_enter.as_ref(),
            Sealed::WhoSigns => self.who_signs.as_ref(),
            Sealed::Carer => self.carer.as_ref(),
            Sealed::Note => self.note.as_ref(),
        }
    }
}

/// The field of a form that a sealed value is typed in.
pub(crate) fn field_name(sealed: Sealed) -> &'static str {
    match sealed {
        Sealed::Name => "name",
        Sealed::Phone => "phone",
        Sealed::Reason => "reason",
        Sealed::Rule => "rule",
        Sealed::MayNotEnter => "may_not_enter",
        Sealed::WhoSigns => "who_signs",
        Sealed::Carer => "carer",
        Sealed::Note => "note",
    }
}

/// Faults as they are found.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<FieldRefusal>);

impl Faults {
    pub(crate) fn add(&mut self, field: impl Into<String>, fault: LogFault) {
        self.0.push(FieldRefusal::Log { field: field.into(), fault });
    }

    pub(crate) fn extend(&mut self, more: impl IntoIterator<Item = FieldRefusal>) {
        self.0.extend(more);
    }

    pub(crate) fn refuse(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Fields(self.0)) }
    }

    /// The texts that are typed, cleaned. `kept`: what stands already and is no fault, whatever the hall's lists say now.
    pub(crate) fn texts(
        &mut self,
        typed: &CaseTexts,
        words: &LogWords,
        kept: impl Fn(Sealed) -> Option<String>,
    ) -> Vec<(Sealed, String)> {
        let mut found = Vec::new();
        for sealed in super::sealed::ALL {
            let Some(typed) = typed.of(sealed) else { continue };
            let (text, max) = match sealed {
                Sealed::Name | Sealed::Carer => (clean_name(typed), NAME_CHARACTERS_MAX),
                Sealed::Phone => (clean_phone(typed), NAME_CHARACTERS_MAX),
                Sealed::Rule => (clean_code(typed), 8),
                Sealed::Reason | Sealed::MayNotEnter | Sealed::WhoSigns => (clean_text(typed), NAME_CHARACTERS_MAX),
                Sealed::Note => (clean_text(typed), TEXT_CHARACTERS_MAX),
            };
            if text.chars().count() > max {
                self.add(field_name(sealed), LogFault::TooLong { max });
            }
            let is_kept = text.is_empty() || kept(sealed).is_some_and(|kept| kept == text);
            if sealed == Sealed::Reason && !is_kept && !words.reasons.iter().any(|reason| reason.text == text) {
                self.add("reason", LogFault::Reason);
            }
            if sealed == Sealed::Rule && !is_kept && !words.allows_rule(&text) {
                self.add("rule", LogFault::Rule);
            }
            found.push((sealed, text));
        }
        found
    }

    pub(crate) fn party(&mut self, party: u16) -> u16 {
        if !(1..=PARTY_MAX).contains(&party) {
            self.add("party", LogFault::Party { max: PARTY_MAX });
        }
        party
    }

    /// Items with the names they have, or had when the case was opened. On Saturdays or not is no matter of the log.
    pub(crate) fn items(
        &mut self,
        reference: &Reference,
        wanted: &[ItemId],
        kept: &[ItemSnapshot],
    ) -> Vec<ItemSnapshot> {
        let mut items: Vec<ItemSnapshot> = Vec::new();
        for id in wanted {
            if items.iter().any(|item| item.item == *id) {
                continue;
            }
            let known = kept.iter().find(|item| item.item == *id).cloned();
            match known.or_else(|| reference.catalogue.item(*id).map(ItemSnapshot::of)) {
                Some(item) => items.push(item),
                None => self.0.push(FieldRefusal::ItemUnknown),
            }
        }
        items
    }

    /// Somebody of this hall, still here or not.
    pub(crate) fn helper(&mut self, look: &impl Look, helper: RecordId) -> Result<RecordId, StoreError> {
        if look.views().person(helper)?.is_none() {
            self.add("helper", LogFault::Helper);
        }
        Ok(helper)
    }

    /// A kind that every hall has, or one of its own.
    pub(crate) fn kind(&mut self, kind: LegKind, words: &LogWords, kept: Option<LegKind>) {
        if !LegKind::SHIPPED.contains(&kind) && kept != Some(kind) && !words.own.iter().any(|own| own.kind == kind) {
            self.add("kind", LogFault::Kind);
        }
    }

    pub(crate) fn trips(&mut self, trips: u8) {
        if trips > TRIPS_MAX {
            self.add("trips", LogFault::Trips { max: TRIPS_MAX });
        }
    }
}
