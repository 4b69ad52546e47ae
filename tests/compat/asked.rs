//! Asks an opened database every read and puts the answers down.

use crate::asks::{self, SATURDAY, World};
use crate::kept::Kept;
use crate::pretty::pretty;
use api::{Api, COMMANDS, Caller, Kind, dispatch};
use chrono::NaiveDateTime;
use hall::{Clock, Program};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use yanshi_tests::harness::SECRET;

/// What cannot be the same twice: command, and where in its answer.
const UNSTABLE: &[(&str, &str)] = &[
    ("pulse", "/now"),
    // Numbers that are only compared with each other.
    ("pulse", "/parts"),
    ("pulse", "/session/locks_in_seconds"),
    ("frame", "/now"),
    ("frame", "/version"),
    ("allocation", "/at"),
    // An older database is backed up when it is opened.
    ("settings", "/backups"),
    ("settings", "/backup_state"),
    // What rights the folder of a test has is not of the data.
    ("settings", "/open"),
];

/// Who asks only for what is their own.
const OTHERS: [&str; 3] = ["consultant", "duty_leader", "window_clerk"];

/// Answers by command.
#[derive(Default)]
pub(crate) struct Answers(BTreeMap<&'static str, Lines>);

/// What a command answered: the same answer to the same question stands once, with every moment at which it was given.
#[derive(Default)]
struct Lines(Vec<(Vec<String>, Value)>);

impl Lines {
    fn put(&mut self, moment: &str, line: Value) {
        match self.0.iter_mut().find(|(_, other)| *other == line) {
            Some((moments, _)) => moments.push(moment.to_owned()),
            None => self.0.push((vec![moment.to_owned()], line)),
        }
    }

    fn text(&self) -> String {
        let whole = |(moments, line): &(Vec<String>, Value)| {
            let mut whole = line.clone();
            whole["at"] = json!(moments);
            whole
        };
        pretty(&Value::Array(self.0.iter().map(whole).collect())) + "\n"
    }
}

impl Answers {
    /// A file a command.
    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        self.0.iter().map(|(command, lines)| (format!("{command}.json"), lines.text())).collect()
    }

    /// Whether somebody's own actions are among what the record of actions answered.
    pub(crate) fn tell_of_a_person(&self) -> bool {
        let own = |(_, line): &(Vec<String>, Value)| {
            line["ask"]["filter"]["person"].is_string()
                && line["answer"]["lines"].as_array().is_some_and(|lines| !lines.is_empty())
        };
        self.0.get("audit").is_some_and(|lines| lines.0.iter().any(own))
    }
}

/// An opened copy.
struct Opened<'a> {
    api: Api,
    caller: Caller,
    place: &'a Path,
    moment: &'a str,
    by: &'static str,
}

/// Opens a copy at a moment and asks all there is to be asked. `change` is done to its folder before.
pub(crate) fn ask_everything(
    kept: &Kept,
    (moment, audited): (&str, &str),
    change: impl FnOnce(&Path),
    answers: &mut Answers,
) {
    let place = kept.unpacked();
    change(&place.path().join("data"));
    let now = NaiveDateTime::parse_from_str(moment, "%Y-%m-%dT%H:%M:%S").expect("a moment");
    let program = Program::open(place.path().join("data"), Clock::starting_at(now));
    assert_eq!(program.trouble(), None, "{} does not open", kept.name);
    let api = Api::new(program, place.path().join("handouts"));
    let mut opened = Opened { api, caller: Caller::default(), place: place.path(), moment, by: "nobody" };
    let reads = || COMMANDS.iter().filter(|command| command.kind == Kind::Read).map(|command| command.name);
    for command in reads().filter(|command| asks::OF_NOBODY.contains(command)) {
        opened.put_down(command, json!({}), answers);
    }
    for role in OTHERS {
        opened.sign_in(role);
        for command in reads() {
            for input in asks::of_each(command) {
                opened.put_down(command, input, answers);
            }
        }
    }
    opened.sign_in("hall_manager");
    let world = opened.world(audited);
    for command in reads() {
        let inputs = asks::inputs(command, &world);
        assert!(!inputs.is_empty(), "the read {command} is not asked anything: give it inputs in asks.rs");
        for input in inputs {
            opened.put_down(command, input, answers);
        }
    }
}

/// Opens a folder and asks every read of it; what was refused because something is wrong here, each with its question.
pub(crate) fn broken_reads(place: &Path, moment: &str) -> Vec<String> {
    let now = NaiveDateTime::parse_from_str(moment, "%Y-%m-%dT%H:%M:%S").expect("a moment");
    let program = Program::open(place.join("data"), Clock::starting_at(now));
    let trouble = program.trouble().map(|trouble| format!("{trouble:?}"));
    if let Some(trouble) = trouble {
        return vec![trouble];
    }
    let api = Api::new(program, place.join("handouts"));
    let mut opened = Opened { api, caller: Caller::default(), place, moment, by: "nobody" };
    opened.sign_in_whoever_can();
    let world = World { audited: "2026-11-29".to_owned(), bookings: opened.shown(), ..World::default() };
    let mut broken = Vec::new();
    for command in COMMANDS.iter().filter(|command| command.kind == Kind::Read) {
        for input in asks::inputs(command.name, &world) {
            let sent = input.to_string().replace("{place}", &place.to_string_lossy());
            let answer = opened.run(command.name, serde_json::from_str(&sent).expect("an input"));
            let code = answer.err().map(|refused| refused["refused"]["code"].clone());
            if code
                .as_ref()
                .and_then(Value::as_str)
                .is_some_and(|code| code == "internal" || code.starts_with("store."))
            {
                broken.push(format!("{} {input}: {code:?}", command.name));
            }
        }
    }
    broken
}

