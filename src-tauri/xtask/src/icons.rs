//! `cargo xtask icons`: every picture of the program, made from icons/yanshi.svg. The results are committed, so that
//! building needs none of the tools used here.

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::step;
use crate::project;
use crate::system::{self, Job};
use std::fs;
use std::path::Path;

/// Name and side in pixels, as Tauri's bundler and window ask for them.
const PNGS: [(&str, u32); 4] = [("32x32.png", 32), ("128x128.png", 128), ("128x128@2x.png", 256), ("icon.png", 512)];

/// What Windows picks from, for title bars up to large tiles.
const ICO_SIDES: [u32; 6] = [16, 24, 32, 48, 64, 256];

/// Up to this side the small drawing is used: fewer, thicker strokes that sit on the pixel grid.
const SMALL_SIDE_MAX: u32 = 32;

pub(crate) fn icons() -> Outcome {
    system::ready_for(Job::Icons)?;
    let folder = project::icons();
    step("drawing the png files", || {
        PNGS.iter().try_for_each(|(name, side)| draw(&folder, *side, &folder.join(name)))
    })?;
    step("putting icon.ico together", || {
        let parts = project::target().join("icons");
        fs::create_dir_all(&parts).map_err(Failure::io("make", &parts))?;
        let mut icotool = process::command("icotool");
        icotool.arg("--create").arg("--output").arg(folder.join("icon.ico"));
        for side in ICO_SIDES {
            let part = parts.join(format!("{side}.png"));
            draw(&folder, side, &part)?;
            // The largest is kept as png inside the ico: a bitmap of that size would weigh 256 kB.
            if side == 256 {
                icotool.arg("--raw");
            }
            icotool.arg(part);
        }
        process::run(&mut icotool)
    })
}

fn draw(folder: &Path, side: u32, to: &Path) -> Outcome {
    let source = if side <= SMALL_SIDE_MAX { "yanshi-small.svg" } else { "yanshi.svg" };
    let side = side.to_string();
    process::run(
        process::command("rsvg-convert")
            .args(["--width", &side, "--height", &side, "--output"])
            .arg(to)
            .arg(folder.join(source)),
    )
}
