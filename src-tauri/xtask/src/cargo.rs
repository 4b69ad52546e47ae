//! Calls cargo, and reads from its messages which executables it made.

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::step;
use crate::project;
use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The cargo that started us (so the same toolchain), at the top of the checkout.
pub(crate) fn cargo() -> Command {
    let mut command = process::command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(project::root());
    command
}

/// Makes sure that a part of the toolchain (rustfmt, clippy) is there.
pub(crate) fn component(name: &str) -> Outcome {
    let verb = if name == "rustfmt" { "fmt" } else { name };
    if process::capture(cargo().args([verb, "--version"]))?.success {
        return Ok(());
    }
    let advice = format!("add it to your Rust toolchain: rustup component add {name}");
    if process::find("rustup").is_none() {
        return Err(Failure::new(format!("{name} is not installed")).advise(advice));
    }
    step(&format!("adding {name} to the Rust toolchain"), || {
        process::run(process::command("rustup").current_dir(project::root()).args(["component", "add", name]))
            .map_err(|failure| failure.advise(advice))
    })
}

/// An executable that cargo built.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Executable {
    /// Name of the target: `e2e_window`, `yanshi`, `domain`.
    pub(crate) name: String,
    /// Folder of the package's Cargo.toml, where its tests expect to run.
    pub(crate) package_dir: PathBuf,
    pub(crate) path: PathBuf,
    /// Made to run tests, not to be used.
    pub(crate) is_test: bool,
}

impl Executable {
    /// To run it as `cargo test` would: in its package, told where that is.
    pub(crate) fn in_package(&self, mut command: Command) -> Command {
        command.current_dir(&self.package_dir).env("CARGO_MANIFEST_DIR", &self.package_dir);
        command
    }
}

/// Runs a building command (`build`, `test --no-run`) and returns the executables it made or found up to date.
pub(crate) fn executables_of(command: &mut Command) -> Outcome<Vec<Executable>> {
    command.arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit());
    let captured = process::capture(command)?;
    if !captured.success {
        return Err(Failure::new("the Rust build failed; the errors are above"));
    }
    Ok(captured.stdout.lines().filter_map(executable_in).collect())
}

/// Reads one line of cargo's JSON messages. A few fields of one well-known shape do not merit a JSON library in the
/// program that is compiled before all others.
fn executable_in(line: &str) -> Option<Executable> {
    if !line.starts_with(r#"{"reason":"compiler-artifact""#) {
        return None;
    }
    let manifest = PathBuf::from(text_field(line, "manifest_path")?);
    let target = &line[line.find(r#""target":{"#)?..];
    Some(Executable {
        name: text_field(target, "name")?,
        package_dir: manifest.parent()?.to_path_buf(),
        path: PathBuf::from(text_field(line, "executable")?),
        is_test: line[line.find(r#""profile":{"#)?..].contains(r#""test":true"#),
    })
}

/// The first `"name":"text"` in a line of JSON; none when the value is not text.
pub(crate) fn text_field(json: &str, name: &str) -> Option<String> {
    let start = format!(r#""{name}":""#);
    let rest = &json[json.find(&start)? + start.len()..];
    let mut text = String::new();
    let mut chars = rest.chars();
    loop {
        match chars.next()? {
            '"' => return Some(text),
            '\\' => text.push(chars.next()?),
            other => text.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEST: &str = concat!(
        r#"{"reason":"compiler-artifact","package_id":"path+file:///p/crates/domain#0.1.0","#,
        r#""manifest_path":"/p/crates/domain/Cargo.toml","target":{"kind":["lib"],"crate_types":["lib"],"name":"domain","#,
        r#""src_path":"/p/crates/domain/src/lib.rs","edition":"2024","doc":true,"doctest":true,"test":true},"#,
        r#""profile":{"opt_level":"0","debuginfo":2,"test":true},"features":[],"filenames":["/t/domain-1"],"#,
        r#""executable":"/t/domain-1","fresh":false}"#
    );

    #[test]
    fn finds_a_test_executable() {
        let expected = Executable {
            name: "domain".into(),
            package_dir: "/p/crates/domain".into(),
            path: "/t/domain-1".into(),
            is_test: true,
        };
        assert_eq!(executable_in(TEST), Some(expected));
    }

    #[test]
    fn a_library_is_no_executable_and_a_program_is_no_test() {
        assert_eq!(executable_in(&TEST.replace(r#""executable":"/t/domain-1""#, r#""executable":null"#)), None);
        let program = TEST.replace(r#""debuginfo":2,"test":true"#, r#""debuginfo":2,"test":false"#);
        assert!(!executable_in(&program).unwrap().is_test);
        assert_eq!(executable_in("warning: something"), None);
    }

    #[test]
    fn a_text_field_is_unescaped() {
        assert_eq!(text_field(r#"{"a":"C:\\x\"y"}"#, "a").as_deref(), Some(r#"C:\x"y"#));
        assert_eq!(text_field(r#"{"a":null}"#, "a"), None);
    }
}
