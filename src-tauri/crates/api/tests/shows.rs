//! What a fact shows, as its row says it, against what reads answer: each write of a day's work in turn, and every read before
//! and after it. A read whose answer changed must be made of a part that was touched, or a screen would keep the old one.

use api::{Api, COMMANDS, Caller, Kind, dispatch};
use hall::{Clock, DEMO_SECRET, Program};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tempfile::TempDir;

const TODAY: &str = "2026-11-28";
const LATER: &str = "2026-12-05";
/// Reads that depend on nothing that a fact changes, or only before there is a hall.
const APART: [&str; 6] = ["pulse", "setup_choices", "setup_location", "backup_look", "join_state", "draft_show"];
/// Kinds that come of no work at one PC in one day, or are written no more.
const NOT_DONE: [&str; 11] = [
    "reference.offered",
    "day.opened",
    "duty.answered",
    "booking.called_back",
    "person.sign_in_failed",
    "device.succeeded",
    "seats.reminted",
    "device.enrolled",
    "assist.retracted",
    "cards.blocks_given",
    "cards.blocks_taken_over",
];
/// What is not the same twice, or no business of facts.
const UNSTABLE: [(&str, &str); 4] =
    [("frame", "/now"), ("allocation", "/at"), ("settings", "/backups"), ("settings", "/backup_state")];

struct Work {
    _dir: TempDir,
    api: Api,
    caller: Caller,
    item: Value,
    /// The bookings that are looked at.
    bookings: Vec<Value>,
    /// Cases of the log, and the number of a card of which one is made.
    cases: Vec<Value>,
    card: Value,
    /// Reads that changed.
    seen: BTreeSet<&'static str>,
    wrong: Vec<String>,
}

