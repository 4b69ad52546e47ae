//! The manual duty list: what a department said, and whom to call when it said no.

use serde_json::{Value, json};
use yanshi_tests::harness::{DataFolder, Program, SATURDAY, Start, booking};

fn list(program: &Program) -> Value {
    program.call("duty_list", &json!({ "date": SATURDAY }))
}

fn answer(program: &Program, department: &Value, answer: &str, approvers: u16) {
    let record = json!({
        "date": SATURDAY, "department": department, "answer": answer, "approvers": approvers, "means": "chat", "told_by": "王科长",
    });
    program.call("duty_record", &record);
}

#[test]
fn a_refusal_is_called_back_booking_by_booking_and_survives_a_kill() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let of_two = [booking().with("phone", "13800138000"), booking().at(0, 1)];
    let made = of_two.map(|form| program.call("booking_make", &form.make())["booking"].clone());
    let department = list(&program)["departments"][0]["department"].clone();
    answer(&program, &department, "refused", 0);
    let tasks = list(&program)["call_backs"].clone();
    let of = |tasks: &Value, field: &str| -> Vec<Value> {
        tasks.as_array().expect("tasks").iter().map(|task| task[field].clone()).collect()
    };
    assert_eq!(of(&tasks, "booking"), made);
    assert_eq!((&tasks[0]["name"], &tasks[0]["phone"]), (&json!("王*"), &json!("138****8000")));
    let call = json!({ "booking": made[0], "refusal": tasks[0]["refusal"], "outcome": "reached" });
    program.call("duty_call", &call);
    program.kill();
    let program = Start::plain().browser_mode(&folder);
    let after = list(&program);
    assert_eq!(of(&after["call_backs"], "outcome"), [Value::Null, json!("reached")]);
    assert_eq!(after["call_backs"][1]["called_by"].as_str().map(|name| name.contains("示例")), Some(true));
    let line = &after["departments"][0];
    assert_eq!(
        (&line["told_by"], &line["means"], &line["promise"]),
        (&json!("王科长"), &json!("chat"), &json!("refused"))
    );
    // What a person of the department is called is in the vault alone.
    let audit = program
        .call("audit", &json!({ "filter": { "person": null, "kind": null, "from": null, "to": null }, "after": null }));
    assert!(!audit.to_string().contains("王科长"), "{audit}");
    answer(&program, &department, "confirmed", 2);
    // It comes after all: whoever was told otherwise is told again, and of the old answer nothing more is noted.
    let tasks = list(&program)["call_backs"].clone();
    assert_eq!((of(&tasks, "booking"), &tasks[0]["comes_after_all"]), (vec![made[0].clone()], &json!(true)));
    assert_eq!(program.refused("duty_call", &call).code, "duty.no_call_back");
}

#[test]
fn a_cut_off_is_set_by_weekday_and_time() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().make());
    let line = || list(&program)["departments"][0].clone();
    let department = line()["department"].clone();
    assert_eq!(line()["promise"], "past_cutoff");
    program.call("cutoff_set", &json!({ "department": department, "weekday": 5, "time": "17:30" }));
    assert_eq!((&line()["promise"], &line()["cutoff"]), (&json!("will_be_asked"), &json!("2026-11-27T17:30:00")));
    let bad = program.refused("cutoff_set", &json!({ "department": department, "weekday": 5, "time": "half past" }));
    assert_eq!(bad.at("time"), Some("sessions.time"));
    let bad = program.refused("cutoff_set", &json!({ "department": 9999, "weekday": 5, "time": "15:00" }));
    assert_eq!(bad.at("department"), Some("duty.department_unknown"));
}
