//! Language and colours of a picture.

use crate::harness::{Page, until};
use serde_json::json;

/// How the person at this PC has set the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) language: &'static str,
    pub(super) theme: &'static str,
}

impl Look {
    pub(super) const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];
    pub(super) const THEMES: [&str; 2] = ["light", "dark"];

    /// Every language in every theme.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Self::LANGUAGES.iter().flat_map(|language| Self::THEMES.iter().map(|theme| Self { language, theme }))
    }

    /// Sets the screen so and begins anew, as after a restart.
    pub(super) fn put_on(self, page: &Page) {
        let Self { language, theme } = self;
        let keep = "localStorage.setItem('yanshi.language', arguments[0]);
            localStorage.setItem('yanshi.theme', arguments[1]);";
        page.script(keep, &[json!(language), json!(theme)]);
        page.wait(page.session().refresh());
        until(&format!("the screen is {theme}"), || {
            page.script("return document.documentElement.dataset.theme ?? null", &[]) == json!(theme)
        });
    }
}
