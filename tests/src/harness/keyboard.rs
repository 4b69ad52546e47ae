//! Keys as fingers press them: they go to whatever has the focus. Presses are counted, the text itself is not.

use super::Page;
use thirtyfour::Key;

/// A key, alone or with one held down.
#[derive(Debug, Clone)]
pub enum Keys {
    Alone(Key),
    /// The key of a letter or figure, pressed for what it does.
    Lone(char),
    With(Key, Key),
    /// A letter with a key held down.
    Letter(Key, char),
}

impl From<Key> for Keys {
    fn from(key: Key) -> Self {
        Self::Alone(key)
    }
}

impl From<char> for Keys {
    fn from(letter: char) -> Self {
        Self::Lone(letter)
    }
}

/// Keyboard of a page.
pub trait Keyboard {
    /// Presses a key or a combination: one press by the count.
    fn press(&self, keys: impl Into<Keys>);
    /// Types text where the cursor stands.
    fn type_text(&self, text: &str);
    /// Keys pressed so far beyond text.
    fn presses(&self) -> u32;
}

impl Keyboard for Page {
    #[track_caller]
    fn press(&self, keys: impl Into<Keys>) {
        let chain = self.session().action_chain();
        let chain = match keys.into() {
            Keys::Alone(key) => chain.key_down(key.clone()).key_up(key),
            Keys::Lone(letter) => chain.key_down(letter).key_up(letter),
            Keys::With(held, key) => chain.key_down(held.clone()).key_down(key.clone()).key_up(key).key_up(held),
            Keys::Letter(held, letter) => chain.key_down(held.clone()).key_down(letter).key_up(letter).key_up(held),
        };
        self.wait(chain.perform());
        self.presses.set(self.presses.get() + 1);
    }

    #[track_caller]
    fn type_text(&self, text: &str) {
        self.wait(self.session().action_chain().send_keys(text).perform());
    }

    fn presses(&self) -> u32 {
        self.presses.get()
    }
}
