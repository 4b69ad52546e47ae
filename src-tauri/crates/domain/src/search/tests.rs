use super::*;
use crate::reference::shipped;
use proptest::prelude::*;
use std::sync::LazyLock;

static SHIPPED: LazyLock<(Catalogue, ItemIndex)> = LazyLock::new(|| {
    let catalogue = Catalogue::from_csv(shipped::DEPARTMENTS, shipped::ITEMS).expect("the shipped catalogue reads");
    let index = ItemIndex::new(&catalogue);
    (catalogue, index)
});

fn names(text: &str) -> Vec<String> {
    let (catalogue, index) = &*SHIPPED;
    let hits = index.search(text, 50).hits;
    hits.iter().map(|hit| catalogue.item(hit.item).expect("of this catalogue").names.zh_hans.clone()).collect()
}

fn check(typed: &str, first: &str) {
    assert_eq!(names(typed).first().map(String::as_str), Some(first), "{typed}: {:?}", names(typed));
}

#[test]
fn finds_by_whatever_is_typed() {
    let food = "食品经营许可";
    for typed in [
        "spjy",
        "spjyxk",
        "食品经营",
        "食品經營",
        "食品经营许可",
        "shipinjingyingxuke",
        "shipinj",
        "shipinjingy",
        "食p经y",
        "shipin jy",
        "sp'jy",
        "shi'pin'jing'ying",
        "SPJY",
        "ｓｐｊｙ",
        "食品證",
        "food business licence",
        "Food Bus",
        "食品许可证",
    ] {
        check(typed, food);
    }
    check("djj", "手持无线电对讲机年检缴费业务");
    check("duijiangji", "手持无线电对讲机年检缴费业务");
    check("yanz", "烟草证延续（烟草专卖零售许可证）");
    check("烟证", "烟草证延续（烟草专卖零售许可证）");
    check("000162112001", "烟草证延续（烟草专卖零售许可证）");
    check("guohu", "小客车过户手续");
    check("xkcgh", "小客车过户手续");
    check("marriage", "婚姻登记");
    check("11110000092921359M2110121019007", "医师执业注册");
    check("2110121019007", "医师执业注册");
    check("ruanzhu", "计算机软件著作权登记初审");
    check("zdjkxkz", "自动进口许可证");
    check("zidjkxkzh", "自动进口许可证");
}

#[test]
fn all_readings_of_a_character_are_typed() {
    let items = "id,zh_hans,departments,window_minutes,needs_approver\n\
                 1,重要事项,,10,no\n2,银行开户,,10,no\n3,音乐演出,,10,no\n4,女职工略图,,10,no\n5,小儿疫苗,,10,no\n";
    let catalogue = Catalogue::from_csv(shipped::DEPARTMENTS, items).expect("reads");
    let index = ItemIndex::new(&catalogue);
    let check = |typed: &str, item: u32| {
        assert_eq!(index.search(typed, 10).hits.first().map(|hit| hit.item), Some(ItemId(item)), "{typed}");
    };
    check("zhongyao", 1);
    check("chongyao", 1);
    check("cy", 1);
    check("yinhang", 2);
    check("yinxing", 2);
    check("yinyue", 3);
    check("yinle", 3);
    check("nvzhigong", 4);
    check("nuzhigong", 4);
    check("nüzhigong", 4);
    check("lvetu", 4);
    check("luetu", 4);
    check("xiaoer", 5);
    check("xer", 5);
}

