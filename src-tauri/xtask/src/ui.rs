//! Installs what the UI needs and builds it, but only when something changed.

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::step;
use crate::project;
use crate::stamp::Stamp;
use std::process::Command;

/// npm in `ui/`. With `CI` set it neither asks nor paints.
fn npm(words: &[&str]) -> Command {
    let mut command = process::command("npm");
    command.current_dir(project::ui()).args(words).env("CI", "true");
    command
}

/// `npm ci`, when package-lock.json or Node changed.
pub(crate) fn install() -> Outcome {
    let ui = project::ui();
    let lock = ui.join("package-lock.json");
    if !lock.is_file() {
        return Err(Failure::new(format!("{} is missing", project::shown(&lock)))
            .advise("it is part of the project: get it back with git, or make it with `npm install` in ui/"));
    }
    // Kept inside node_modules: whoever deletes that folder deletes the stamp with it.
    let mut stamp = Stamp::new(ui.join("node_modules/.yanshi-stamp"));
    stamp.add_path(&lock, &[])?;
    stamp.add_path(&ui.join("package.json"), &[])?;
    stamp.add_word(process::stdout_of(process::command("node").arg("--version"))?.trim());
    if stamp.is_current() {
        return Ok(());
    }
    step("installing the UI's packages (npm ci)", || {
        process::run(&mut npm(&["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
        stamp.keep()
    })
}

/// `npm run build`, when a source changed. The Rust build takes `ui/dist` in.
pub(crate) fn build() -> Outcome {
    install()?;
    let ui = project::ui();
    // Not inside ui/dist: what lies there is built into the program.
    let mut stamp = Stamp::new(project::target().join("stamps/ui-dist"));
    stamp.add_path(&ui, &["node_modules", "dist", "coverage"])?;
    if stamp.is_current() && ui.join("dist/index.html").is_file() {
        return Ok(());
    }
    step("building the UI (npm run build)", || {
        process::run(&mut npm(&["run", "--silent", "build"]))?;
        stamp.keep()
    })
}

/// What the linter says: ui/eslint.config.js.
pub(crate) fn lint() -> Outcome {
    install()?;
    process::run(&mut npm(&["run", "--silent", "lint"]))
        .map_err(|failure| failure.advise("`npx eslint --fix .` in ui/ mends some of it"))
}

pub(crate) fn test() -> Outcome {
    install()?;
    process::run(&mut npm(&["test", "--silent"]))
}
