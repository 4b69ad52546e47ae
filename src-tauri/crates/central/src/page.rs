//! The status page: plain HTML, no script. Everything that came from outside is escaped.

use crate::storage::{DeviceLine, HallLine, ParkedLine};
use std::fmt::Write as _;

pub(crate) const STYLE: &str = include_str!("page.css");

/// A hall that was not heard for so long is said to be silent; a weekend is not silence.
const SILENT_AFTER_MS: i64 = 3 * DAY_MS;
const DAY_MS: i64 = 24 * 3600 * 1000;

pub(crate) fn sign_in(is_wrong: bool) -> String {
    let wrong = if is_wrong { "<p class=bad role=alert>密码不正确</p>" } else { "" };
    page(&format!(
        "<form method=post action=/sign-in class=sign-in><h1>延时办 · 中心</h1>{wrong}<label for=password>密码</label>\
         <input id=password type=password name=password required autofocus autocomplete=current-password>\
         <button>登录</button></form>"
    ))
}

pub(crate) fn status(halls: &[HallLine], devices: &[DeviceLine], parked: &[ParkedLine], now_ms: i64) -> String {
    let states: Vec<State> = halls.iter().map(|hall| hall_state(hall, now_ms)).collect();
    let well = states.iter().filter(|state| state.class == "good").count();
    let mut text = format!(
        "<header><h1>延时办 · 中心</h1><p>{} 个大厅，{well} 个正常，<strong class={}>{} 个需要留意</strong> · {}</p>\
         <a href=/log>帮办台账</a><form method=post action=/sign-out><button>退出</button></form></header>",
        halls.len(),
        if well == halls.len() { "good" } else { "silent" },
        halls.len() - well,
        when(Some(now_ms))
    );
    hall_table(&mut text, halls, &states);
    device_table(&mut text, halls, devices, now_ms);
    parked_table(&mut text, halls, parked);
    page(&text)
}

/// How somebody or something does, in words, and how loud that is: `good`, `silent`, `bad`.
struct State {
    words: String,
    class: &'static str,
}

impl State {
    fn new(class: &'static str, words: impl Into<String>) -> Self {
        Self { words: words.into(), class }
    }
}

/// Days since a moment, when that is more than a weekend ago.
fn days_since(ms: i64, now_ms: i64) -> Option<i64> {
    let since = now_ms - ms;
    (since > SILENT_AFTER_MS).then_some(since / DAY_MS)
}

/// Being heard is not enough: what counts is that both sides have been found to hold the same.
fn hall_state(hall: &HallLine, now_ms: i64) -> State {
    let Some(heard) = hall.heard_ms else { return State::new("silent", "从未联系") };
    if hall.damaged {
        return State::new("bad", "中心的记录已损坏");
    }
    if let Some(days) = days_since(heard, now_ms) {
        return State::new("silent", format!("已 {days} 天没有联系"));
    }
    match hall.agreed_ms.map(|agreed| days_since(agreed, now_ms)) {
        None => State::new("silent", "有联系，尚未核对一致"),
        Some(Some(days)) => State::new("bad", format!("有联系，已 {days} 天没有核对一致")),
        Some(None) if hall.parked > 0 => State::new("silent", "一致，有搁置的记录"),
        Some(None) => State::new("good", "正常"),
    }
}

fn hall_table(text: &mut String, halls: &[HallLine], states: &[State]) {
    text.push_str(
        "<h2>大厅</h2><table><tr><th class=number>编号<th>名称<th>状态<th class=number>记录<th>最近联系<th>最近核对一致\
         <th class=number>搁置</tr>",
    );
    for (hall, State { words, class }) in halls.iter().zip(states) {
        // What a silent hall has done since is not known: its old number is not shown as if it were today's.
        let events = match hall.heard_ms {
            None => "—".to_owned(),
            Some(_) if words.ends_with("没有联系") => format!("{}（截至最近联系）", grouped(hall.events)),
            Some(_) => grouped(hall.events),
        };
        let _ = write!(
            text,
            "<tr><td class=number>{}<td>{}<td class={class}>{words}<td class=number>{events}<td>{}<td>{}<td class=number>{}</tr>",
            hall.hall,
            escaped(&hall.name),
            when(hall.heard_ms),
            when(hall.agreed_ms),
            hall.parked
        );
    }
    text.push_str("</table>");
}

fn device_state(device: &DeviceLine, now_ms: i64) -> State {
    match (device.state, device.heard_ms) {
        ("revoked", _) => State::new("quiet", "已吊销"),
        ("behind", _) => State::new("bad", "可能已回到旧数据"),
        ("active", None) => State::new("silent", "从未联系"),
        ("active", Some(heard)) => match days_since(heard, now_ms) {
            Some(days) => State::new("silent", format!("已 {days} 天没有联系")),
            None => State::new("good", "正常"),
        },
        _ => State::new("bad", "已冻结"),
    }
}

fn device_table(text: &mut String, halls: &[HallLine], devices: &[DeviceLine], now_ms: i64) {
    text.push_str("<h2>电脑</h2>");
    if devices.is_empty() {
        text.push_str("<p>还没有电脑登记");
        return;
    }
    text.push_str("<table><tr><th>大厅<th>电脑<th>状态<th>版本<th class=number>协议<th>最近联系<th>时钟相差</tr>");
    for device in devices {
        let State { words, class } = device_state(device, now_ms);
        let version = device.program.as_deref().map_or("—".to_owned(), escaped);
        let protocol = device.protocol.map_or("—".to_owned(), |protocol| protocol.to_string());
        let _ = write!(
            text,
            "<tr><td>{}<td><code>{}</code><td class={class}>{words}<td>{version}<td class=number>{protocol}<td>{}<td>{}</tr>",
            name_of(halls, device.hall),
            escaped(&device.device),
            when(device.heard_ms),
            clock(device)
        );
    }
    text.push_str("</table>");
}

