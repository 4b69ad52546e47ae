//! What takes a second process: killing a writer, a folder in use, a folder that may not be written.
//!
//! Without the test harness, because the same executable is also the child: `processes child <task> <folder>`.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // A test and its child's voice.

use journal::{DeviceId, EventId, KindCode, KindVersion, Seq, WallTime};
use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use store::{HallKey, NewEvent, OpenError, RecoveryCode, Store, StoreError, WriteTx, keys};
use tempfile::TempDir;

const DEVICE: DeviceId = DeviceId(*b"\x01\x02\x03\x04\x05\x06\x07\x08");
const NOW: WallTime = WallTime(1_795_426_800_000);

/// How often the writer is killed.
const KILLS: u64 = 20;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["child", "write", folder] => write_for_ever(Path::new(folder)),
        ["child", "open", folder] => println!("{}", outcome(Path::new(folder))),
        _ => {
            let tests: &[(&str, fn())] = &[
                ("a_killed_writer_loses_nothing_it_acknowledged", a_killed_writer_loses_nothing_it_acknowledged),
                ("a_second_process_is_told_that_the_folder_is_in_use", a_second_process_is_told),
                // Windows knows no read-only folders; rights there are lists that only an administrator changes.
                #[cfg(unix)]
                ("a_folder_that_cannot_be_written_says_so", read_only::a_folder_that_cannot_be_written_says_so),
            ];
            for (name, test) in tests {
                test();
                println!("test {name} ... ok");
            }
        }
    }
}

/// As founding does: the key first, then what is sealed with it.
fn create(folder: &Path) -> Store {
    let (key, code) = (HallKey::generate().unwrap(), RecoveryCode::generate().unwrap());
    keys::write(folder, &key).unwrap();
    Store::create(folder, DEVICE, NOW, &key, &code).unwrap()
}

fn open(folder: &Path) -> Result<Store, OpenError> {
    Store::open(folder, NOW, &keys::read(folder).unwrap())
}

/// The child: writes until it is killed, and says the number of each event once it is acknowledged.
fn write_for_ever(folder: &Path) {
    let store = open(folder).unwrap();
    loop {
        let id = store.write(|tx: &mut WriteTx<'_>| -> Result<EventId, StoreError> {
            let id = tx.next_id();
            tx.vault_put(id, store::VaultField(1), &format!("name {}", id.seq))?;
            tx.append(NewEvent {
                kind: KindCode(60_000),
                version: KindVersion(1),
                must_understand: false,
                entity: None,
                base: None,
                actor: None,
                wall: NOW,
                body: id.to_string().into_bytes(),
            })
        });
        println!("{}", id.unwrap().seq);
    }
}

/// The child: opens, and says how that went.
fn outcome(folder: &Path) -> &'static str {
    match open(folder) {
        Ok(_) => "opened",
        Err(OpenError::InUse) => "in use",
        Err(OpenError::ReadOnly) => "read-only",
        Err(error) => panic!("{error:?}"),
    }
}

fn child(program: &Path, task: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["child", task]).arg(folder).stdout(Stdio::piped());
    command
}

fn first_line(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn program() -> std::path::PathBuf {
    env::current_exe().unwrap()
}

fn a_killed_writer_loses_nothing_it_acknowledged() {
    let dir = TempDir::new().unwrap();
    drop(create(dir.path()));
    let mut acknowledged_before = 0;
    for round in 0..KILLS {
        let mut writer = child(&program(), "write", dir.path()).spawn().unwrap();
        // The kill falls wherever the writer is by then; some rounds give it no time, some a dozen commits.
        let acknowledged = kill_after(&mut writer, (round * 7) % 20).unwrap_or(acknowledged_before);
        assert!(acknowledged >= acknowledged_before);
        check_everything_to(acknowledged, dir.path());
        acknowledged_before = acknowledged;
    }
    assert!(acknowledged_before >= KILLS, "hardly anything was written");
}

/// Kills the child after it has acknowledged some events; returns the last that it acknowledged.
fn kill_after(writer: &mut Child, lines: u64) -> Option<u64> {
    let mut said = BufReader::new(writer.stdout.take().unwrap()).lines();
    let mut last = None;
    for _ in 0..lines {
        last = Some(said.next().expect("the child writes until it is killed").unwrap());
    }
    writer.kill().unwrap();
    writer.wait().unwrap();
    // What it said between the last line read and its end counts too.
    said.map_while(Result::ok).last().or(last).map(|line| line.parse().unwrap())
}

/// Opening checks the chain; then every event and its personal value must be there.
fn check_everything_to(acknowledged: u64, folder: &Path) {
    let store = open(folder).unwrap();
    store
        .read(|tx| -> Result<(), StoreError> {
            let written = tx.head()?.events();
            // At most one commit was on the disk and not yet acknowledged.
            assert!((acknowledged..=acknowledged + 1).contains(&written), "{written} written, {acknowledged} said");
            for seq in 1..=written {
                let id = EventId { device: DEVICE, seq: Seq(seq) };
                assert_eq!(tx.event(id)?.unwrap().body, id.to_string().into_bytes());
                assert_eq!(tx.vault_get(id, store::VaultField(1))?, Some(format!("name {seq}")));
            }
            Ok(())
        })
        .unwrap();
}

fn a_second_process_is_told() {
    let dir = TempDir::new().unwrap();
    let store = create(dir.path());
    assert_eq!(first_line(child(&program(), "open", dir.path())), "in use");
    drop(store);
    assert_eq!(first_line(child(&program(), "open", dir.path())), "opened");
}

#[cfg(unix)]
mod read_only {
    use super::{TempDir, child, create, first_line, program};
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    /// "nobody": permissions mean nothing to root, so root opens as somebody else.
    const NOBODY: u32 = 65_534;

    pub(super) fn a_folder_that_cannot_be_written_says_so() {
        let dir = TempDir::new().unwrap();
        let folder = dir.path().join("data");
        drop(create(&folder));
        // The child may not be able to reach the place where this program was built.
        let copy = dir.path().join("child");
        fs::copy(program(), &copy).unwrap();
        for path in [dir.path(), &copy, &folder] {
            allow(path, 0o555);
        }
        for file in fs::read_dir(&folder).unwrap() {
            allow(&file.unwrap().path(), 0o444);
        }
        assert_eq!(first_line(as_nobody(child(&copy, "open", &folder))), "read-only");
        // The lock can be taken, the database not be written.
        allow(&folder, 0o777);
        allow(&folder.join("yanshi.lock"), 0o666);
        assert_eq!(first_line(as_nobody(child(&copy, "open", &folder))), "read-only");
        allow(&folder.join("yanshi.db"), 0o666);
        assert_eq!(first_line(as_nobody(child(&copy, "open", &folder))), "opened");
        allow(dir.path(), 0o755);
    }

    fn allow(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    fn as_nobody(mut command: Command) -> Command {
        if fs::metadata("/proc/self").map(|process| process.uid()).ok() == Some(0) {
            command.uid(NOBODY);
        }
        command.current_dir("/");
        command
    }
}