impl Work {
    fn begin() -> Self {
        let dir = TempDir::new().expect("a folder");
        let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 28).and_then(|day| day.and_hms_opt(9, 40, 0));
        let program = Program::open(dir.path().join("data"), Clock::starting_at(now.expect("a moment")));
        program.found_demo(0).expect("a demo hall");
        let hall = program.hall().expect("a hall");
        let person = hall.can_sign_in().expect("people").iter().find(|card| card.roles.len() == 2).expect("him").person;
        let session = Some(hall.sign_in(person, DEMO_SECRET, None).expect("signed in"));
        let api = Api::new(program, dir.path().join("handed out"));
        let caller = Caller { session };
        let hits = dispatch(&api, &caller, "item_search", json!({ "text": "sp'jy", "limit": 5 })).expect("hits");
        let item = hits["hits"][0]["item"].clone();
        let (seen, wrong) = (BTreeSet::new(), Vec::new());
        let (cases, card) = (Vec::new(), Value::from("4829136"));
        Self { _dir: dir, api, caller, item, bookings: Vec::new(), cases, card, seen, wrong }
    }

    fn ask(&self, command: &str, input: Value) -> Value {
        dispatch(&self.api, &self.caller, command, input).unwrap_or_else(|failure| json!({ "refused": failure }))
    }

    fn inputs(&self, command: &str) -> Vec<Value> {
        let days = || [TODAY, LATER].map(|date| json!({ "date": date })).to_vec();
        let of_bookings = || self.bookings.iter().map(|booking| json!({ "booking": booking })).collect();
        let sessions = json!([{
            "from": "09:00", "to": "10:00", "slot_minutes": 30, "seats": 1, "items": [], "departments": []
        }]);
        match command {
            "frame" | "to_call" | "cutoffs" | "hall_staff" | "settings" | "sessions" | "sync_panel"
            | "reference_offers" | "sign_in_choices" | "people" | "assist_settings" | "assist_kept" | "cards_state"
            | "orders" => vec![json!({})],
            "assist_day" => days(),
            "assist_case" => self.cases.iter().map(|case| json!({ "case": case })).collect(),
            "assist_find_here" => vec![json!({ "date": TODAY, "text": "食品" })],
            "assist_figures" => vec![json!({ "from": TODAY, "to": LATER })],
            "assist_find" => vec![json!({
                "from": TODAY, "to": LATER, "item": null, "helper": null, "stages": ["completed"], "text": ""
            })],
            "card_read" => vec![self.card_row()],
            "day_head" | "book_day" | "walk_ins" | "call_list" | "allocation" | "to_contact" | "attendance"
            | "figures" => days(),
            "own_sheet" => {
                vec![json!({ "date": LATER, "department": 1 }), json!({ "date": LATER, "department": null })]
            }
            "duty_pasted" => vec![json!({ "date": LATER, "department": null, "text": "税务局 上午来1人" })],
            "booking_show" | "erase_preview" => of_bookings(),
            "item_search" => vec![json!({ "text": "sp'jy", "limit": 5 })],
            "outlook" => days().into_iter().map(|ask| self.with_items(ask, &json!({ "booking": null }))).collect(),
            "walk_in_outlook" => days().into_iter().map(|ask| self.with_items(ask, &json!({}))).collect(),
            "person_hint" => {
                let typed = json!({ "name": "欧阳修", "phone": "13800138000", "identity": "", "booking": null });
                days().into_iter().map(|ask| self.with_items(ask, &typed)).collect()
            }
            "booking_find" => ["欧阳", "8000"].map(|text| json!({ "text": text, "limit": 9 })).to_vec(),
            "day_move_preview" => vec![json!({ "date": LATER, "to": "2026-12-12" })],
            "sessions_preview" => vec![json!({
                "part": "exception", "place": null, "date": LATER, "valid_from": null, "valid_to": null,
                "days": "ordinary_saturday", "reason": "staffing", "sessions": sessions
            })],
            "service_days" => vec![json!({ "mode": "saturday", "from": "2026-11-01", "to": "2027-01-31" })],
            "reference_preview" => vec![json!({ "kind": "items", "csv": "id,zh_hans\n" }), calendar()],
            "reference_versions" => vec![json!({ "kind": "calendar" }), json!({ "kind": "items" })],
            "audit" => vec![json!({
                "filter": { "person": null, "kind": null, "from": null, "to": null }, "after": null
            })],
            _ => Vec::new(),
        }
    }

    fn with_items(&self, mut ask: Value, more: &Value) -> Value {
        ask["items"] = json!([self.item]);
        for (key, value) in more.as_object().into_iter().flatten() {
            ask[key] = value.clone();
        }
        ask
    }

    fn answers(&self) -> BTreeMap<String, (&'static str, Value)> {
        let mut answers = BTreeMap::new();
        for command in COMMANDS.iter().filter(|command| command.kind == Kind::Read) {
            for input in self.inputs(command.name) {
                let mut answer = self.ask(command.name, input.clone());
                for (_, at) in UNSTABLE.iter().filter(|(of, _)| *of == command.name) {
                    answer.pointer_mut(at).into_iter().for_each(|value| *value = Value::Null);
                }
                answers.insert(format!("{} {input}", command.name), (command.name, answer));
            }
        }
        answers
    }

    /// Parts whose number is not as it was.
    fn touched(&self, before: &Value) -> BTreeSet<String> {
        let now = self.ask("pulse", json!({}))["parts"].clone();
        let parts = now.as_object().into_iter().flatten();
        parts.filter(|(part, number)| before[part.as_str()] != **number).map(|(part, _)| part.clone()).collect()
    }

    /// Does a write and looks at what it changed.
    fn write(&mut self, command: &'static str, input: Value) -> Value {
        let (parts, before) = (self.ask("pulse", json!({}))["parts"].clone(), self.answers());
        let done = dispatch(&self.api, &self.caller, command, input.clone());
        let done = done.unwrap_or_else(|failure| panic!("{command} {input}: {failure:?}"));
        let (touched, after) = (self.touched(&parts), self.answers());
        for (asked, (read, answer)) in &after {
            let shows = COMMANDS.iter().find(|row| row.name == *read).expect("a row").shows;
            let is_told = shows.iter().any(|part| touched.contains(part.name()));
            if before.get(asked).is_some_and(|(_, before)| before != answer) {
                self.seen.insert(read);
                if !is_told {
                    self.wrong.push(format!("{command} touched {touched:?}, and {read} {shows:?} changed"));
                }
            }
        }
        self.cases.extend(done.get("case").filter(|case| !self.cases.contains(case)).cloned());
        self.bookings.extend(done.get("booking").filter(|booking| !self.bookings.contains(booking)).cloned());
        done
    }

    fn form(&self, date: &str, slot: u8, phone: &str) -> Value {
        json!({
            "date": date, "slot": { "session": 0, "slot": slot }, "items": [self.item], "name": "欧阳修", "phone": phone,
            "party": 1, "channel": "desk", "green_channel": false, "missing": "", "note": "", "slip_language": "zh-Hans",
        })
    }

    fn book(&mut self, request: u8, date: &str, slot: u8, phone: &str) -> Value {
        let form = self.form(date, slot, phone);
        self.make(request, &form)
    }

    /// At the first time that can be had, or waited for.
    fn book_soonest(&mut self, request: u8, date: &str, phone: &str) -> Value {
        let mut form = self.form(date, 0, phone);
        let outlook = self.ask("outlook", json!({ "date": date, "items": [self.item], "booking": null }));
        form["slot"] = outlook["suitable"].clone();
        self.make(request, &form)
    }

    fn make(&mut self, request: u8, form: &Value) -> Value {
        let confirmed = json!(["confirm.slot_past", "confirm.provisional"]);
        let request = format!("{request:016x}");
        self.write("booking_make", json!({ "request": request, "form": form, "confirmed": confirmed }))
    }

    /// What stands in the record of actions.
    fn kinds(&self) -> BTreeSet<String> {
        let filter = json!({ "person": null, "kind": null, "from": null, "to": null });
        let (mut kinds, mut after) = (BTreeSet::new(), Value::Null);
        loop {
            let page = self.ask("audit", json!({ "filter": filter, "after": after }));
            let lines = page["lines"].as_array().into_iter().flatten();
            kinds.extend(lines.filter_map(|line| line["kind"].as_str()).map(str::to_owned));
            after = page["next"].clone();
            if after.is_null() {
                return kinds;
            }
        }
    }

    fn card_row(&self) -> Value {
        json!({
            "date": TODAY, "number": self.card, "start": "0905", "end": "0930", "past_midnight": false, "ticks": "12",
            "times": [], "party": "", "taken": "", "helper": null, "items": [], "booking": null, "texts": {}
        })
    }

    fn base(&self, booking: &Value) -> Value {
        self.ask("booking_show", json!({ "booking": booking }))["base"].clone()
    }
}