fn parked_table(text: &mut String, halls: &[HallLine], parked: &[ParkedLine]) {
    text.push_str("<h2>搁置的记录</h2>");
    if parked.is_empty() {
        text.push_str("<p>没有");
        return;
    }
    text.push_str("<table><tr><th>大厅<th>记录<th class=number>种类<th>原因</tr>");
    for line in parked {
        let reason = match line.reason {
            "number" => "编号超出范围",
            "kind" => "需要较新的版本",
            _ => "内容无法读取",
        };
        let _ = write!(
            text,
            "<tr><td>{}<td><code>{}</code><td class=number>{}<td>{reason}</tr>",
            name_of(halls, line.hall),
            escaped(&line.event),
            line.kind
        );
    }
    text.push_str("</table>");
}

fn name_of(halls: &[HallLine], number: u32) -> String {
    let found = halls.iter().find(|hall| hall.hall == number);
    found.map_or_else(|| number.to_string(), |hall| escaped(&hall.name))
}

/// With a comma between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How far a device's clock was off when it was last heard, in the largest unit that fits.
fn clock(device: &DeviceLine) -> String {
    let Some((clock, heard)) = device.clock_ms.zip(device.heard_ms) else { return "—".to_owned() };
    let minutes = clock.saturating_sub(heard) / 60_000;
    let way = if minutes > 0 { "快" } else { "慢" };
    match minutes.unsigned_abs() {
        0 => "—".to_owned(),
        far @ 1..60 => format!("{way} {far} 分钟"),
        far @ 60..1_440 => format!("{way} {} 小时", far / 60),
        far => format!("<span class=bad>{way} {} 天</span>", grouped(far / 1_440)),
    }
}

/// Beijing is ahead of UTC by so much, all year.
pub(crate) const BEIJING_MS: i64 = 8 * 3600 * 1000;

/// Beijing time to the minute.
pub(crate) fn when(ms: Option<i64>) -> String {
    let Some(time) = ms.and_then(|ms| chrono::DateTime::from_timestamp_millis(ms.saturating_add(BEIJING_MS))) else {
        return "—".to_owned();
    };
    time.format("%Y-%m-%d %H:%M").to_string()
}

pub(crate) fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=zh-Hans><meta charset=utf-8><title>延时办 · 中心</title>\
         <meta name=viewport content=\"width=device-width\"><link rel=stylesheet href=/style.css><main>{body}</main></html>"
    )
}

pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hall(heard_ms: Option<i64>, name: &str) -> HallLine {
        HallLine { hall: 3, name: name.to_owned(), events: 12, heard_ms, agreed_ms: None, parked: 0, damaged: false }
    }

    #[test]
    fn a_silent_hall_is_said_to_be_silent() {
        let now = 1_795_426_800_000;
        let silent = status(&[hall(Some(now - 5 * 24 * 3600 * 1000), "甲厅")], &[], &[], now);
        assert!(silent.contains("已 5 天没有联系") && silent.contains("12（截至最近联系）"), "{silent}");
        let never = status(&[HallLine { events: 0, ..hall(None, "甲厅") }], &[], &[], now);
        assert!(never.contains("从未联系") && !never.contains("<td>0<td>—"), "{never}");
        let unequal = status(&[hall(Some(now), "甲厅")], &[], &[], now);
        assert!(unequal.contains("有联系，尚未核对一致") && unequal.contains("1 个需要留意"), "{unequal}");
        let old = HallLine { agreed_ms: Some(now - 4 * DAY_MS), ..hall(Some(now), "甲厅") };
        assert!(status(&[old], &[], &[], now).contains("有联系，已 4 天没有核对一致"));
        let well = HallLine { agreed_ms: Some(now), ..hall(Some(now), "甲厅") };
        let page = status(&[well], &[], &[], now);
        assert!(page.contains("正常") && page.contains("0 个需要留意"), "{page}");
        let damaged = status(&[HallLine { damaged: true, ..hall(Some(now), "甲厅") }], &[], &[], now);
        assert!(damaged.contains("中心的记录已损坏"), "{damaged}");
    }

    #[test]
    fn a_wrong_clock_is_told_in_days() {
        let check = |off_ms: i64, expected: &str| {
            let device = DeviceLine {
                device: "d0".to_owned(),
                hall: 3,
                state: "active",
                program: None,
                protocol: None,
                heard_ms: Some(0),
                clock_ms: Some(off_ms),
            };
            assert!(clock(&device).contains(expected), "{off_ms}: {}", clock(&device));
        };
        check(59_000, "—");
        check(-120_000, "慢 2 分钟");
        check(2 * 3_600_000, "快 2 小时");
        check(365 * DAY_MS, "快 365 天");
        check(i64::MIN, "慢");
        assert_eq!([999, 1_000, 1_234_567].map(grouped), ["999", "1,000", "1,234,567"]);
    }

    #[test]
    fn names_cannot_write_html() {
        let page = status(&[hall(None, "<script>alert('1')</script>")], &[], &[], 0);
        assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)") && !page.contains("<script>"));
    }
}
