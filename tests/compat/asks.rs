//! What each read command is asked. A read without inputs here fails the test.

use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(crate) const SATURDAY: &str = "2026-11-28";
pub(crate) const KINDS: [&str; 3] = ["calendar", "departments", "items"];

/// Asked by whoever has not signed in.
pub(crate) const OF_NOBODY: [&str; 6] =
    ["pulse", "frame", "setup_choices", "join_state", "sign_in_choices", "book_day"];
/// Asked by everybody: what is a person's own.
pub(crate) fn of_each(command: &str) -> Vec<Value> {
    match command {
        "frame" => vec![json!({})],
        "draft_show" => ["booking", "walk_in"].map(|of| json!({ "of": of })).to_vec(),
        _ => Vec::new(),
    }
}

/// Days that mean something beside those with bookings: holiday, make-up day, working days, opened and lifted dates.
const DAYS: [&str; 12] = [
    "2026-10-03",
    "2026-10-10",
    "2026-11-27",
    SATURDAY,
    "2026-11-29",
    "2026-11-30",
    "2026-12-01",
    "2026-12-06",
    "2026-12-20",
    "2027-01-02",
    "2027-01-09",
    "2026-02-30",
];
/// Days on which times are asked for.
const TIMES: [&str; 6] = [SATURDAY, "2026-12-05", "2026-12-06", "2026-12-12", "2026-12-26", "2027-01-09"];
/// What is brought along: usual, several, long, without approver, without department, renamed or excluded since.
const ITEMS: [&[u32]; 7] = [&[4], &[4, 3, 6], &[15], &[14], &[11, 21], &[90001], &[35]];

/// What a database is asked about.
#[derive(Default)]
pub(crate) struct World {
    /// As `booking_show` tells them, the last that was made first.
    pub(crate) bookings: Vec<Value>,
    pub(crate) versions: Vec<(&'static str, Value)>,
    pub(crate) people: Vec<Value>,
    /// Where pages of the audit begin.
    pub(crate) pages: Vec<Value>,
    /// The last day of which the audit is asked.
    pub(crate) audited: String,
}

/// Whether an event of this kind makes a booking.
pub(crate) fn makes(kind: &str) -> bool {
    matches!(kind, "booking.made" | "booking.made_provisionally" | "booking.walked_in")
}

impl World {
    fn days(&self) -> BTreeSet<String> {
        let moved = |booking: &Value| {
            let lines = booking["history"].as_array().cloned().unwrap_or_default();
            lines
                .into_iter()
                .flat_map(|line| [line["moved_from"].clone(), line["moved_to"].clone()])
                .collect::<Vec<_>>()
        };
        let of = self.bookings.iter().flat_map(|booking| {
            let own = [booking["form"]["date"].clone(), booking["forwarded_on"].clone()];
            moved(booking).into_iter().chain(own)
        });
        let booked = of.filter_map(|moment| moment.as_str().and_then(|text| text.get(..10)).map(str::to_owned));
        booked.chain(DAYS.map(str::to_owned)).collect()
    }

    fn of_days(&self) -> Vec<Value> {
        self.days().iter().map(|date| json!({ "date": date })).collect()
    }