fn calendar() -> Value {
    let csv = "date,kind,holiday,notice_year,notice\n2026-12-12,day_off,示例,2026,示例通知\n";
    json!({ "kind": "calendar", "csv": csv })
}

fn cancel(work: &Work, booking: &Value) -> Value {
    json!({ "booking": booking, "base": work.base(booking), "reason": "citizen_asked", "remark": "" })
}

/// Bookings are made, changed, called, and come; answers one of those that came and one that was called.
fn of_bookings(work: &mut Work) -> [Value; 2] {
    let first = work.book(1, TODAY, 2, "13800138000")["booking"].clone();
    let second = work.book(2, LATER, 1, "13800138000")["booking"].clone();
    let third = work.book(3, TODAY, 4, "13900139001")["booking"].clone();
    let edit = json!({
        "booking": second, "base": work.base(&second), "form": work.form(LATER, 2, "13800138001"), "confirmed": []
    });
    work.write("booking_edit", edit);
    let as_seen = |work: &Work, booking: &Value| json!({ "booking": booking, "base": work.base(booking) });
    let mut call = as_seen(work, &third);
    call["outcome"] = json!("coming");
    call["expected"] = json!("10:30");
    call["release"] = json!(false);
    work.write("call_record", call);
    let mut arrival = as_seen(work, &first);
    arrival["confirmed"] = json!([]);
    work.write("arrival_mark", arrival);
    work.write("booking_reveal", json!({ "booking": first }));
    work.write("slip_issue", json!({ "booking": first }));
    let outlook = work.ask("walk_in_outlook", json!({ "date": TODAY, "items": [work.item] }));
    let told = outlook["told"].clone();
    work.write(
        "walk_in_accept",
        json!({
            "request": "00000000000000aa", "date": TODAY, "items": [work.item], "name": "欧阳修", "phone": "13800138000",
            "party": 1, "green_channel": false, "note": "", "slip_language": "en", "confirmed": [], "told": told
        }),
    );
    [first, third]
}

