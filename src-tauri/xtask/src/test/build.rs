//! What several steps need, made once.

use crate::cargo::{Executable, cargo, executables_of};
use crate::failure::{Failure, Outcome};
use crate::progress::step;
use crate::system::{self, Job};
use crate::ui;

/// Made on first use. What failed once is not tried again: the steps that need it fail and say why.
#[derive(Default)]
pub(crate) struct Build {
    ui: Option<Outcome>,
    rust: Option<Outcome<Vec<Executable>>>,
}

impl Build {
    /// System packages and `ui/dist`, which the Rust build takes in.
    pub(crate) fn ui(&mut self) -> Outcome {
        let made = self.ui.get_or_insert_with(|| {
            system::ready_for(Job::Build)?;
            ui::build()
        });
        made.as_ref().copied().map_err(|failure| Failure::new(format!("the UI could not be built\n{failure}")))
    }

    /// Every program, example and test of the workspace. All in one call: cargo then settles on one set of features
    /// for each dependency and compiles it once.
    pub(crate) fn executables(&mut self) -> Outcome<&[Executable]> {
        self.ui()?;
        let made = self.rust.get_or_insert_with(|| {
            step("building programs and tests", || {
                executables_of(cargo().args(["build", "--workspace", "--all-targets"]))
            })
        });
        match made {
            Ok(executables) => Ok(executables),
            Err(failure) => Err(Failure::new(format!("the Rust build failed\n{failure}"))),
        }
    }

    /// One program or example by name.
    pub(crate) fn program(&mut self, name: &str) -> Outcome<&Executable> {
        let mut all = self.executables()?.iter();
        all.find(|made| made.name == name && !made.is_test)
            .ok_or_else(|| Failure::new(format!("cargo built no {name}")))
    }
}
