//! `cargo xtask codegen`: the UI's typed client, made from the commands declared in Rust.
//!
//! The text comes from the example `bindings` of crate `api`; here it is only put in its place or compared.

use crate::cargo::cargo;
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::{note, step};
use crate::project;
use std::fs;
use std::path::PathBuf;

pub(crate) fn write() -> Outcome {
    let file = bindings_file();
    let fresh = generate()?;
    if fs::read_to_string(&file).is_ok_and(|kept| kept == fresh) {
        note(&format!("{} is up to date", project::shown(&file)));
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(Failure::io("make", folder))?;
    }
    fs::write(&file, fresh).map_err(Failure::io("write", &file))?;
    note(&format!("wrote {}", project::shown(&file)));
    Ok(())
}

pub(crate) fn check() -> Outcome {
    compare(&generate()?)
}

/// Compares what would be written with what is committed.
pub(crate) fn compare(fresh: &str) -> Outcome {
    let file = bindings_file();
    let kept = fs::read_to_string(&file).map_err(Failure::io("read", &file))?;
    match first_difference(&kept, fresh) {
        None => Ok(()),
        Some(line) => Err(Failure::new(format!("{}:{line} is not what the Rust commands say", project::shown(&file)))
            .advise("run `cargo xtask codegen` and commit the file")),
    }
}

fn generate() -> Outcome<String> {
    step("generating the UI's bindings", || {
        process::stdout_of(cargo().args(["run", "--quiet", "--package", "api", "--example", "bindings"]))
    })
}

fn bindings_file() -> PathBuf {
    project::ui().join("src/generated/bindings.ts")
}

/// Number of the first line that differs, from 1.
fn first_difference(kept: &str, fresh: &str) -> Option<usize> {
    if kept == fresh {
        return None;
    }
    let same = kept.lines().zip(fresh.lines()).take_while(|(a, b)| a == b).count();
    Some(same + 1)
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn any_difference_has_a_line() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("a\n", "a\nb\n"), Some(2));
        assert_eq!(first_difference("a", "a\n"), Some(2));
    }
}
