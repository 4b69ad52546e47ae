//! The admin commands. They work on the data folder, beside a running server or without one.

use crate::backup;
use crate::error::CentralError;
use crate::files::{self, Shown};
use crate::import;
use crate::random::random;
use crate::server::{self, Serving};
use crate::sign_in;
use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};
use domain::event::ReferenceKind;
use domain::reference::directory::{Directory, HallId};
use domain::reference::shipped;
use domain::time::read_date;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The central server of 延时办
#[derive(Debug, Parser)]
#[command(name = "yanshi-central", version)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves halls until it is told to stop
    Serve {
        #[command(flatten)]
        data: Data,
        /// Where to listen
        #[arg(long, default_value = "0.0.0.0:8443")]
        listen: SocketAddr,
        /// A host name or address under which halls reach this server; can be given several times
        #[arg(long)]
        name: Vec<String>,
        #[command(flatten)]
        tls: Tls,
    },
    /// Makes a one-time code for a hall
    EnrolCode {
        #[command(flatten)]
        data: Data,
        /// Number of the hall in the directory
        #[arg(long)]
        hall: u32,
        /// Its name, if it is not in the directory
        #[arg(long)]
        name: Option<String>,
        /// Hours until the code expires
        #[arg(long, default_value_t = 72)]
        hours: u16,
        #[command(flatten)]
        tls: Tls,
    },
    /// Lists the halls, as JSON lines
    Halls(Data),
    /// Lists the devices, as JSON lines
    Devices(Data),
    /// Forbids a device to sync
    Revoke {
        #[command(flatten)]
        data: Data,
        /// Its name, 16 hexadecimal digits
        device: String,
    },
    /// Offers a table to all halls from a day on: whole, or the calendar's years beside those offered before
    Import {
        #[command(flatten)]
        data: Data,
        /// What the table is of
        #[arg(long)]
        kind: Kind,
        /// The table, as CSV
        #[arg(long)]
        file: PathBuf,
        /// First day on which it is in effect
        #[arg(long, value_parser = read_date)]
        from: NaiveDate,
    },
    /// Sets the password of the status page, read from standard input
    Password(Data),
    /// Writes everything a restore needs into a new folder: database, own key, authority. Keep it as safe as the server
    Backup {
        #[command(flatten)]
        data: Data,
        /// The folder; must be empty, or not there yet
        to: PathBuf,
    },
    /// Makes a data folder of a backup. Halls send again what is missing in it
    Restore {
        #[command(flatten)]
        data: Data,
        /// The backup's folder
        from: PathBuf,
        /// The data folder of before, or what is left of it: what was revoked there stays revoked
        #[arg(long)]
        before: Option<PathBuf>,
    },
}

#[derive(Debug, clap::Args)]
struct Data {
    /// Data folder
    #[arg(long)]
    data: PathBuf,
}

#[derive(Debug, Clone, clap::Args)]
struct Tls {
    /// A certificate chain in PEM that ends with its authority, instead of the own
    #[arg(long, requires = "key")]
    cert: Option<PathBuf>,
    /// Its key in PEM
    #[arg(long, requires = "cert")]
    key: Option<PathBuf>,
}

impl Tls {
    fn given(self) -> Option<(PathBuf, PathBuf)> {
        self.cert.zip(self.key)
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Calendar,
    Departments,
    Items,
    Hours,
    Directory,
}

impl From<Kind> for ReferenceKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Calendar => Self::Calendar,
            Kind::Departments => Self::Departments,
            Kind::Items => Self::Items,
            Kind::Hours => Self::Hours,
            Kind::Directory => Self::Directory,
        }
    }
}

