//! Forms that were begun and not saved, each a text of the screen's own that nothing here reads. It holds personal values,
//! so it lies sealed like the vault; it is of this PC only and never an event.

use crate::rights::Right;
use crate::{Desk, Refusal};
use store::{ReadTx, WriteTx};

/// Which form it is a draft of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftOf {
    /// The booking form.
    Booking,
    /// The form for somebody without a booking.
    WalkIn,
}

/// The text with its JSON escapes (`\u738b`) resolved: a name is found in it however it was written down.
pub(crate) fn unescaped(text: &str) -> String {
    let (mut plain, mut units, mut rest) = (String::new(), Vec::new(), text);
    let unit = |text: &str| u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok();
    loop {
        if let Some(unit) = unit(rest) {
            units.push(unit);
            rest = &rest[6..];
            continue;
        }
        plain.extend(char::decode_utf16(units.drain(..)).map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER)));
        let Some(next) = rest.chars().next() else { return plain };
        plain.push(next);
        rest = &rest[next.len_utf8()..];
    }
}

impl Desk {
    /// Each person has a draft of their own on each PC, so that switching loses nobody's.
    pub(crate) fn draft_slot(&self, form: DraftOf) -> String {
        let form = match form {
            DraftOf::Booking => "book",
            DraftOf::WalkIn => "walk_in",
        };
        format!("{form}:{}", self.actor().person)
    }

    /// The kept form as the screen wrote it.
    ///
    /// # Errors
    /// What the store says.
    pub fn draft(&self, form: DraftOf) -> Result<Option<String>, Refusal> {
        self.require(Right::WriteBooking)?;
        Ok(self.store.read(|tx: &ReadTx<'_>| tx.draft_get(&self.draft_slot(form)))?)
    }

    /// Keeps the form as it stands.
    ///
    /// # Errors
    /// What the store says.
    pub fn keep_draft(&self, form: DraftOf, text: String) -> Result<(), Refusal> {
        self.require(Right::WriteBooking)?;
        let slot = self.draft_slot(form);
        Ok(self.store.write(move |tx: &mut WriteTx<'_>| tx.draft_put(&slot, &text))?)
    }

    /// Throws the kept form away.
    ///
    /// # Errors
    /// What the store says.
    pub fn drop_draft(&self, form: DraftOf) -> Result<(), Refusal> {
        self.require(Right::WriteBooking)?;
        let slot = self.draft_slot(form);
        Ok(self.store.write(move |tx: &mut WriteTx<'_>| tx.draft_delete(&slot))?)
    }
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_are_resolved_and_all_else_stays() {
        for (text, plain) in [
            (r#"{"name":"\u738b\u5c0f明"}"#, r#"{"name":"王小明"}"#),
            (r"\ud842\udfb7", "𠮷"),
            (r"\ud842 \u12 \uzzzz \n", "\u{fffd} \\u12 \\uzzzz \\n"),
            ("", ""),
        ] {
            assert_eq!(unescaped(text), plain);
        }
    }
}
