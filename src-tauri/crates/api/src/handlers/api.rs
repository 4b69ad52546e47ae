//! What the commands are run on.

use hall::Program;
use std::path::PathBuf;

/// The commands of one running program.
pub struct Api {
    pub(super) program: Program,
    /// Where files go that leave the program.
    pub(super) handouts: PathBuf,
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
}