/// Departments answer, and the hall changes its settings.
fn of_the_hall(work: &mut Work) {
    let department = work.ask("allocation", json!({ "date": LATER }))["departments"][0]["department"].clone();
    let no =
        json!({ "coming": "cannot", "approvers": 0, "names": "", "rule": "all", "items": [], "from": "", "until": "" });
    work.write("duty_tell", json!({ "date": LATER, "departments": [department], "means": "chat" }));
    work.write(
        "duty_answer",
        json!({
            "date": LATER, "department": department, "seen": [], "morning": no, "afternoon": no, "means": "chat",
            "told_by": "甲",
        }),
    );
    work.write(
        "duty_staff",
        json!({
            "department": department, "approvers": 2, "rule": "all", "items": [], "not_saturdays": [], "contact": "8012",
            "cases_per_approver": null,
        }),
    );
    work.write("hall_staff_set", json!({ "asks_from": 2, "walk_ins": 3 }));
    let comes =
        json!({ "coming": "comes", "approvers": 1, "names": "", "rule": "all", "items": [], "from": "", "until": "" });
    let today = work.ask("allocation", json!({ "date": TODAY }))["departments"][0]["department"].clone();
    work.write(
        "duty_answer",
        json!({
            "date": TODAY, "department": today, "seen": [], "morning": comes, "afternoon": null, "means": null,
            "told_by": "",
        }),
    );
    work.write(
        "attendance_note",
        json!({ "date": TODAY, "department": today, "morning": true, "place": 0, "presence": "missing", "name": "" }),
    );
    work.write("duty_windows_set", json!({ "date": LATER, "clerks": 6 }));
    work.write("duty_publish", json!({ "date": LATER, "seen": 0, "confirmed": ["duty.gaps"] }));
    work.write("cutoff_set", json!({ "department": department, "weekday": 3, "time": "12:00" }));
    work.write("call_time_set", json!({ "minutes": 20 }));
    work.write("hall_adjust", json!({ "idle_lock_minutes": 7, "erase_after_days": 100 }));
    work.write(
        "hall_contact_set",
        json!({ "name": "新厅", "name_zh_hant": "", "name_en": "", "address": "路 1 号", "telephone": "010-65090000" }),
    );
    work.write("recovery_renew", json!({}));
}