impl Opened<'_> {
    /// A manager who has the secret: others may have been entered since.
    fn sign_in_whoever_can(&mut self) {
        let choices = self.read("sign_in_choices", json!({}));
        let people = choices["people"].as_array().into_iter().flatten().filter(|person| is(person, "hall_manager"));
        let mut tried =
            people.map(|person| self.run("sign_in", json!({ "person": person["person"], "secret": SECRET })));
        let signed_in = tried.find_map(Result::ok).expect("a manager signs in");
        self.caller.session = signed_in["token"].as_str().map(str::to_owned);
        self.by = "hall_manager";
    }

    /// Bookings that the first pages of the log say were made, as far as there are any.
    fn shown(&self) -> Vec<Value> {
        let filter = json!({ "person": null, "kind": "booking", "from": null, "to": null });
        let page = self.read("audit", json!({ "filter": filter, "after": null }));
        let lines = page["lines"].as_array().into_iter().flatten();
        let made = lines.filter(|line| line["kind"].as_str().is_some_and(asks::makes));
        let show = |line: &Value| {
            let shown = self.run("booking_show", json!({ "booking": line["event"] }));
            // Its own refusals are looked at when every read is asked.
            shown.unwrap_or_else(|_| json!({ "booking": line["event"], "number": "4829130576", "history": [] }))
        };
        made.map(show).collect()
    }

    fn run(&self, command: &str, input: Value) -> Result<Value, Value> {
        let told = |failure| json!({ "refused": failure });
        dispatch(&self.api, &self.caller, command, input).map_err(told)
    }

    fn read(&self, command: &str, input: Value) -> Value {
        self.run(command, input).unwrap_or_else(|refused| panic!("{command}: {refused}"))
    }

    fn sign_in(&mut self, role: &'static str) {
        let choices = self.read("sign_in_choices", json!({}));
        let mut people = choices["people"].as_array().into_iter().flatten();
        let found =
            people.find(|person| person["roles"] == json!([role]) || role == "hall_manager" && is(person, role));
        let person = &found.unwrap_or_else(|| panic!("nobody is {role}"))["person"];
        let signed_in = self.read("sign_in", json!({ "person": person, "secret": SECRET }));
        self.caller.session = signed_in["token"].as_str().map(str::to_owned);
        self.by = role;
    }

    /// What there is to ask about.
    fn world(&self, audited: &str) -> World {
        let mut world = World { audited: audited.to_owned(), ..World::default() };
        let filter = json!({ "person": null, "kind": null, "from": null, "to": audited });
        let mut after = Value::Null;
        loop {
            let page = self.read("audit", json!({ "filter": filter, "after": after }));
            after = page["next"].clone();
            if after.is_null() {
                break;
            }
            world.pages.push(after.clone());
        }
        world.bookings = self.bookings();
        for kind in asks::KINDS {
            let versions = self.read("reference_versions", json!({ "kind": kind }))["versions"].clone();
            world.versions.extend(versions.as_array().into_iter().flatten().map(|one| (kind, one["version"].clone())));
        }
        let people = self.read("people", json!({}))["people"].clone();
        world.people.extend(people.as_array().into_iter().flatten().map(|person| person["person"].clone()));
        world
    }

    /// Every booking there is, as the log has them.
    fn bookings(&self) -> Vec<Value> {
        let filter = json!({ "person": null, "kind": "booking", "from": null, "to": null });
        let (mut bookings, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = self.read("audit", json!({ "filter": filter, "after": after }));
            let lines = page["lines"].as_array().into_iter().flatten();
            let made = lines.filter(|line| line["kind"].as_str().is_some_and(asks::makes));
            bookings.extend(made.map(|line| self.read("booking_show", json!({ "booking": line["event"] }))));
            after = page["next"].clone();
            if after.is_null() {
                return bookings;
            }
        }
    }

    fn put_down(&self, command: &'static str, input: Value, answers: &mut Answers) {
        let place = self.place.to_string_lossy();
        let sent = input.to_string().replace("{place}", &place);
        let answer =
            self.run(command, serde_json::from_str(&sent).expect("an input")).unwrap_or_else(|refused| refused);
        let told = answer.to_string().replace(place.as_ref(), "{place}");
        let mut answer: Value = serde_json::from_str(&told).expect("an answer");
        for (_, at) in UNSTABLE.iter().filter(|(of, _)| *of == command) {
            answer.pointer_mut(at).into_iter().for_each(|value| *value = json!("…"));
        }
        answers
            .0
            .entry(command)
            .or_default()
            .put(self.moment, json!({ "by": self.by, "ask": input, "answer": answer }));
    }
}

fn is(person: &Value, role: &str) -> bool {
    person["roles"].as_array().is_some_and(|roles| roles.contains(&json!(role)))
}

#[test]
fn the_saturday_is_the_one_that_is_asked_about() {
    assert!(crate::MOMENTS[0].0.starts_with(SATURDAY));
}
