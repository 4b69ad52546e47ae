//! What the commands are run on, and who is let in.

use crate::Failure;
use crate::declare::{Caller, Need, Visit};
use crate::error::FieldFailure;
use crate::handlers::rest;
use hall::Program;
use std::path::PathBuf;

/// The commands of one running program.
pub struct Api {
    pub(crate) program: Program,
    /// Where files go that leave the program.
    pub(crate) handouts: PathBuf,
}

impl Api {
    /// Serves a program. Files that somebody takes along are written into `handouts`.
    pub fn new(program: Program, handouts: PathBuf) -> Self {
        Self { program, handouts }
    }

    /// The program behind the commands, for what no door offers: the demo's founding, and the shell's own questions.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Lets a caller in who may run commands of this need.
    pub(crate) fn admit(&self, caller: &Caller, need: Need) -> Result<Visit<'_>, Failure> {
        let desk = || Ok::<_, Failure>(self.program.hall()?.desk(caller.session.as_deref())?);
        let desk = match need {
            // Restoring and diagnostics want to know who asks, where somebody is there to be asked.
            Need::Anyone => desk().ok(),
            Need::Session => Some(desk()?),
            Need::Right(right) => {
                let desk = desk()?;
                desk.require(right)?;
                Some(desk)
            }
        };
        Ok(Visit { api: self, caller: caller.clone(), desk })
    }

    /// What is wrong with the other fields of an input that has some which do not read; changes nothing.
    pub(crate) fn rest(&self, visit: Visit<'_>, name: &str, mended: serde_json::Value) -> Vec<FieldFailure> {
        rest::faults(visit, name, mended).unwrap_or_default()
    }

    /// A write has been carried out.
    pub(crate) fn written(&self) {
        if let Ok(hall) = self.program.hall() {
            hall.nudge_sync();
        }
    }
}