/// A case from opening to erasing, and another of a card.
fn of_the_log(work: &mut Work, booking: &Value) {
    fn with(number: u32, case: &Value, more: Value) -> Value {
        let mut input = json!({ "request": format!("{:016x}", 0x1000 + number), "case": case, "date": "", "time": "" });
        for (key, value) in more.as_object().into_iter().flatten() {
            input[key] = value.clone();
        }
        input
    }
    let word = |text: &str| json!({ "number": 0, "text": text });
    work.write(
        "assist_settings_save",
        json!({
            "own": [{ "number": 0, "name": "取件", "trips": 1 }], "trips": [], "reasons": [word("行动不便")],
            "checks_on": true, "checks": [{ "number": 0, "text": "测温", "holds_minutes": 30, "or_before": false }], "rules": [word("第一条")]
        }),
    );
    let opened = json!({
        "by_authority": true, "helper": null, "party": 2, "items": null, "booking": booking, "texts": { "carer": "何" },
        "documents": ["身份证"]
    });
    let done = work.write("assist_open", with(1, &Value::Null, opened));
    let (case, base) = (done["case"].clone(), done["base"].clone());
    let edit =
        json!({ "base": base, "by_authority": null, "party": 3, "items": null, "disinfected": true, "texts": {} });
    work.write("assist_edit", with(2, &case, edit));
    let form = json!({ "kind": "form", "own": 0 });
    let leg = |kind: &Value| {
        json!({
            "kind": kind, "from": "", "to": "", "past_midnight": false, "helper": null, "trips": null, "confirmed": []
        })
    };
    work.write("assist_leg", with(3, &case, leg(&form)));
    let card = work.ask("assist_case", json!({ "case": case }))["card"]["legs"][0].clone();
    let mut corrected = leg(&json!({ "kind": "signature", "own": 0 }));
    corrected["leg"] = card["leg"].clone();
    corrected["seen"] = card["seen"].clone();
    work.write("assist_leg_correct", with(4, &case, corrected));
    work.write("assist_leg_strike", with(5, &case, json!({ "leg": card["leg"] })));
    work.write("assist_trips", with(6, &case, json!({ "by": 1, "fewer": false })));
    work.write("assist_take", with(7, &case, json!({ "names": ["户口本"] })));
    work.write("assist_return", with(8, &case, json!({ "documents": null })));
    let to = work.ask("assist_day", json!({ "date": TODAY }))["helpers"][0]["person"].clone();
    work.write("assist_hand_over", with(9, &case, json!({ "to": to })));
    work.write("assist_attorney", with(10, &case, json!({ "seen_by": null })));
    let seen = json!({ "met": true, "rule": "1", "until_date": TODAY, "until_time": "1000", "seen_by": null });
    work.write("assist_eligibility", with(11, &case, seen));
    work.write("assist_check", with(24, &case, json!({ "check": 1, "passed": true, "seen_by": null })));
    for (number, turn) in (12..).zip(["suspend", "resume", "complete", "reopen", "terminate"]) {
        work.write("assist_turn", with(number, &case, json!({ "to": turn, "reason": "not_possible" })));
    }
    work.write("assist_rate", with(20, &case, json!({ "rating": "dissatisfied", "praise": "谢谢" })));
    work.write("assist_void", with(21, &case, json!({ "voided": true })));
    work.write("assist_void", with(22, &case, json!({ "voided": false })));
    work.write("assist_reveal", json!({ "case": case }));
    let order = json!({ "why": "bad_rating", "booking": null, "about": "等得久", "owner": null });
    let order = work.write("order_open", with(23, &case, order))["order"].clone();
    work.write("order_assign", json!({ "order": order, "owner": to }));
    work.write("order_end", json!({ "order": order, "outcome": "explained", "words": "说明了" }));
    let cards = work.write("cards_print", json!({ "request": "00000000000010aa", "count": 3, "again": [] }));
    work.card = cards["new"][1].clone();
    work.write("card_spoil", json!({ "number": cards["new"][0] }));
    let row = work.card_row();
    let typed = json!({ "request": "00000000000010ab", "row": row, "case": null, "confirmed": ["assist.doubts"] });
    work.write("card_type_in", typed);
    work.write("assist_erase", json!({ "cases": [case] }));
}

/// Somebody comes to work here, and whoever wrote all this is called otherwise: that name stands in many places.
fn of_people(work: &mut Work) {
    let entered =
        work.write("person_enter", json!({ "name": "新人", "roles": ["consultant"], "secret": "864213" }))["person"]
            .clone();
    let people = work.ask("people", json!({}));
    let find = |id: &Value| {
        people["people"].as_array().into_iter().flatten().find(|person| person["person"] == *id).cloned().expect("them")
    };
    let base = find(&entered)["base"].clone();
    work.write(
        "person_change",
        json!({ "person": entered, "base": base, "name": "旧人", "roles": ["runner"], "active": true }),
    );
    work.write("secret_reset", json!({ "person": entered, "secret": "975312" }));
    let own = work.ask("frame", json!({}))["person"].clone();
    let base = find(&own["person"])["base"].clone();
    work.write(
        "person_change",
        json!({ "person": own["person"], "base": base, "name": "改名", "roles": own["roles"], "active": true }),
    );
}