/// Does what the command says; what it tells goes to `out`.
///
/// # Errors
/// In words for whoever typed it.
pub async fn run(args: Args, out: &mut impl Write, input: &str) -> Result<(), CentralError> {
    match args.command {
        Command::Serve { data, listen, name, tls } => {
            let serving = Serving { dir: data.data, listen, names: name, given: tls.given() };
            let server = server::Server::bind(&serving).await?;
            writeln!(out, "{}", serde_json::json!({ "address": server.address.to_string() }))?;
            out.flush()?;
            server.serve(told_to_stop()).await
        }
        Command::EnrolCode { data, hall, name, hours, tls } => enrol_code(&data.data, hall, name, hours, tls, out),
        Command::Halls(data) => lines(out, &server::open(&data.data)?.storage.halls()?),
        Command::Devices(data) => lines(out, &server::open(&data.data)?.storage.devices()?),
        Command::Revoke { data, device } => {
            let device = device.parse().map_err(|error: journal::IdError| CentralError::Refused(error.to_string()))?;
            match server::open(&data.data)?.storage.revoke(device)? {
                true => Ok(()),
                false => Err(CentralError::Refused("no such device".to_owned())),
            }
        }
        Command::Import { data, kind, file, from } => import::run(&data.data, kind.into(), &file, from, out),
        Command::Password(data) => {
            let password = input.trim_end_matches(['\r', '\n']);
            if password.chars().count() < 8 {
                return Err(CentralError::Refused("a password has at least 8 characters".to_owned()));
            }
            server::open(&data.data)?.storage.set_password(&sign_in::hash(password)?)
        }
        Command::Backup { data, to } => backup::back_up(&data.data, &server::open(&data.data)?.storage, &to),
        Command::Restore { data, from, before } => restore(&data.data, &from, before.as_deref(), out),
    }
}

impl Args {
    /// Whether the command reads standard input.
    pub fn reads_input(&self) -> bool {
        matches!(self.command, Command::Password(_))
    }
}

/// Says what the backup cannot know: whoever restores has to look at it.
fn restore(dir: &Path, from: &Path, before: Option<&Path>, out: &mut impl Write) -> Result<(), CentralError> {
    let restored = backup::restore(from, dir, before)?;
    let revoke = match before {
        Some(_) => "devices revoked in the data folder of before are revoked here",
        None => "revoke again whatever was revoked since the backup: these devices may sync as they stand here",
    };
    let codes = "codes that were open when the backup was made are void: make new ones";
    writeln!(out, "{}", serde_json::json!({ "codes_void": restored.codes_void, "codes": codes, "devices": revoke }))?;
    lines(out, &restored.folder.storage.devices()?)
}

fn enrol_code(
    dir: &Path,
    hall: u32,
    name: Option<String>,
    hours: u16,
    tls: Tls,
    out: &mut impl Write,
) -> Result<(), CentralError> {
    let folder = server::open(dir)?;
    let shown = match tls.given() {
        Some((chain, key)) => Shown::read(&chain, &key)?,
        None => server::own(&folder.storage, dir, &[])?,
    };
    files::check_served(dir, &shown.authority())?;
    let directory = Directory::from_csv(shipped::HALLS).map_err(refused)?;
    let known = directory.hall(HallId(hall)).map(|hall| hall.names.zh_hans.clone());
    let name = name.or(known).ok_or_else(|| {
        CentralError::Refused(format!("hall {hall} is not in the directory; give its name with --name"))
    })?;
    let lasts_ms = i64::from(hours) * 3600 * 1000;
    let made = folder.storage.make_code(hall, &name, &shown.authority(), random()?, lasts_ms)?;
    let line = serde_json::json!({
        "code": made.code.to_string(), "hall": hall, "name": name, "expires_ms": made.expires_ms,
    });
    writeln!(out, "{line}")?;
    Ok(())
}

fn refused(error: impl std::fmt::Display) -> CentralError {
    CentralError::Refused(error.to_string())
}

fn lines<T: serde::Serialize>(out: &mut impl Write, lines: &[T]) -> Result<(), CentralError> {
    for line in lines {
        writeln!(out, "{}", serde_json::to_string(line).map_err(refused)?)?;
    }
    Ok(())
}

/// Ctrl-C, or what a service manager sends.
async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminated) = terminated {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
