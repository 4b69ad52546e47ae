//! What a picture is taken of: the program's own window, or a browser.

use super::look::Look;
use super::scene::{Prepared, Scene};
use crate::Outcome;
use crate::harness::{Chromium, DataFolder, Page, Program, Screen, Window, until};
use crate::sync_lab::LabServer;
use std::path::Path;

/// Where the program is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Through {
    Window,
    Browser,
}

/// The program on data of its own, on show. Fields end in the order in which they stand.
pub(super) struct View {
    shown: Shown,
    _server: Option<LabServer>,
    _folder: DataFolder,
}

enum Shown {
    Window(Window),
    Browser { browser: Chromium, _program: Program },
}

impl View {
    /// Starts the program with the scene's data.
    pub(super) fn open(through: Through, scene: &Scene, screen: Screen) -> Self {
        let folder = DataFolder::empty();
        let Prepared { start, server } = scene.data.prepare(&folder);
        let shown = match through {
            Through::Window => {
                let window = Window::open(&start, &folder);
                window.wait(window.session().set_window_rect(0, 0, screen.width, screen.height));
                Shown::Window(window)
            }
            Through::Browser => {
                let program = start.browser_mode(&folder);
                Shown::Browser { browser: Chromium::open_at(&program, screen), _program: program }
            }
        };
        Self { shown, _server: server, _folder: folder }
    }

    fn page(&self) -> &Page {
        match &self.shown {
            Shown::Window(window) => window,
            Shown::Browser { browser, .. } => browser,
        }
    }

    /// Plays the scene in a look and keeps the picture. Returns its size in bytes.
    pub(super) fn picture(&self, scene: &Scene, look: Look, file: &Path) -> Outcome<usize> {
        let page = self.page();
        look.put_on(page);
        (scene.go)(page);
        still(page);
        keep_painting(page);
        let picture = page.wait(page.session().screenshot_as_png());
        std::fs::write(file, &picture)?;
        Ok(picture.len())
    }
}

/// Waits until nothing on screen moves any more, and until what stands there has been painted: on a busy machine the window
/// shows older frames for a while.
fn still(page: &Page) {
    let moving = "return document.getAnimations().some((one) => one.playState === 'running')
        || document.fonts.status !== 'loaded'";
    until("nothing moves", || page.script(moving, &[]) == false);
    let painted = "const done = arguments[arguments.length - 1];
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(), 0)));";
    page.wait(page.session().execute_async(painted, Vec::new()));
}

/// A window that paints nothing new never answers with its picture: one pixel, as good as invisible, changes all the time.
fn keep_painting(page: &Page) {
    let beat = "const pixel = document.createElement('i');
        pixel.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px;pointer-events:none;background:#888';
        document.body.append(pixel);
        const turn = setInterval(() => { pixel.style.opacity = pixel.style.opacity === '0.01' ? '0.02' : '0.01'; }, 50);
        setTimeout(() => { clearInterval(turn); pixel.remove(); }, 10000);";
    page.script(beat, &[]);
}
