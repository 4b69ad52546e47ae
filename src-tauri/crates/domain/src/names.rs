//! A name in the three languages of the program.

use minicbor::{Decode, Encode};

/// A name in Simplified Chinese, Traditional Chinese and English. No field is empty as long as the first is not: where a
/// translation is missing the Simplified Chinese name stands in, so that a slip never shows a blank.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(array)]
pub struct Names {
    /// Simplified Chinese, the language of the sources.
    #[n(0)]
    pub zh_hans: String,
    /// Traditional Chinese.
    #[n(1)]
    pub zh_hant: String,
    /// English.
    #[n(2)]
    pub en: String,
}

impl Names {
    /// A name with the translations there are; blank ones fall back to `zh_hans`.
    pub fn new(zh_hans: &str, zh_hant: &str, en: &str) -> Self {
        let zh_hans = zh_hans.trim();
        let or_first = |text: &str| if text.trim().is_empty() { zh_hans } else { text.trim() }.to_owned();
        Self { zh_hans: zh_hans.to_owned(), zh_hant: or_first(zh_hant), en: or_first(en) }
    }

    /// A name that is the same in every language, such as one typed in at the first run.
    pub fn same(text: &str) -> Self {
        Self::new(text, "", "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_translation_falls_back_to_simplified_chinese() {
        let names = Names::new(" 税务局 ", "", "  ");
        assert_eq!((names.zh_hans.as_str(), names.zh_hant.as_str(), names.en.as_str()), ("税务局", "税务局", "税务局"));
        assert_eq!(Names::new("税务局", "稅務局", "Tax").en, "Tax");
        assert_eq!(Names::same("某厅"), Names::new("某厅", "某厅", "某厅"));
    }
}
