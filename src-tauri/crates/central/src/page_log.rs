//! The page of the assisted-handling log: cases, items, trips and people of each hall and day. What is not known is said to be
//! missing, and is never a 0.

use crate::page::{BEIJING_MS, escaped, page, when};
use crate::storage::{DayCounts, HallLog};
use domain::time::BeijingDay;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

/// Days that are shown, today the last.
const DAYS: u32 = 7;
const DAY_MS: i64 = 24 * 3600 * 1000;

/// The days of the page at a moment.
pub(crate) fn days(now_ms: i64) -> RangeInclusive<BeijingDay> {
    let today = u32::try_from(now_ms.saturating_add(BEIJING_MS).div_euclid(DAY_MS)).unwrap_or(0);
    BeijingDay(today.saturating_sub(DAYS - 1))..=BeijingDay(today)
}

pub(crate) fn log(logs: &[HallLog], days: &RangeInclusive<BeijingDay>, now_ms: i64) -> String {
    let mut text = format!(
        "<header><h1>帮办台账</h1><p>最近 {DAYS} 天，单、件、趟、人分开数，不相加 · {}</p><a href=/>返回</a></header>\
         <table><tr><th class=number>编号<th>大厅",
        when(Some(now_ms))
    );
    let days: Vec<BeijingDay> = (days.start().0..=days.end().0).map(BeijingDay).collect();
    for day in &days {
        let _ = write!(text, "<th class=number>{}", day.date().format("%m-%d"));
    }
    text.push_str("<th>数据截至</tr>");
    for log in logs {
        let _ = write!(text, "<tr><td class=number>{}<td>{}", log.hall, escaped(&log.name));
        for day in &days {
            text.push_str(&cell(log, *day));
        }
        let _ = write!(text, "<td>{}</tr>", when(log.known_ms));
    }
    text.push_str("</table><p>“—”是还没有收到；“不全”是当天还有电脑没有核对一致。");
    page(&text)
}

/// A day that is over and known counts as it is, none as 0; of one that is not, only what is here, and that it is not all.
fn cell(log: &HallLog, day: BeijingDay) -> String {
    let over = (i64::from(day.0) + 1) * DAY_MS - BEIJING_MS;
    let is_known = log.known_ms.is_some_and(|known| known >= over);
    match (log.days.get(&day), is_known) {
        (Some(counts), true) => format!("<td class=number>{}", said(counts)),
        (None, true) => format!("<td class=number>{}", said(&DayCounts::default())),
        (Some(counts), false) => format!("<td class=number>{}<br><span class=silent>不全</span>", said(counts)),
        (None, false) => "<td class=number>—".to_owned(),
    }
}

fn said(counts: &DayCounts) -> String {
    let by_hand = match counts.by_hand {
        0 => String::new(),
        by => format!("（手工 {by:+}）"),
    };
    format!("{} 单<br>{} 件<br>{} 趟{by_hand}<br>{} 人", counts.cases, counts.items, counts.trips, counts.people)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Saturday 28 November 2026, 12:00 in Beijing.
    const NOON: i64 = 20_785 * DAY_MS + 4 * 3600 * 1000;

    fn hall(known_ms: Option<i64>, days: &[(u32, DayCounts)]) -> HallLog {
        let days = days.iter().map(|(day, counts)| (BeijingDay(*day), *counts)).collect();
        HallLog { hall: 3, name: "<甲厅>".to_owned(), days, known_ms }
    }

    #[test]
    fn what_is_missing_is_no_zero() {
        let some = DayCounts { cases: 6, items: 5, trips: 23, by_hand: 1, people: 9 };
        let check = |known_ms, days: &[(u32, DayCounts)], expected: &str| {
            assert_eq!(cell(&hall(known_ms, days), BeijingDay(20_784)), expected);
        };
        let said = "6 单<br>5 件<br>23 趟（手工 +1）<br>9 人";
        check(Some(NOON), &[(20_784, some)], &format!("<td class=number>{said}"));
        check(Some(NOON), &[], "<td class=number>0 单<br>0 件<br>0 趟<br>0 人");
        // On that evening a PC was heard for the last time.
        let evening = NOON - DAY_MS + 6 * 3600 * 1000;
        check(Some(evening), &[(20_784, some)], &format!("<td class=number>{said}<br><span class=silent>不全</span>"));
        check(Some(evening), &[], "<td class=number>—");
        check(None, &[], "<td class=number>—");
        // Midnight in Beijing is the end of the day, not midnight in Greenwich.
        check(Some(20_785 * DAY_MS - BEIJING_MS), &[], "<td class=number>0 单<br>0 件<br>0 趟<br>0 人");
        check(Some(20_785 * DAY_MS - BEIJING_MS - 1), &[], "<td class=number>—");
    }

    #[test]
    fn the_page_shows_a_week_and_no_html_of_a_name() {
        let days = days(NOON);
        assert_eq!(days, BeijingDay(20_779)..=BeijingDay(20_785));
        let page = log(&[hall(None, &[])], &days, NOON);
        assert!(page.contains("11-22") && page.contains("11-28") && page.contains("&lt;甲厅&gt;"), "{page}");
        assert_eq!(page.matches("<td class=number>—").count(), 7);
    }
}