/// What comes first, and what after it.
#[test]
fn the_better_match_comes_first() {
    let items = "id,zh_hans,en,aliases,departments,window_minutes,needs_approver\n\
                 1,特种食品经营许可,Special food,,,10,no\n\
                 2,食品经营许可（新办）,Food licence: new,,,10,no\n\
                 3,食品经营许可,Food licence,,,10,no\n\
                 4,商铺家用登记,Shop,,,10,no\n\
                 5,小规模食品生产经营许可,Small food business,,,10,no\n\
                 6,变更（食品经营）,Change,,,10,no\n\
                 7,其他,Spjy,,,10,no\n\
                 8,食品经营许可,Food licence,,,10,no\n";
    let catalogue = Catalogue::from_csv(shipped::DEPARTMENTS, items).expect("reads");
    let index = ItemIndex::new(&catalogue);
    let check = |typed: &str, expect: &[u32]| {
        let hits = index.search(typed, 10);
        assert_eq!(hits.hits.iter().map(|hit| hit.item.0).collect::<Vec<_>>(), expect, "{typed}");
        assert_eq!(hits.total as usize, expect.len(), "{typed}");
    };
    // Exact (an English word), initials from the beginning by length and then number, a word's beginning, inside, in pieces.
    check("spjy", &[7, 3, 4, 8, 2, 6, 1, 5]);
    // Exact, prefix, word, inside, pieces.
    check("食品经营许可", &[3, 8, 2, 1, 5]);
    check("shipinjingying", &[3, 8, 2, 6, 1, 5]);
    check("food", &[3, 8, 2, 1, 5]);
    check("food new", &[2]);
}

#[test]
fn marks_say_what_matched() {
    let check = |typed: &str, matched: &str, marks: &[(u16, u16)]| {
        let hits = SHIPPED.1.search(typed, 1).hits;
        let hit = hits.first().unwrap_or_else(|| panic!("{typed} finds something"));
        let runs: Vec<_> = hit.marks.iter().map(|run| (run.start, run.length)).collect();
        assert_eq!((hit.matched.as_str(), runs.as_slice()), (matched, marks), "{typed}");
    };
    check("spjy", "食品经营许可", &[(0, 4)]);
    check("shipinj", "食品经营许可", &[(0, 3)]);
    check("食品經營", "食品經營許可", &[(0, 4)]);
    check("food b", "Food business licence", &[(0, 4), (5, 1)]);
    check("djjnj", "对讲机年检", &[(0, 5)]);
    check("餐饮环节", "食品经营许可（餐饮环节）咨询服务", &[(7, 4)]);
    check("许可餐饮环节", "食品经营许可（餐饮环节）咨询服务", &[(4, 2), (7, 4)]);
    check("软件登记", "计算机软件著作权登记初审", &[(3, 2), (8, 2)]);
}

#[test]
fn a_character_may_be_mistaken_for_another_of_the_same_sound() {
    check("食品经赢", "食品经营许可");
    check("昏姻登记", "婚姻登记");
    assert!(names("昏姻登").contains(&"婚姻登记".to_owned()));
}

#[test]
fn what_is_no_text_finds_nothing() {
    for typed in ["", "  ", "'", "、（）", "\u{0}", "🙂", "zzzzzz", "x9x9x9"] {
        let hits = SHIPPED.1.search(typed, 50);
        assert!(hits.hits.is_empty() && hits.total == 0, "{typed:?}: {hits:?}");
    }
    assert_eq!(ItemIndex::new(&Catalogue::default()).search("sp", 10), Hits::default());
}

#[test]
fn the_limit_limits_the_list_and_not_the_count() {
    let all = SHIPPED.1.search("xk", 50);
    let few = SHIPPED.1.search("xk", 3);
    assert_eq!(few.total, all.total);
    assert_eq!(few.hits, all.hits[..3]);
    assert_eq!(SHIPPED.1.search("xk", 0).total, all.total);
}

/// Full pinyin and initials of a name, with one reading picked for each character by `pick`.
fn spelled(name: &str, pick: usize) -> (String, String) {
    let mut full = String::new();
    let mut initials = String::new();
    for c in name.chars().filter_map(alphabet::fold) {
        let readings = alphabet::readings(c);
        match readings.get(pick % readings.len().max(1)) {
            Some(reading) => {
                full.extend(reading.iter());
                initials.extend(reading.first());
            }
            None => {
                full.push(c);
                initials.push(c);
            }
        }
    }
    (full, initials)
}

