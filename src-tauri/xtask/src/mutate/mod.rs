//! `cargo xtask mutate`: are the tests of syncing worth anything? Every deliberate bug of `tests/sync/mutations.txt` is put into
//! a copy of the sources, and some test must fail for it.
//!
//! All bugs are compiled in one go, each behind a condition that an environment variable makes true; so trying one costs a
//! run of the tests and no build. The sources of the program know nothing of it.

mod list;
mod trial;

use crate::cargo::{Executable, cargo, executables_of};
use crate::failure::{Failure, Outcome};
use crate::progress::step;
use crate::project;
use list::Mutation;
use std::fs;
use std::path::{Path, PathBuf};
use trial::Verdict;

const LIST: &str = "tests/sync/mutations.txt";
/// What the copy consists of; the UI is not built in it.
const COPIED: [&str; 5] = ["Cargo.toml", "Cargo.lock", ".cargo", "src-tauri", "tests"];

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only bugs with one of these words in their names
    names: Vec<String>,
}

pub(crate) fn mutate(options: &Options) -> Outcome {
    let file = project::root().join(LIST);
    let text = fs::read_to_string(&file).map_err(Failure::io("read", &file))?;
    let mutations = list::parse(&text).map_err(Failure::new)?;
    let copy = project::target().join("mutate");
    let tree = copy.join("tree");
    step("putting every bug into a copy of the sources", || {
        for name in COPIED {
            copy_changed(&project::root().join(name), &tree.join(name), &mutations, Path::new(name))?;
        }
        Ok(())
    })?;
    let tests = step("building the copy's tests", || build(&tree, &copy.join("target")))?;
    let none = trial::run(&tests, "");
    if !matches!(none, Verdict::Survived) {
        return Err(Failure::new(format!("without any bug the tests do not pass: {none}")));
    }
    let wanted = |mutation: &&Mutation| {
        options.names.is_empty() || options.names.iter().any(|word| mutation.name.contains(word.as_str()))
    };
    let mut survivors = Vec::new();
    let mut tried = 0;
    for mutation in mutations.iter().filter(wanted) {
        let verdict = trial::run(&tests, &mutation.name);
        println!("{}: {}\n    {verdict}", mutation.name, mutation.what);
        tried += 1;
        if matches!(verdict, Verdict::Survived) {
            survivors.push(mutation.name.as_str());
        }
    }
    println!("{tried} bugs, {} caught", tried - survivors.len());
    match survivors.is_empty() {
        true => Ok(()),
        false => Err(Failure::new(format!("no test fails for: {}", survivors.join(", ")))),
    }
}

/// Copies what is other than it was, so that cargo builds no more than it must.
fn copy_changed(from: &Path, to: &Path, mutations: &[Mutation], name: &Path) -> Outcome {
    if from.is_dir() {
        for entry in fs::read_dir(from).map_err(Failure::io("list", from))?.flatten() {
            let part = entry.file_name();
            if part != "target" && part != "node_modules" {
                copy_changed(&from.join(&part), &to.join(&part), mutations, &name.join(&part))?;
            }
        }
        return Ok(());
    }
    let Ok(bytes) = fs::read(from) else { return Ok(()) };
    let of_file: Vec<&Mutation> = mutations.iter().filter(|mutation| Path::new(&mutation.file) == name).collect();
    let bytes = match of_file.is_empty() {
        true => bytes,
        false => {
            list::apply(String::from_utf8_lossy(&bytes).into_owned(), &of_file).map_err(Failure::new)?.into_bytes()
        }
    };
    if fs::read(to).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    let folder: PathBuf = to.parent().map_or(PathBuf::new(), Path::to_path_buf);
    fs::create_dir_all(&folder).map_err(Failure::io("make", &folder))?;
    fs::write(to, bytes).map_err(Failure::io("write", to))
}

/// The tests of syncing, quickest first.
fn build(tree: &Path, target: &Path) -> Outcome<Vec<Executable>> {
    let packages = ["journal", "sync", "store", "central"];
    let mut tests = Vec::new();
    let libraries = packages.iter().flat_map(|name| ["--package", name]).chain(["--lib"]).collect::<Vec<_>>();
    for words in [libraries, vec!["--package", "yanshi-tests", "--test", "sync"]] {
        let mut build = cargo();
        build.current_dir(tree).env("CARGO_TARGET_DIR", target);
        tests.extend(
            executables_of(build.args(["test", "--no-run"]).args(words))?.into_iter().filter(|made| made.is_test),
        );
    }
    Ok(tests)
}
