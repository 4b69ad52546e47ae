//! The status page: plain HTML, no script. Everything that came from outside is escaped.

use crate::storage::{DeviceLine, HallLine, ParkedLine};
use std::fmt::Write as _;

pub(crate) const STYLE: &str = include_str!("page.css");

/// A hall that was not heard for so long is said to be silent; a weekend is not silence.
const SILENT_AFTER_MS: i64 = 3 * 24 * 3600 * 1000;

pub(crate) fn sign_in(is_wrong: bool) -> String {
    let wrong = if is_wrong { "<p class=bad role=alert>密码不正确</p>" } else { "" };
    page(&format!(
        "<h1>延时办 · 中心</h1>{wrong}<form method=post action=/sign-in><label>密码 \
         <input type=password name=password required autofocus autocomplete=current-password></label>\
         <button>登录</button></form>"
    ))
}

pub(crate) fn status(halls: &[HallLine], devices: &[DeviceLine], parked: &[ParkedLine], now_ms: i64) -> String {
    let mut text = String::from(
        "<form method=post action=/sign-out class=out><button>退出</button></form><h1>延时办 · 中心</h1><h2>大厅</h2>\
         <table><tr><th>编号<th>名称<th>记录<th>最近联系<th>最近核对一致<th>搁置<th>状态</tr>",
    );
    for hall in halls {
        let (heard, agreed) = (when(hall.heard_ms), when(hall.agreed_ms));
        // What a silent hall has done since is not known: its old number is not shown as if it were today's.
        let (state, class, events) = match hall.heard_ms {
            _ if hall.damaged => ("中心的记录已损坏".to_owned(), "bad", hall.events.to_string()),
            None => ("从未联系".to_owned(), "silent", "—".to_owned()),
            Some(heard) if now_ms - heard > SILENT_AFTER_MS => {
                let days = (now_ms - heard) / (24 * 3600 * 1000);
                (format!("已 {days} 天没有联系"), "silent", format!("{}（截至最近联系）", hall.events))
            }
            Some(_) => ("正常".to_owned(), "good", hall.events.to_string()),
        };
        let _ = write!(
            text,
            "<tr><td>{}<td>{}<td>{events}<td>{heard}<td>{agreed}<td>{}<td class={class}>{state}</tr>",
            hall.hall,
            escaped(&hall.name),
            hall.parked
        );
    }
    text.push_str(
        "</table><h2>设备</h2><table><tr><th>大厅<th>设备<th>状态<th>版本<th>协议<th>最近联系<th>时钟相差</tr>",
    );
    for device in devices {
        let state = match device.state {
            "active" => "正常",
            "revoked" => "已吊销",
            "behind" => "可能已回到旧数据",
            _ => "已冻结",
        };
        let version = device.program.as_deref().map_or("—".to_owned(), escaped);
        let protocol = device.protocol.map_or("—".to_owned(), |protocol| protocol.to_string());
        let _ = write!(
            text,
            "<tr><td>{}<td><code>{}</code><td>{state}<td>{version}<td>{protocol}<td>{}<td>{}</tr>",
            device.hall,
            escaped(&device.device),
            when(device.heard_ms),
            clock(device)
        );
    }
    text.push_str("</table><h2>搁置的记录</h2>");
    if parked.is_empty() {
        text.push_str("<p>没有");
    } else {
        text.push_str("<table><tr><th>大厅<th>记录<th>种类<th>原因</tr>");
        for line in parked {
            let reason = match line.reason {
                "number" => "编号超出范围",
                "kind" => "需要较新的版本",
                _ => "内容无法读取",
            };
            let _ = write!(
                text,
                "<tr><td>{}<td><code>{}</code><td>{}<td>{reason}</tr>",
                line.hall,
                escaped(&line.event),
                line.kind
            );
        }
        text.push_str("</table>");
    }
    page(&text)
}

/// How far a device's clock was off when it was last heard.
fn clock(device: &DeviceLine) -> String {
    match (device.clock_ms, device.heard_ms) {
        (Some(clock), Some(heard)) => match (clock - heard) / 60_000 {
            0 => "—".to_owned(),
            minutes => format!("{minutes} 分钟"),
        },
        _ => "—".to_owned(),
    }
}

/// Beijing time to the minute.
fn when(ms: Option<i64>) -> String {
    const BEIJING_MS: i64 = 8 * 3600 * 1000;
    let Some(time) = ms.and_then(|ms| chrono::DateTime::from_timestamp_millis(ms.saturating_add(BEIJING_MS))) else {
        return "—".to_owned();
    };
    time.format("%Y-%m-%d %H:%M").to_string()
}

fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=zh-Hans><meta charset=utf-8><title>延时办 · 中心</title>\
         <meta name=viewport content=\"width=device-width\"><link rel=stylesheet href=/style.css><main>{body}</main></html>"
    )
}

fn escaped(text: &str) -> String {
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
        assert!(status(&[hall(Some(now), "甲厅")], &[], &[], now).contains("正常"));
        let damaged = status(&[HallLine { damaged: true, ..hall(Some(now), "甲厅") }], &[], &[], now);
        assert!(damaged.contains("中心的记录已损坏"), "{damaged}");
    }

    #[test]
    fn names_cannot_write_html() {
        let page = status(&[hall(None, "<script>alert('1')</script>")], &[], &[], 0);
        assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)") && !page.contains("<script>"));
    }
}
