//! `yanshi rights`: gives the data folder its rights on Windows, from a terminal of an administrator or by whatever installs the
//! program. SYSTEM and Administrators may do everything, one group of staff may change what lies there, and nobody else may
//! anything. A file is its maker's, who gets no right by that (`OWNER RIGHTS`), so that whoever leaves the group is out.

use crate::args::{Args, Rights};
use crate::console::say;
use std::path::Path;
use std::process::Command;

/// Windows' own program for rights. What it is given is the same in every language: accounts by number, but for the group.
const PROGRAM: &str = "icacls";
/// May do everything here and below.
const ALL: &str = ":(OI)(CI)F";
/// May read, write, add and delete here and below.
const CHANGE: &str = ":(OI)(CI)M";
/// May look at the rights, no more.
const LOOK: &str = ":(OI)(CI)(RC)";
const SYSTEM: &str = "*S-1-5-18";
const ADMINISTRATORS: &str = "*S-1-5-32-544";
const OWNER_RIGHTS: &str = "*S-1-3-4";

pub(crate) fn run(args: &Args, rights: &Rights) -> Result<(), String> {
    let dir = args.dir()?;
    if !cfg!(windows) {
        return Err(format!("this is for Windows; here: chown -R :{} and chmod -R o= {}", rights.group, dir.display()));
    }
    std::fs::create_dir_all(&dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    for step in steps(&dir, &rights.group) {
        let done = Command::new(PROGRAM).args(&step).output().map_err(|error| format!("{PROGRAM}: {error}"))?;
        if !done.status.success() {
            // Its own words are in the code page of the console.
            let code = done.status.code().unwrap_or(-1);
            return Err(format!(
                "{PROGRAM} {} failed with {code}: is this an administrator's console, and is there such a group?",
                step.join(" ")
            ));
        }
    }
    let open = hall::openings(&dir);
    for one in &open {
        say(&one.to_string())?;
    }
    if open.is_empty() {
        say("the data folder is open to administrators and that group alone")
    } else {
        Err("something is open still".to_owned())
    }
}

/// What the program is told, in order: first whose the files are, then who may pass the folder, then that everything below it
/// has the folder's rights and no others.
fn steps(dir: &Path, group: &str) -> Vec<Vec<String>> {
    let (folder, below) = (dir.to_string_lossy().into_owned(), dir.join("*").to_string_lossy().into_owned());
    let grants = [
        format!("{SYSTEM}{ALL}"),
        format!("{ADMINISTRATORS}{ALL}"),
        format!("{group}{CHANGE}"),
        format!("{OWNER_RIGHTS}{LOOK}"),
    ];
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    let mut grant = words(&[&folder, "/inheritance:r"]);
    grant.extend(grants.into_iter().flat_map(|grant| ["/grant:r".to_owned(), grant]));
    let mut steps = vec![
        words(&[&folder, "/setowner", ADMINISTRATORS, "/T", "/L", "/Q"]),
        words(&[&folder, "/reset", "/Q"]),
        grant,
    ];
    if std::fs::read_dir(dir).is_ok_and(|mut names| names.next().is_some()) {
        steps.push(words(&[&below, "/reset", "/T", "/L", "/Q"]));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_but_administrators_and_the_group_is_let_in() {
        let dir = std::env::temp_dir().join("yanshi-no-such-folder");
        let steps = steps(&dir, "Yanshi Staff");
        let grant = steps.last().expect("steps");
        let granted: Vec<&str> = grant.iter().map(String::as_str).filter(|word| word.contains(":(")).collect();
        let expected =
            ["*S-1-5-18:(OI)(CI)F", "*S-1-5-32-544:(OI)(CI)F", "Yanshi Staff:(OI)(CI)M", "*S-1-3-4:(OI)(CI)(RC)"];
        assert_eq!(granted, expected);
        // What the folder above hands down goes, and what anybody had here before.
        assert!(grant.contains(&"/inheritance:r".to_owned()));
        assert!(steps[..steps.len() - 1].iter().any(|step| step[1] == "/reset"));
    }

    #[test]
    fn what_lies_in_the_folder_loses_its_own_rights_once_the_folder_is_closed() {
        let dir = std::path::absolute(".").expect("a folder");
        let steps = steps(&dir, "Yanshi Staff");
        let last = steps.last().expect("steps");
        assert!(last[0].ends_with('*') && last[1] == "/reset" && last[2] == "/T", "{last:?}");
        assert!(steps[steps.len() - 2].contains(&"/inheritance:r".to_owned()));
    }
}
