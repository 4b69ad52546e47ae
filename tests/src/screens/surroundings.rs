//! What stands around every screen: language, light and dark.

use crate::harness::{Page, until};

/// How the screen speaks and looks.
pub trait Surroundings {
    /// Changes the language and waits until the page speaks it.
    fn speak(&self, language: &str);
    /// Changes between `light` and `dark` and waits until the page is.
    fn shade(&self, theme: &str);
}

impl Surroundings for Page {
    #[track_caller]
    fn speak(&self, language: &str) {
        self.choose("language-switch", language);
        until(&format!("the page speaks {language}"), || {
            self.script("return document.documentElement.lang", &[]) == language
        });
    }

    #[track_caller]
    fn shade(&self, theme: &str) {
        // Not every screen has the switch; the choice is kept where all of them look for it.
        self.script("localStorage.setItem('yanshi.theme', arguments[0]); location.reload()", &[theme.into()]);
        until(&format!("the page is {theme}"), || {
            self.script("return document.documentElement.dataset.theme ?? ''", &[]) == theme
        });
    }
}
