//! Gets a Debian machine ready: which system packages a job needs, and installing those that are missing.

mod apt;
mod packages;

pub(crate) use packages::Job;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::{note, step};
use std::env;

/// Makes sure that everything `job` needs from the system is installed. Silent and quick when it is.
pub(crate) fn ready_for(job: Job) -> Outcome {
    if process::find("dpkg-query").is_none() {
        note(&format!(
            "not a Debian system: the counterparts of these packages are needed: {}",
            job.packages().join(" ")
        ));
        return Ok(());
    }
    let missing = apt::missing(job.packages())?;
    if missing.is_empty() {
        return Ok(());
    }
    step(&format!("installing system packages: {}", missing.join(" ")), || apt::install(&missing))?;
    let still_missing = apt::missing(job.packages())?;
    if still_missing.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("still not installed: {}", still_missing.join(" "))))
}

/// Whether a window can be shown here.
pub(crate) fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}
