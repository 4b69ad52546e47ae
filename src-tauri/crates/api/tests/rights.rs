//! Who may run which command: the whole table, cell by cell, written down once more in `samples` so that neither a new command
//! nor a changed right passes unseen.

use api::{Api, COMMANDS, Caller, Failure, Need, dispatch};
use hall::{Clock, DEMO_SECRET, Program, Role};
use serde_json::{Value, json};
use tempfile::TempDir;

mod samples;
use samples::{TABLE, sample};

struct Demo {
    _dir: TempDir,
    api: Api,
}

fn demo() -> Demo {
    let dir = TempDir::new().expect("a folder");
    let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 27).and_then(|day| day.and_hms_opt(16, 50, 0));
    let program = Program::open(dir.path().join("data"), Clock::starting_at(now.expect("a moment")));
    program.found_demo(0).expect("a demo hall");
    let api = Api::new(program, dir.path().join("handed out"));
    Demo { _dir: dir, api }
}

impl Demo {
    fn caller(&self, role: Role) -> Caller {
        let hall = self.api.program().hall().expect("a hall");
        let people = hall.can_sign_in().expect("people");
        let exact = people.iter().find(|card| card.roles == [role]);
        let person = exact.or_else(|| people.iter().find(|card| card.roles.contains(&role))).expect("somebody").person;
        Caller { session: Some(hall.sign_in(person, DEMO_SECRET, None).expect("signed in")) }
    }
}

/// Whether the command got as far as its own answer or refusal.
fn let_in(outcome: &Result<Value, Failure>) -> bool {
    let code = outcome.as_ref().err().map(|failure| failure.code.as_str());
    assert_ne!(code, Some("request.invalid"), "the input of the table must read: {outcome:?}");
    !matches!(code, Some("permission.denied" | "session.none" | "session.locked"))
}

#[test]
fn every_command_stands_in_the_table() {
    let listed: Vec<&str> = TABLE.iter().map(|(command, ..)| *command).collect();
    let declared: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
    assert_eq!(listed, declared);
}

#[test]
fn each_cell_of_the_table_is_as_the_core_answers() {
    let demo = demo();
    let nobody = Caller::default();
    let mut found = Vec::new();
    for (command, ..) in TABLE {
        // Some end the session they are called in: each cell has one of its own.
        let cell = |caller: &Caller| {
            if let_in(&dispatch(&demo.api, caller, command, sample(command))) { 'x' } else { '.' }
        };
        let roles: String = Role::ALL.iter().map(|role| cell(&demo.caller(*role))).collect();
        found.push((*command, format!("{roles}|{}", cell(&nobody))));
    }
    let expected: Vec<(&str, String)> = TABLE.iter().map(|(command, row, _)| (*command, (*row).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_locked_screen_runs_nothing_that_needs_somebody() {
    let demo = demo();
    let caller = demo.caller(Role::HallManager);
    dispatch(&demo.api, &caller, "session_lock", json!({})).expect("locked");
    for command in COMMANDS.iter().filter(|command| command.need != Need::Anyone) {
        let failure = dispatch(&demo.api, &caller, command.name, sample(command.name)).expect_err("locked");
        assert_eq!(failure.code.as_str(), "session.locked", "{}", command.name);
    }
    let frame = dispatch(&demo.api, &caller, "frame", json!({})).expect("the frame");
    assert_eq!(frame["person"], Value::Null, "nobody is at work behind a locked screen");
}
