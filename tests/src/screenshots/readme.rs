//! The pictures of the README, of the program's own window.

use super::look::Look;
use super::scene::{BOOK, DUTY, FORM, LOG, SAVED, Scene};
use super::view::{Through, View};
use crate::Outcome;
use crate::harness::{Screen, tools};

/// A page with larger pictures is slow to open where the line is thin.
const BYTES_MAX: usize = 350_000;

const PICTURES: [(&str, Scene, Look); 9] = [
    ("book.en.png", BOOK, Look { language: "en", theme: "light" }),
    ("book.zh-Hans.png", BOOK, Look { language: "zh-Hans", theme: "light" }),
    ("book.dark.zh-Hans.png", FORM, Look { language: "zh-Hans", theme: "dark" }),
    ("duty.en.png", DUTY, Look { language: "en", theme: "light" }),
    ("duty.zh-Hans.png", DUTY, Look { language: "zh-Hans", theme: "light" }),
    ("log.en.png", LOG, Look { language: "en", theme: "light" }),
    ("log.zh-Hans.png", LOG, Look { language: "zh-Hans", theme: "light" }),
    ("slip.en.png", SAVED, Look { language: "en", theme: "light" }),
    ("slip.zh-Hans.png", SAVED, Look { language: "zh-Hans", theme: "light" }),
];

/// Takes them and puts them where the README looks for them. `told` hears of each.
///
/// # Errors
/// A picture that is too large, or what the disk says.
///
/// # Panics
/// When the program does not show what a scene asks for.
pub fn readme(told: &mut dyn FnMut(&str)) -> Outcome<()> {
    let folder = tools::project().join("src-tauri/docs/pictures");
    std::fs::create_dir_all(&folder)?;
    for (name, scene, look) in PICTURES {
        let bytes = View::open(Through::Window, &scene, Screen::SMALL).picture(&scene, look, &folder.join(name))?;
        if bytes > BYTES_MAX {
            return Err(format!("{name} has {bytes} bytes, at most {BYTES_MAX} are wanted").into());
        }
        told(name);
    }
    Ok(())
}
