//! Replies as people write them, and what is proposed.
//!
//! How an expectation reads: `税务局 上=来1[王芳]` is the morning, one comes, 王芳; `全` both half-days alike, `下` the
//! afternoon, `来?` a number nobody said, `*` no half-day named, `@` who said it, `☎` a number beside no name. `✗` begins a
//! line that is not understood, with why.

use super::*;
use crate::event::{Coming, Items};
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::MinuteOfDay;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::fmt::Write;

mod examples;

const NAMES: [(u32, &[&str]); 5] = [
    (2, &["北京市朝阳区烟草专卖局", "烟草专卖局", "烟草局"]),
    (4, &["北京市经济和信息化局", "经信局", "市经信局"]),
    (5, &["国家税务总局北京市税务局", "税务局", "市税务局", "税务"]),
    (8, &["民政局", "朝阳民政局"]),
    (9, &["民政局", "石景山民政局"]),
];
const ITEMS: [(u32, &[&str]); 4] = [
    (101, &["食品经营许可证核发", "食品经营许可", "食品"]),
    (102, &["发票代开", "发票"]),
    (103, &["车辆购置税", "车购税"]),
    (104, &["食品生产许可", "食品"]),
];

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn departments() -> Vec<KnownDepartment> {
    NAMES.iter().map(|(id, names)| KnownDepartment { id: DepartmentId(*id), names: owned(names) }).collect()
}

fn read_with(text: &str, in_hand: Option<u32>) -> Pasted {
    let items: Vec<_> = ITEMS.iter().map(|(id, names)| KnownItem { id: ItemId(*id), names: owned(names) }).collect();
    let day = NaiveDate::from_ymd_opt(2026, 11, 28).expect("a Saturday");
    read(text, &Known { day, departments: &departments(), items: &items, in_hand: in_hand.map(DepartmentId) })
}

fn half_shown(half: &HalfProposal) -> String {
    let mut shown = match half.coming {
        Coming::Comes => "来",
        Coming::OnCall => "待命",
        Coming::Cannot | Coming::NotReached => return "不来".to_owned(),
    }
    .to_owned();
    shown += &half.approvers.map_or("?".to_owned(), |count| count.to_string());
    let people: Vec<_> = half
        .people
        .iter()
        .map(|one| format!("{}{}", one.name, one.phone.as_ref().map_or(String::new(), |phone| format!(" {phone}"))))
        .collect();
    if !people.is_empty() {
        let _ = write!(shown, "[{}]", people.join(","));
    }
    let time = |time: Option<MinuteOfDay>| time.map_or(String::new(), |time| time.time().format("%-H:%M").to_string());
    if half.from.is_some() || half.until.is_some() {
        let _ = write!(shown, "({}-{})", time(half.from), time(half.until));
    }
    let ids = |items: &[ItemId]| items.iter().map(|item| item.0.to_string()).collect::<Vec<_>>().join("/");
    match &half.items {
        Items::All => {}
        Items::Only(items) => shown += &format!("只{}", ids(items)),
        Items::AllBut(items) => shown += &format!("不{}", ids(items)),
    }
    shown
}

fn proposal_shown(one: &Proposal) -> String {
    let name =
        NAMES.iter().find(|(id, _)| *id == one.department.0).map_or("?", |(_, names)| names[names.len().min(2) - 1]);
    let mut shown = name.to_owned();
    match (&one.morning, &one.afternoon) {
        (Some(morning), Some(afternoon)) if morning == afternoon => shown += &format!(" 全={}", half_shown(morning)),
        (morning, afternoon) => {
            for (half, word) in [(morning, "上"), (afternoon, "下")] {
                if let Some(half) = half {
                    let _ = write!(shown, " {word}={}", half_shown(half));
                }
            }
        }
    }
    if !one.half_said {
        shown += "*";
    }
    for phone in &one.phones {
        let _ = write!(shown, " ☎{phone}");
    }
    if let Some(told_by) = &one.told_by {
        let _ = write!(shown, " @{told_by}");
    }
    shown
}

fn shown(pasted: &Pasted) -> String {
    let unread = pasted.unread.iter().map(|unread| format!("✗{:?}", unread.why));
    pasted.proposals.iter().map(proposal_shown).chain(unread).collect::<Vec<_>>().join("; ")
}