proptest! {
    /// Whatever an item is called, it is found by its own name, pinyin, initials, Traditional name, aliases and code.
    #[test]
    fn every_item_is_found_by_its_own_names(at in 0usize..35, pick in 0usize..6) {
        let (catalogue, index) = &*SHIPPED;
        let item = &catalogue.items()[at];
        let (full, initials) = spelled(&item.names.zh_hans, pick);
        let own = [&item.names.zh_hans, &item.names.zh_hant, &item.names.en, &full, &initials];
        for typed in own.into_iter().chain(&item.aliases).chain(&item.code) {
            let found = index.search(typed, 50).hits.iter().any(|hit| hit.item == item.id);
            prop_assert!(found, "{} by {typed}", item.names.zh_hans);
        }
        // One item's name may begin another's: but nothing that is not exact stands before it.
        let first = index.search(&item.names.zh_hans, 1).hits[0].clone();
        prop_assert_eq!(first.item, item.id);
        prop_assert_eq!(first.marks.iter().map(|run| usize::from(run.length)).sum::<usize>(),
            item.names.zh_hans.chars().filter_map(alphabet::fold).count());
    }

    /// The same for names nobody has thought of: any Chinese characters, any letters.
    #[test]
    fn any_name_is_found_by_its_pinyin(name in "[\u{4e00}-\u{9fa5}]{1,12}[（]?[a-z0-9]{0,3}", pick in 0usize..6) {
        let csv = format!("id,zh_hans,departments,window_minutes,needs_approver\n1,{name},,10,no\n");
        let catalogue = Catalogue::from_csv(shipped::DEPARTMENTS, &csv).expect("reads");
        let index = ItemIndex::new(&catalogue);
        let (full, initials) = spelled(&name, pick);
        for typed in [&name, &full, &initials] {
            prop_assert_eq!(index.search(typed, 1).total, 1, "{} by {}", name, typed);
        }
    }

    /// Any text at all: no panic, marks within the text, in order and not touching.
    #[test]
    fn any_text_may_be_typed(typed in "\\PC{0,40}") {
        for hit in SHIPPED.1.search(&typed, 50).hits {
            let length = hit.matched.chars().count();
            let mut last = 0;
            for (at, run) in hit.marks.iter().enumerate() {
                prop_assert!(run.length > 0 && (at == 0 || run.start > last));
                last = run.start + run.length;
            }
            prop_assert!(usize::from(last) <= length && !hit.marks.is_empty());
        }
    }

    /// The sieve lets through whatever the matching would find: with any piece of a name's spelling, in one run or with
    /// something left out in the middle.
    #[test]
    fn the_sieve_loses_nothing(at in 0usize..35, pick in 0usize..6, from in 0usize..20, first in 1usize..9, skip in 0usize..6) {
        let (catalogue, index) = &*SHIPPED;
        let (full, initials) = spelled(&catalogue.items()[at].names.zh_hans, pick);
        for spelling in [full, initials, catalogue.items()[at].names.zh_hant.clone()] {
            let letters: Vec<char> = spelling.chars().collect();
            let typed = letters.iter().skip(from).take(first).chain(letters.iter().skip(from + first + skip).take(4));
            let query = Query::new(&typed.collect::<String>());
            if query.is_empty() {
                continue;
            }
            let mut matcher = Matcher::new(&query, &index.alphabet);
            let let_through: Vec<usize> = index.sieve.run(&query).collect();
            let scattered: Vec<usize> = index.sieve.scattered(&query).collect();
            for (at, line) in index.lines.iter().enumerate() {
                prop_assert!(matcher.in_one_run(line).is_none() || let_through.contains(&at));
                prop_assert!(matcher.pieces(line).is_none() || scattered.contains(&at));
            }
        }
    }
}
