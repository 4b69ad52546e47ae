//! The program at work, told what to do one thing after the other.

use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use yanshi_tests::harness::{DataFolder, Program, Request, Start};

pub(crate) struct Life {
    folder: DataFolder,
    program: Option<Program>,
    commands: Vec<String>,
    requests: Cell<u32>,
    left_out: RefCell<Vec<String>>,
}

impl Life {
    /// The demo hall with bookings of invented people.
    pub(crate) fn begin(now: &str, samples: u16) -> Self {
        let folder = DataFolder::empty();
        let program = Start::demo_with(samples).at(now).browser_mode(&folder);
        let described = program.send(&Request::get("/rpc")).expect("the commands");
        let described: Value = serde_json::from_slice(&described.body).expect("their description");
        let commands = described["commands"].as_object().expect("a table").keys().cloned().collect();
        Self { folder, program: Some(program), commands, requests: Cell::new(0), left_out: RefCell::default() }
    }

    /// The program is ended and started at another moment.
    pub(crate) fn goes_on(&mut self, now: &str) {
        self.program.take().into_iter().for_each(Program::end);
        self.program = Some(Start::demo().at(now).browser_mode(&self.folder));
    }

    /// The program is ended; what was left out is told.
    pub(crate) fn ends(mut self) -> DataFolder {
        self.program.take().into_iter().for_each(Program::end);
        for one in self.left_out.take() {
            eprintln!("left out: {one}");
        }
        self.folder
    }

    pub(crate) fn program(&self) -> &Program {
        self.program.as_ref().expect("it runs")
    }

    /// Whether this program has the command.
    pub(crate) fn knows(&self, command: &str) -> bool {
        self.commands.iter().any(|known| known == command)
    }

    /// Somebody of a role acts from now on.
    pub(crate) fn by(&self, role: &str) {
        self.program().sign_in_as(role);
    }

    /// Does something, accepting every warning; null where it is left out.
    pub(crate) fn does(&self, command: &str, mut input: Value) -> Value {
        if !self.knows(command) {
            self.left_out.borrow_mut().push(format!("{command} is unknown"));
            return Value::Null;
        }
        loop {
            let refusal = match self.program().ask(command, &input) {
                Ok(output) => {
                    if output["taken"] == false {
                        self.left_out.borrow_mut().push(format!("{command}: {output}"));
                    }
                    return output;
                }
                Err(refusal) => refusal,
            };
            let accepted = input["confirmed"].as_array().cloned().unwrap_or_default();
            if !refusal.confirmable || accepted.contains(&json!(refusal.code)) {
                let told = format!("{command}: {} {:?} {input}", refusal.code, refusal.fields);
                self.left_out.borrow_mut().push(told);
                return Value::Null;
            }
            input["confirmed"] = accepted.into_iter().chain([json!(refusal.code)]).collect();
        }
    }

    /// A form: `with` stands in place of the usual values, and the time is the first that suits where it names none.
    pub(crate) fn form(&self, date: &str, items: &[u32], with: Value) -> Value {
        let mut form = json!({
            "date": date, "items": items, "name": "王伟", "phone": "", "party": 1, "channel": "desk",
            "green_channel": false, "missing": "", "note": "", "slip_language": "zh-Hans",
        });
        let outlook = self.does("outlook", json!({ "date": date, "items": items, "booking": null }));
        form["slot"] = outlook["suitable"].clone();
        for (field, value) in with.as_object().into_iter().flatten() {
            form[field] = value.clone();
        }
        form
    }

    /// A request that was never sent.
    pub(crate) fn request(&self) -> String {
        self.requests.set(self.requests.get() + 1);
        format!("kept{:016}", self.requests.get())
    }

    /// Makes a booking.
    pub(crate) fn books(&self, date: &str, items: &[u32], with: Value) -> Value {
        self.books_with(self.form(date, items, with), json!([]))
    }

    /// Makes a booking and those of an agent's other principals.
    pub(crate) fn books_with(&self, form: Value, others: Value) -> Value {
        self.does("booking_make", json!({ "request": self.request(), "form": form, "others": others, "confirmed": [] }))
    }

    /// The booking and its last event, as most commands ask for them.
    pub(crate) fn named(&self, saved: &Value) -> Value {
        let shown = self.does("booking_show", json!({ "booking": saved["booking"] }));
        json!({ "booking": shown["booking"], "base": shown["base"] })
    }

    /// A command about a booking, with more beside booking and base.
    pub(crate) fn to(&self, command: &str, saved: &Value, more: Value) -> Value {
        let mut input = self.named(saved);
        for (field, value) in more.as_object().into_iter().flatten() {
            input[field] = value.clone();
        }
        self.does(command, input)
    }

    /// Changes fields of a booking.
    pub(crate) fn edits(&self, saved: &Value, with: Value) -> Value {
        let mut form = self.does("booking_reveal", json!({ "booking": saved["booking"] }))["form"].clone();
        for (field, value) in with.as_object().into_iter().flatten() {
            form[field] = value.clone();
        }
        self.to("booking_edit", saved, json!({ "form": form, "confirmed": [] }))
    }

    pub(crate) fn cancels(&self, saved: &Value, reason: &str, remark: &str) -> Value {
        self.to("booking_cancel", saved, json!({ "reason": reason, "remark": remark }))
    }

    pub(crate) fn undoes(&self, saved: &Value) {
        self.does("undo", json!({ "token": saved["undo"]["token"], "confirmed": [] }));
    }

    /// Changes sessions; whoever loses a seat was seen before.
    pub(crate) fn sessions(&self, part: &str, with: Value, sessions: Value) {
        let mut change = json!({
            "part": part, "place": null, "date": null, "valid_from": null, "valid_to": null,
            "days": "ordinary_saturday", "reason": "staffing", "sessions": sessions,
        });
        for (field, value) in with.as_object().into_iter().flatten() {
            change[field] = value.clone();
        }
        let seen = ids(&self.does("sessions_preview", change.clone())["orphaned"]);
        let base = self.does("sessions", json!({}))["base"].clone();
        self.does("sessions_change", json!({ "base": base, "change": change, "seen": seen }));
    }

    /// Moves a day's bookings to another one, as they were shown; empty: they stay.
    pub(crate) fn moves(&self, date: &str, to: &str, close: Value) -> Value {
        let wish = json!({ "date": date, "to": to, "close": close });
        let seen = ids(&self.does("day_move_preview", wish)["lines"]);
        self.does("day_move", json!({ "date": date, "to": to, "close": close, "seen": seen }))
    }

    pub(crate) fn answer(&self, date: &str, department: u32, answer: &str, hours: [&str; 2]) {
        let approvers = u16::from(answer == "confirmed") * 2;
        self.does(
            "duty_record",
            json!({
                "date": date, "department": department, "answer": answer, "approvers": approvers, "from": hours[0],
                "until": hours[1], "means": "telephone", "told_by": "王科长",
            }),
        );
    }
}

/// One session of a change.
pub(crate) fn session(from: &str, to: &str, slot_minutes: u16, seats: u16) -> Value {
    json!({ "from": from, "to": to, "slot_minutes": slot_minutes, "seats": seats, "items": [], "departments": [] })
}

/// The bookings of a list.
pub(crate) fn ids(list: &Value) -> Vec<Value> {
    list.as_array().into_iter().flatten().map(|card| card["booking"].clone()).collect()
}