fn check(in_hand: Option<u32>, rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|(text, expect)| (text, expect, shown(&read_with(text, in_hand))))
        .filter(|(_, expect, found)| found != *expect)
        .map(|(text, expect, found)| format!("{text:?}\n  expected {expect}\n  read     {found}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn replies_that_name_their_department() {
    check(None, examples::NAMED);
}

#[test]
fn replies_of_the_department_in_hand() {
    check(Some(5), examples::IN_HAND);
}

#[test]
fn what_is_no_answer_is_handed_back() {
    check(Some(5), examples::UNCLEAR);
}

#[test]
fn several_lines_and_several_people() {
    check(None, examples::SEVERAL);
}

#[test]
fn one_department_in_hand_takes_nothing_from_a_text_that_names_another() {
    let text = "全天1人\n烟草局不来";
    assert_eq!(shown(&read_with(text, Some(5))), "烟草专卖局 全=不来*; ✗NoDepartment");
    assert_eq!(shown(&read_with("全天1人\n税务局收到", Some(5))), "税务局 全=来1; ✗NoAnswer");
}

#[test]
fn the_sheet_of_another_hall_proposes_nothing() {
    let text = "海淀区政务服务中心 周六值班安排\n城管委 上午 王芳\n园林绿化局 全天2人";
    assert_eq!(read_with(text, None).proposals, []);
    assert_eq!(read_with(text, None).unread.len(), 3);
}

#[test]
fn a_proposal_keeps_its_lines_and_a_refusal_its_own() {
    let read = read_with("值班安排\r\n税务局：\r\n上午 王芳\r\n下午 李强\r\n\r\n再说吧", None);
    let lines = |lines: &[Line]| lines.iter().map(|line| line.number).collect::<Vec<_>>();
    assert_eq!(read.proposals.iter().map(|one| lines(&one.lines)).collect::<Vec<_>>(), [[2, 3, 4]]);
    assert_eq!(read.proposals[0].lines[1].text, "上午 王芳");
    assert_eq!(read.unread.iter().map(|one| one.line.number).collect::<Vec<_>>(), [1, 6]);
}

#[test]
fn two_answers_of_one_department_are_found() {
    let read = read_with("税务局 上午 2人\n税务局 上午不来\n烟草局 上午1人\n烟草局 下午不来", None);
    assert_eq!(shown(&read), "税务局 上=来2; 税务局 上=不来; 烟草专卖局 上=来1 下=不来");
    assert_eq!(read.contradicted(), [DepartmentId(5)]);
}

#[test]
fn an_accepted_proposal_is_an_answer_of_at_least_one() {
    let read = read_with("税务局 上午王芳，下午来人", None);
    let proposal = &read.proposals[0];
    let answers = [&proposal.morning, &proposal.afternoon].map(|half| half.as_ref().map(|half| half.answer(2)));
    let told = answers.map(|answer| answer.map(|answer| (answer.coming, answer.approvers, answer.named)));
    assert_eq!(told, [Some((Coming::Comes, 1, Some(true))), Some((Coming::Comes, 2, None))]);
    let none = read_with("税务局不来", None).proposals[0].morning.as_ref().map(|half| half.answer(3).approvers);
    assert_eq!(none, Some(0));
}

#[test]
fn two_thousand_lines_are_read_and_a_line_without_end_is_not() {
    let text: String = (0..2000).map(|n| format!("{}. 税务局 上午 1人 王芳 138{n:08}\r\n", n % 900 + 1)).collect();
    let read = read_with(&text, None);
    let lines: usize = read.proposals.iter().map(|one| one.lines.len()).sum();
    assert_eq!((lines, read.unread.len()), (2000, 0));
    assert_eq!(shown(&read_with(&"税务局全天1人，".repeat(200), None)), "✗Words");
}

#[test]
fn whoever_is_named_in_a_denial_does_not_come() {
    for deny in ["来不了", "不来", "请假", "不能来", "没空", "到不了岗", "无法到岗", "没时间"] {
        for half in ["", "上午", "下午", "全天"] {
            for text in [format!("税务局王芳{half}{deny}"), format!("税务局：{half}王芳{deny}")] {
                let read = read_with(&text, None);
                let halves = read.proposals.iter().flat_map(|one| [&one.morning, &one.afternoon]).flatten();
                let comings: Vec<Coming> = halves.map(|half| half.coming).collect();
                assert!(comings.iter().all(|coming| *coming == Coming::Cannot), "{text}");
                assert_eq!(comings.is_empty(), !read.unread.is_empty(), "{text}");
            }
        }
    }
}

/// Pieces that meet in replies, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "税务局",
        "烟草局",
        "民政局",
        "经信局",
        "全天",
        "上午",
        "下午",
        "来",
        "不来",
        "来不了",
        "王芳",
        "李强",
        "张三丰",
        "2人",
        "1人",
        "两名",
        "13800000000",
        "，",
        "。",
        "：",
        "、",
        " ",
        "\n",
        "\n\n",
        "\t",
        "\"",
        "换",
        "只",
        "不办",
        "食品",
        "发票",
        "待命",
        "9:30-11:00",
        "10点以后",
        "28日",
        "12月5日",
        "收到",
        "好的",
        "我",
        "说",
        "不能",
        "没人",
        "王芳 10:20:",
        "[10:20] 李强：",
        "1. ",
        "请假",
        "替",
        "三人中",
        "除",
        "外",
        "吗",
        "@",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn holds(read: &Pasted, text: &str, in_hand: Option<u32>) -> Result<(), TestCaseError> {
    for proposal in &read.proposals {
        let (_, names) = NAMES.iter().find(|(id, _)| *id == proposal.department.0).expect("a known department");
        let stands = names.iter().any(|name| text.contains(name));
        prop_assert!(stands || in_hand == Some(proposal.department.0), "{text:?} names no {names:?}");
        prop_assert!(proposal.morning.is_some() || proposal.afternoon.is_some());
        prop_assert!(!proposal.lines.is_empty());
        for half in [&proposal.morning, &proposal.afternoon].into_iter().flatten() {
            let named = u16::try_from(half.people.len()).expect("few people");
            prop_assert!(half.approvers.map_or(named == 0, |count| named <= count), "{text:?}: {half:?}");
            prop_assert_eq!(half.coming == Coming::Cannot, half.approvers == Some(0), "{:?}: {:?}", text, half);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_department_is_made_up_and_no_name_is_too_many(text in pieces(), in_hand in prop::option::of(Just(5u32))) {
        holds(&read_with(&text, in_hand), &text, in_hand)?;
    }

    #[test]
    fn any_text_is_read_and_no_line_is_lost(text in "(\\PC|[\r\n\t\" ]){0,60}") {
        let read = read_with(&text, Some(5));
        holds(&read, &text, Some(5))?;
        let told: usize = read.proposals.iter().map(|one| one.lines.len()).sum::<usize>() + read.unread.len();
        let is_blank = |line: &Line| signs::signs(&line.text).iter().all(|sign| sign.plain == ' ');
        let lines = lines::lines(&text).into_iter().filter(|line| !is_blank(line)).count();
        prop_assert!(told >= lines, "{told} of {lines} lines");
    }
}
