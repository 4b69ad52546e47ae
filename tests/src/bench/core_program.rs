//! The program without its doors, in this process: what is timed is the core and nothing else.

use crate::Outcome;
use crate::harness::{FRIDAY, Program as Browsed};
use api::{Api, Caller};
use chrono::NaiveDateTime;
use hall::{Clock, DEMO_SECRET, Desk, Program};
use serde_json::Value;
use std::cell::RefCell;
use std::path::Path;
use tempfile::TempDir;

/// What answers commands: the core in this process, or a program behind its door.
pub(super) trait Answers {
    /// One command, for the manager.
    fn ask(&self, command: &str, input: Value) -> Outcome<Value>;
}

impl Answers for CoreProgram {
    fn ask(&self, command: &str, input: Value) -> Outcome<Value> {
        self.call(command, input)
    }
}

impl Answers for Browsed {
    fn ask(&self, command: &str, input: Value) -> Outcome<Value> {
        Ok(self.call(command, &input))
    }
}

/// A program on data of its own.
pub(super) struct CoreProgram {
    api: Api,
    /// The manager's, once there is a hall.
    caller: RefCell<Caller>,
    /// Last, so that the data is closed before its folder goes.
    dir: TempDir,
}

impl CoreProgram {
    /// A program whose first-run wizard is still open.
    pub(super) fn new(disk: &Path) -> Outcome<Self> {
        let dir = TempDir::with_prefix_in("yanshi-bench-", disk)?;
        let now = NaiveDateTime::parse_from_str(FRIDAY, "%Y-%m-%dT%H:%M")?;
        let program = Program::open(dir.path().to_owned(), Clock::starting_at(now));
        let api = Api::new(program, dir.path().join("handed-out"));
        Ok(Self { api, caller: RefCell::default(), dir })
    }

    /// The demo hall with so many bookings on the Saturday in focus.
    pub(super) fn demo(disk: &Path, bookings: u16) -> Outcome<Self> {
        let program = Self::new(disk)?;
        program.api.program().found_demo(bookings)?;
        let hall = program.api.program().hall()?;
        let manager = hall.can_sign_in()?.into_iter().find(|card| card.roles.contains(&hall::Role::HallManager));
        let manager = manager.ok_or("the demo hall has no manager")?.person;
        program.caller.borrow_mut().session = Some(hall.sign_in(manager, DEMO_SECRET, None)?);
        Ok(program)
    }

    /// Where its data lies.
    pub(super) fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// The use-cases behind the commands, for the manager.
    pub(super) fn hall(&self) -> Outcome<Desk> {
        Ok(self.api.program().hall()?.desk(self.caller.borrow().session.as_deref())?)
    }

    /// One command, as both doors call it.
    pub(super) fn call(&self, command: &str, input: Value) -> Outcome<Value> {
        let caller = self.caller.borrow().clone();
        let answer = api::dispatch(&self.api, &caller, command, input);
        // Founding a hall signs its manager in.
        if let Some(token) = answer.as_ref().ok().and_then(|answer| answer["token"].as_str()) {
            self.caller.borrow_mut().session = Some(token.to_owned());
        }
        answer.map_err(|failure| format!("{command}: {} {:?}", failure.code, failure.fields).into())
    }
}