/// A day is moved, and whoever was on it is told.
fn of_a_moved_day(work: &mut Work) {
    let move_day = json!({ "date": LATER, "to": "2026-12-12" });
    let preview = work.ask("day_move_preview", move_day.clone());
    let mut to_do = move_day;
    let lines = preview["lines"].as_array().into_iter().flatten();
    to_do["seen"] = lines.map(|line| line["booking"].clone()).collect();
    work.write("day_move", to_do);
    work.write("day_list", json!({ "date": TODAY, "list": "day" }));
    let task = work.ask("to_call", json!({}))["tasks"][0]["bookings"][0].clone();
    let called = json!([{ "booking": task["booking"], "base": task["base"] }]);
    work.write("call_note", json!({ "bookings": called, "outcome": "coming" }));
}

/// A day gets two seats. They are taken, a third waits, and gets the one that is given up. Then the usual Saturday changes.
fn of_sessions(work: &mut Work) {
    let change = work.inputs("sessions_preview")[0].clone();
    let base = work.ask("sessions", json!({}))["base"].clone();
    work.write("sessions_change", json!({ "base": base, "change": change, "seen": [] }));
    let taken = [(10, "13700137000"), (11, "13700137001")]
        .map(|(request, phone)| work.book_soonest(request, LATER, phone)["booking"].clone());
    work.book_soonest(12, LATER, "13700137002");
    let input = cancel(work, &taken[0]);
    work.write("booking_cancel", input);
    let mut usual = work.inputs("sessions_preview")[0].clone();
    (usual["part"], usual["date"]) = (json!("usual"), Value::Null);
    let base = work.ask("sessions", json!({}))["base"].clone();
    let preview = work.ask("sessions_preview", usual.clone());
    let seen = ["orphaned", "seated_again"].map(|list| preview[list].as_array().cloned().unwrap_or_default()).concat();
    let seen: Vec<&Value> = seen.iter().map(|card| &card["booking"]).collect();
    work.write("sessions_change", json!({ "base": base, "change": usual, "seen": seen }));
}

#[test]
fn a_read_that_a_write_changed_is_made_of_a_part_it_touched() {
    let mut work = Work::begin();
    let [first, third] = of_bookings(&mut work);
    of_the_hall(&mut work);
    of_people(&mut work);
    of_the_log(&mut work, &first);
    let input = cancel(&work, &third);
    let cancelled = work.write("booking_cancel", input);
    work.write("undo", json!({ "token": cancelled["undo"]["token"] }));
    of_a_moved_day(&mut work);
    of_sessions(&mut work);
    let mut import = calendar();
    import["seen"] = work.ask("reference_preview", calendar())["seen"].clone();
    import["source"] = json!("示例");
    work.write("reference_import", import);
    work.write("booking_erase", json!({ "bookings": [first] }));
    assert_eq!(work.wrong, Vec::<String>::new());
    let unchanged: Vec<&str> = COMMANDS
        .iter()
        .filter(|command| command.kind == Kind::Read && !APART.contains(&command.name))
        .map(|command| command.name)
        .filter(|read| !work.seen.contains(read))
        .collect();
    assert_eq!(unchanged, ["item_search", "duty_pasted", "assist_kept", "sync_panel"], "nothing here changes these");
    let done = work.kinds();
    let missing: Vec<&str> =
        domain::event::EVENT_KINDS.iter().map(|row| row.name).filter(|name| !done.contains(*name)).collect();
    assert_eq!(missing, NOT_DONE);
}
