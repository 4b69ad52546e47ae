//! The central server that comes with the demo: on loopback, with data of its own, ended with the task runner.

use super::{DEMO_HALL, SAMPLE_BOOKINGS, ending_with_us};
use crate::cargo::text_field;
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::note;
use crate::project;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

/// Of the demo server's status page, which only this machine reaches.
const PASSWORD: &str = "yanshi-demo";

pub(super) struct DemoServer {
    child: Child,
    address: String,
    data: PathBuf,
}

impl DemoServer {
    /// Starts it and says where it is.
    pub(super) fn start() -> Outcome<Self> {
        let data = project::target().join("demo-central");
        fs::create_dir_all(&data).map_err(Failure::io("make", &data))?;
        set_password(&data)?;
        let log = data.join("central.log");
        let log = fs::File::create(&log).map_err(Failure::io("write", &log))?;
        let mut command = ending_with_us(&program());
        command.arg("serve").arg("--data").arg(&data).args(["--listen", "127.0.0.1:0"]);
        command.stdout(Stdio::piped()).stderr(log);
        let mut child =
            command.spawn().map_err(|error| process::not_started(&command, error.kind(), &error.to_string()))?;
        let Some(stdout) = child.stdout.take() else { unreachable!("stdout was asked for just above") };
        let mut first = String::new();
        let read = BufReader::new(stdout).read_line(&mut first);
        let address = read.ok().and_then(|_| text_field(&first, "address")).ok_or_else(|| {
            Failure::new(format!("the central server did not start; see {}", data.join("central.log").display()))
        })?;
        note(&format!("central server: https://{address} (status page, password {PASSWORD}; own authority)"));
        Ok(Self { child, address, data })
    }

    /// Enrols the demo hall, which is made where there is none.
    pub(super) fn enrol(&self, hall: &Path) -> Outcome {
        let code = self.code()?;
        let yanshi = project::target().join("debug/yanshi");
        let mut command = process::command(yanshi);
        command.arg("--data").arg(hall).args(["--demo", "--sample-bookings", SAMPLE_BOOKINGS]);
        let said = process::stdout_answering(command.args(["enrol", &self.address]), &code)?;
        note(said.trim());
        Ok(())
    }

    /// Says how another PC enrols, for somebody who tries the first run.
    pub(super) fn invite(&self) -> Outcome {
        note(&format!("to enrol or to join the demo hall: address {}, code {}", self.address, self.code()?));
        Ok(())
    }

    fn code(&self) -> Outcome<String> {
        let mut command = process::command(program());
        command.arg("enrol-code").arg("--data").arg(&self.data).args(["--hall", DEMO_HALL]);
        let said = process::stdout_of(&mut command)?;
        text_field(&said, "code").ok_or_else(|| Failure::new("the central server made no code"))
    }
}

impl Drop for DemoServer {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program() -> PathBuf {
    project::target().join("debug/yanshi-central")
}

fn set_password(data: &Path) -> Outcome {
    let mut command = process::command(program());
    command.arg("password").arg("--data").arg(data).stdin(Stdio::piped());
    let mut child =
        command.spawn().map_err(|error| process::not_started(&command, error.kind(), &error.to_string()))?;
    let written = child.stdin.take().map(|mut stdin| stdin.write_all(PASSWORD.as_bytes()));
    let ended = child.wait();
    match (written, ended) {
        (Some(Ok(())), Ok(status)) if status.success() => Ok(()),
        _ => Err(Failure::new("the password of the central server's status page could not be set")),
    }
}