    fn of_bookings(&self) -> Vec<Value> {
        let strange = ["0000000000000000-1", "nobody"].map(Value::from);
        let all = self.bookings.iter().map(|booking| booking["booking"].clone()).chain(strange);
        all.map(|booking| json!({ "booking": booking })).collect()
    }
}

/// The inputs of a read command; none if it is not known here.
pub(crate) fn inputs(command: &str, world: &World) -> Vec<Value> {
    match command {
        "frame" | "draft_show" => of_each(command),
        "pulse" | "to_call" | "cutoffs" | "hall_staff" | "setup_choices" | "settings" | "sessions" | "sync_panel"
        | "reference_offers" | "join_state" | "sign_in_choices" | "people" | "assist_settings" | "assist_kept"
        | "cards_state" | "orders" => {
            vec![json!({})]
        }
        "day_head" | "book_day" | "walk_ins" | "call_list" => world.of_days(),
        "allocation" | "to_contact" | "attendance" => TIMES.map(|date| json!({ "date": date })).to_vec(),
        "figures" => ["2026-10-10", SATURDAY, "2026-12-12", "2027-01-09"].map(|date| json!({ "date": date })).to_vec(),
        "own_sheet" => [1, 3].map(|department| json!({ "date": SATURDAY, "department": department })).to_vec(),
        "assist_day" => [SATURDAY, "2026-11-30"].map(|date| json!({ "date": date })).to_vec(),
        "assist_case" => vec![json!({ "case": "0000000000000000-1" })],
        "assist_figures" => vec![json!({ "from": "2026-11-01", "to": "2026-12-31" })],
        "assist_find" => vec![json!({
            "from": "2026-11-01", "to": "2026-12-31", "item": null, "helper": null, "stages": [], "text": ""
        })],
        "assist_find_here" => [SATURDAY, "2026-11-30"].map(|date| json!({ "date": date, "text": "王" })).to_vec(),
        "card_read" => vec![json!({
            "date": SATURDAY, "number": "4829136", "start": "0905", "end": "0948", "past_midnight": false,
            "ticks": "1234", "times": [], "party": "", "taken": "", "helper": null, "items": [4], "booking": null,
            "texts": {}
        })],
        "duty_pasted" => ["市场监管局 上午来2人：张三、李四", "谢谢"]
            .map(|text| json!({ "date": SATURDAY, "department": null, "text": text }))
            .to_vec(),
        "booking_show" | "erase_preview" => world.of_bookings(),
        "item_search" => searched(),
        "outlook" => outlooks(world),
        "person_hint" => hints(world),
        "walk_in_outlook" => of_items(&[SATURDAY, "2026-11-30"]),
        "booking_find" => found(world),
        "day_move_preview" => moves(),
        "sessions_preview" => changes(),
        "service_days" => service_days(),
        "reference_preview" => previews(world),
        "reference_versions" => KINDS.map(|kind| json!({ "kind": kind })).to_vec(),
        "setup_location" => ["{place}/data", "{place}/empty", "nowhere"].map(|dir| json!({ "dir": dir })).to_vec(),
        "backup_look" => ["{place}/kept.db", "{place}/none.db"].map(|file| json!({ "file": file })).to_vec(),
        "audit" => audits(world),
        _ => Vec::new(),
    }
}

fn searched() -> Vec<Value> {
    let texts = ["", "sp", "sp'jy", "spjyxk", "食品", "護理", "hulibutie", "xiao", "1111011", "Orphan", "zzz"];
    texts.iter().map(|text| json!({ "text": text, "limit": if text.is_empty() { 50 } else { 4 } })).collect()
}

fn of_items(days: &[&str]) -> Vec<Value> {
    days.iter().flat_map(|date| ITEMS.map(|items| json!({ "date": date, "items": items }))).collect()
}

fn outlooks(world: &World) -> Vec<Value> {
    let mut asks = of_items(&TIMES);
    asks.iter_mut().for_each(|ask| ask["booking"] = Value::Null);
    let edited = world.bookings.iter().step_by(7).map(|booking| {
        let form = &booking["form"];
        json!({ "date": form["date"], "items": form["items"], "booking": booking["booking"] })
    });
    asks.extend(edited);
    asks
}

fn hints(world: &World) -> Vec<Value> {
    let people = [
        ("王玮", "13800138001", ""),
        ("王玮", "", "11010519491231002X"),
        ("欧阳明月", "", ""),
        ("", "13900139000", ""),
        ("周代办", "13600136000", ""),
        ("郑重", "13400134000", "110105194912310038"),
        ("", "65090000", ""),
        ("没有人", "18000000000", ""),
    ];
    let typed = |(name, phone, identity): &(&str, &str, &str), booking: &Value| {
        let items = [4, 11, 3];
        json!({
            "date": SATURDAY, "items": items, "name": name, "phone": phone, "identity": identity, "booking": booking,
        })
    };
    let edited = world.bookings.iter().step_by(9).map(|booking| typed(&people[0], &booking["booking"]));
    people.iter().map(|person| typed(person, &Value::Null)).chain(edited).collect()
}

fn found(world: &World) -> Vec<Value> {
    let texts = [
        "王",
        "王玮",
        "wang",
        "oymy",
        "ouyang",
        "8000",
        "13700137000",
        "65090000",
        "8012",
        "甲公司",
        "周代办",
        "13600136000",
        "jean",
        "𬭼㛃",
        "买买提",
        "郑重",
        "无名氏",
        "遗忘",
        "谢六",
        "食品",
        "zzz",
        "",
    ];
    let mut asks: Vec<Value> = texts.iter().map(|text| json!({ "text": text, "limit": 9 })).collect();
    let numbers = world.bookings.iter().step_by(10).map(|booking| &booking["number"]);
    asks.extend(numbers.map(|number| json!({ "text": number, "limit": 9 })));
    for text in ["", "w", "11", "甲"] {
        asks.extend([SATURDAY, "2026-12-12"].map(|date| json!({ "text": text, "limit": 5, "date": date })));
    }
    asks
}

fn moves() -> Vec<Value> {
    let days =
        [(SATURDAY, "2026-12-12"), ("2026-12-12", "2026-12-26"), ("2026-12-26", "2026-12-05"), ("2026-12-12", "")];
    let mut asks: Vec<Value> = days.iter().map(|(date, to)| json!({ "date": date, "to": to })).collect();
    asks.push(json!({ "date": "2026-12-05", "to": "2026-12-12", "close": "premises" }));
    asks.push(json!({ "date": "2026-12-12", "to": "2026-10-03" }));
    asks
}

fn changes() -> Vec<Value> {
    let few = json!([{
        "from": "09:00", "to": "11:00", "slot_minutes": 30, "seats": 1, "items": [], "departments": [],
    }]);
    let change = |part: &str, place: Value, date: Value, sessions: &Value| {
        json!({
            "part": part, "place": place, "date": date, "valid_from": "2026-12-01", "valid_to": null,
            "days": "ordinary_saturday", "reason": "staffing", "sessions": sessions,
        })
    };
    let (none, nothing) = (json!([]), Value::Null);
    vec![
        change("usual", nothing.clone(), nothing.clone(), &few),
        change("dated", nothing.clone(), nothing.clone(), &few),
        change("dated", json!(0), nothing.clone(), &few),
        change("drop_dated", json!(0), nothing.clone(), &none),
        change("exception", nothing.clone(), json!(SATURDAY), &few),
        change("exception", nothing.clone(), json!("2026-12-26"), &none),
        change("lift_exception", nothing.clone(), json!("2026-12-12"), &none),
        change("lift_exception", nothing.clone(), json!("2026-12-19"), &none),
        change("exception", nothing, json!("2026-02-30"), &few),
    ]
}

fn service_days() -> Vec<Value> {
    let modes = ["standard", "flex", "noon", "saturday", "weekend"];
    let ranges = [("2020-02-18", "2021-08-12"), ("2026-10-01", "2027-01-31")];
    let asks = modes.iter().flat_map(|mode| ranges.map(|(from, to)| json!({ "mode": mode, "from": from, "to": to })));
    asks.collect()
}

fn previews(world: &World) -> Vec<Value> {
    const ITEM: &str = "id,zh_hans,zh_hant,en,departments,window_minutes,needs_approver\n";
    const DAY: &str = "date,kind,holiday,notice_year,notice\n";
    let texts = [
        ("items", format!("{ITEM}4,食品经营许可,,,2,40,yes\n13,犯罪记录查询,,,9,10,no\n")),
        ("items", format!("{ITEM}4,,,,999,半小时,maybe\n")),
        ("items", "id,zh_hans\n".to_owned()),
        ("calendar", format!("{DAY}2026-12-12,day_off,示例,2026,示例通知\n2027-01-01,day_off,元旦,2027,示例通知\n")),
        ("calendar", format!("{DAY}2026-02-30,holiday,,2026,x\n")),
        ("departments", include_str!("reference/departments.csv").to_owned()),
    ];
    let typed = texts.iter().map(|(kind, csv)| json!({ "kind": kind, "csv": csv }));
    let kept = world.versions.iter().map(|(kind, version)| json!({ "kind": kind, "version": version }));
    typed.chain(kept).collect()
}

fn audits(world: &World) -> Vec<Value> {
    let (to, nothing) = (json!(world.audited), Value::Null);
    let ask = |person: &Value, kind: Value, from: Value, after: Value| json!({ "filter": { "person": person, "kind": kind, "from": from, "to": to }, "after": after });
    let mut asks = vec![ask(&nothing, nothing.clone(), nothing.clone(), nothing.clone())];
    asks.extend(world.pages.iter().map(|page| ask(&nothing, nothing.clone(), nothing.clone(), page.clone())));
    for kind in ["booking", "person", "hall", "day", "duty", "booking.edited", "booking.called", "seats", "nothing"] {
        asks.push(ask(&nothing, json!(kind), nothing.clone(), nothing.clone()));
    }
    asks.extend(
        world
            .people
            .iter()
            .skip(1)
            .step_by(4)
            .map(|person| ask(person, nothing.clone(), json!("2026-11-25"), nothing.clone())),
    );
    asks
}
