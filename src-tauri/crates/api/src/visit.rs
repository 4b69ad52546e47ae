//! What the commands are run on, and who is let in.

use crate::Failure;
use hall::{Desk, Hall, Program, Refusal, Right};
use std::path::PathBuf;
use std::sync::Arc;

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

    /// A write has been carried out.
    pub(crate) fn written(&self) {
        if let Ok(hall) = self.program.hall() {
            hall.nudge_sync();
        }
    }
}

/// Who may run a command. Asked at the door, so that it can be published and screens hide what would be refused; the
/// use-case behind it asks again, and its answer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Whoever is at the PC: what is needed before signing in, and in trouble.
    Anyone,
    /// Somebody who is signed in.
    Session,
    /// Somebody with the right.
    Right(Right),
}

impl Need {
    /// The need's name in the generated client.
    pub fn name(self) -> &'static str {
        match self {
            Need::Anyone => "anyone",
            Need::Session => "session",
            Need::Right(right) => right.name(),
        }
    }
}

/// Who calls, as the door heard it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caller {
    /// The window's session, if it has one.
    pub session: Option<String>,
}

/// A caller who was let in, and to what.
pub(crate) struct Visit<'a> {
    pub(crate) api: &'a Api,
    pub(crate) caller: Caller,
    /// Who acts; `None` if nobody needs to be signed in.
    pub(crate) desk: Option<Desk>,
}

impl<'a> Visit<'a> {
    /// Who acts.
    pub(crate) fn desk(&self) -> Result<&Desk, Failure> {
        Ok(self.desk.as_ref().ok_or(Refusal::NotSignedIn)?)
    }

    /// The running program.
    pub(crate) fn program(&self) -> &'a Program {
        &self.api.program
    }

    /// The hall, if one works here.
    pub(crate) fn hall(&self) -> Result<Arc<Hall>, Failure> {
        Ok(self.api.program.hall()?)
    }
}
