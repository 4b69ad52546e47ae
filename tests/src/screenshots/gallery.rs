//! Every scene in every language, theme and size, to be looked through.

use super::look::Look;
use super::scene::{SCENES, Scene};
use super::view::{Through, View};
use crate::Outcome;
use crate::harness::Screen;
use std::path::Path;

const SCREENS: [Screen; 2] = [Screen::SMALL, Screen::LARGE];

/// Takes the pictures whose file names contain one of `only`, or all. `told` hears of each.
///
/// # Errors
/// What the disk says.
///
/// # Panics
/// When the program does not show what a scene asks for.
pub fn gallery(folder: &Path, only: &[String], told: &mut dyn FnMut(&str)) -> Outcome<()> {
    std::fs::create_dir_all(folder)?;
    for through in [Through::Browser, Through::Window] {
        for scene in SCENES.iter().filter(|scene| through == Through::Browser || !scene.browser_only) {
            for screen in SCREENS {
                let wanted = |look: &Look| {
                    let name = name_of(through, scene, screen, *look);
                    only.is_empty() || only.iter().any(|part| name.contains(part.as_str()))
                };
                take(through, scene, screen, Look::all().filter(wanted), folder, told)?;
            }
        }
    }
    Ok(())
}

fn take(
    through: Through,
    scene: &Scene,
    screen: Screen,
    looks: impl Iterator<Item = Look>,
    folder: &Path,
    told: &mut dyn FnMut(&str),
) -> Outcome<()> {
    let mut view = None;
    for look in looks {
        let name = name_of(through, scene, screen, look);
        let open = view.get_or_insert_with(|| View::open(through, scene, screen));
        open.picture(scene, look, &folder.join(&name))?;
        told(&name);
        if scene.leaves_traces {
            view = None;
        }
    }
    Ok(())
}

fn name_of(through: Through, scene: &Scene, screen: Screen, look: Look) -> String {
    let through = match through {
        Through::Window => "window",
        Through::Browser => "browser",
    };
    format!("{through}-{}-{}-{}-{}.png", scene.name, screen.width, look.language, look.theme)
}
