//! Asks dpkg what is there and has apt-get install the rest, as root or through sudo.

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::note;
use std::process::Command;

/// Those of `packages` that are not installed.
pub(crate) fn missing(packages: &[&'static str]) -> Outcome<Vec<&'static str>> {
    // dpkg-query fails as a whole when it does not know one of the names; what it prints counts.
    let known =
        process::capture(process::command("dpkg-query").args(["-W", "-f=${Package} ${Status}\n"]).args(packages))?;
    Ok(not_installed(packages, &known.stdout))
}

fn not_installed(packages: &[&'static str], known: &str) -> Vec<&'static str> {
    let installed = |package: &str| known.lines().any(|line| line == format!("{package} install ok installed"));
    packages.iter().copied().filter(|package| !installed(package)).collect()
}

pub(crate) fn install(packages: &[&str]) -> Outcome {
    let names = packages.join(" ");
    let by_hand = format!("install them by hand, then try again: apt-get install --no-install-recommends {names}");
    if process::find("apt-get").is_none() {
        return Err(Failure::new("this machine has no apt-get").advise(by_hand));
    }
    if !is_root()? && process::find("sudo").is_none() {
        return Err(Failure::new("installing system packages needs root, and there is no sudo").advise(by_hand));
    }
    // A stale list is the usual reason for a failed install; a failed update alone is not one (a mirror may be down).
    if process::run_quietly(apt_get()?.args(["-qq", "update"])).is_err() {
        note("apt-get update had trouble; trying with the package lists there are");
    }
    process::run_quietly(apt_get()?.args(["-y", "-qq", "--no-install-recommends", "install"]).args(packages))
        .map_err(|failure| failure.advise(by_hand))
}

fn apt_get() -> Outcome<Command> {
    let mut command = if is_root()? { process::command("env") } else { process::command("sudo") };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    Ok(command)
}

fn is_root() -> Outcome<bool> {
    Ok(process::stdout_of(process::command("id").arg("-u"))?.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::not_installed;

    #[test]
    fn removed_unknown_and_half_installed_packages_are_missing() {
        let known = "xvfb install ok installed\nxauth deinstall ok config-files\nwine64 install ok half-configured\n";
        assert_eq!(not_installed(&["xvfb", "xauth", "wine64", "chromium"], known), ["xauth", "wine64", "chromium"]);
        assert!(not_installed(&["xvfb"], known).is_empty());
    }
}
