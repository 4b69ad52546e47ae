use super::*;
use proptest::prelude::*;

#[test]
fn what_comes_by_paste_is_kept_without_what_cannot_be_seen() {
    for (typed, kept) in [
        ("\u{202a}13800138000\u{202c}", "13800138000"),
        ("010\u{2013}6509\u{2011}0000", "010-6509-0000"),
        ("\u{feff}13900139001", "13900139001"),
        ("\u{2066}+86\u{a0}138\u{2009}0013\u{3000}8000\u{2069}", "+86 138 0013 8000"),
        (" １３８００１３８０００ ", "13800138000"),
        ("１３８－００１３－８０００", "138-0013-8000"),
        ("（０１０）６５０９００００", "(010)65090000"),
        ("٠١٠-٦٥٠٩٠٠٠٠", "010-65090000"),
        ("138〇〇138〇〇〇", "13800138000"),
        ("138\u{ad}0013\u{200b}8000\r\n", "13800138000"),
        ("电话：13800138000", "13800138000"),
        ("Tel: 010 65090000", "010 65090000"),
        ("tel:+8613800138000", "+8613800138000"),
        ("010\u{2212}65090000转8012", "010-65090000转8012"),
        ("电话没有", "电话没有"),
        ("", ""),
    ] {
        assert_eq!(clean_phone(typed), kept, "{typed:?}");
    }
}

#[test]
fn what_is_refused_and_why() {
    let check = |typed: &str, expected| assert_eq!(phone_fault(&clean_phone(typed)), expected, "{typed}");
    for good in [
        "",
        "13800138000",
        "+86 138 0013 8000",
        "(+86) 138 0013 8000",
        "010-65090000转8012",
        "010-65090000 ext. 8012",
        "010-65090000#8012",
        "010-65090000-8012",
        "010-65090000，8012",
        "010/65090000",
        "138.0013.8000",
        "12345",
        "10086",
        "400-810-0000",
        "(010) 6509 0000",
        "013800138000",
        "+852 9123 4567",
        "0085291234567",
        "+1 415 555 2671",
        "+44 20 7946 0958",
        "13800138000转1234",
        "65090000",
    ] {
        check(good, None);
    }
    for letters in ["1380013800o", "无", "电话没有", "13800138000 王", "1+3800138000"] {
        check(letters, Some(PhoneFault::Characters));
    }
    for length in ["138", "1380013800013800", "-", "+"] {
        check(length, Some(PhoneFault::Length));
    }
    for mobile in ["1361111", "1380013800", "138001380001", "+86 138 0013 800", "86138001380001"] {
        check(mobile, Some(PhoneFault::Mobile));
    }
    check("00000000000", Some(PhoneFault::Repeated));
    check("11111111111", Some(PhoneFault::Repeated));
    for several in [
        "13800138000/13900139000",
        "13800138000、13900139000",
        "13800138000，13900139000",
        "13800138000 13900139000",
        "13800138000\n13900139000",
        "010-65090000;13800138000",
    ] {
        check(several, Some(PhoneFault::Several));
    }
}

#[test]
fn one_line_has_one_form() {
    for (line, ways) in [
        (
            "13800138000",
            &[
                "13800138000",
                "138 0013 8000",
                "138-0013-8000",
                "138.0013.8000",
                "+86 138-0013-8000",
                "+8613800138000",
                "0086 13800138000",
                "8613800138000",
                "013800138000",
                "086 13800138000",
                "(86)13800138000",
                "+86 (0)138 0013 8000",
                "１３８００１３８０００",
                "\u{202a}13800138000\u{202c}",
                "电话：138 0013 8000",
            ][..],
        ),
        (
            "01065090000",
            &[
                "010-65090000",
                "(010) 6509 0000",
                "01065090000",
                "65090000",
                "6509-0000",
                "+86 10 6509 0000",
                "+86 (0)10 65090000",
                "0086-10-65090000",
                "86 10 65090000",
                "8601065090000",
                "1065090000",
            ][..],
        ),
        (
            "010650900008012",
            &[
                "010-65090000转8012",
                "010 65090000轉8012",
                "65090000-8012",
                "010-65090000-8012",
                "(010)65090000分机8012",
                "010-65090000 ext. 8012",
                "010-65090000 x8012",
                "010-65090000#8012",
                "010-65090000，8012",
                "+86-10-65090000,,8012",
                "+86 10 6509 0000;ext=8012",
                "010650900008012",
                "010-65090000 分机号：8012",
                "65090000内线8012",
            ][..],
        ),
        ("037165432100", &["0371-65432100", "+86 371 65432100", "86 371 65432100"][..]),
        ("85291234567", &["+852 9123 4567", "00852 91234567", "85291234567"][..]),
        ("4008100000", &["400-810-0000", "+86 400 810 0000"][..]),
        ("12345", &["12345", "+86 12345"][..]),
    ] {
        for way in ways {
            assert_eq!(phone_key(way).as_deref(), Some(line), "{way}");
        }
    }
    assert_eq!(phone_key(" "), None);
    assert_eq!(phone_key("86001234").as_deref(), Some("01086001234"), "a number in Beijing that begins with 86 is one");
}

#[test]
fn a_line_is_found_by_whatever_is_typed_of_it() {
    let check = |kept: &str, typed: &str, found: bool| {
        let sought = SoughtPhone::new(typed).unwrap_or_else(|| panic!("{typed} is a number"));
        assert_eq!(Phone::new(kept).answers(&sought), found, "{kept} by {typed}");
    };
    let mobile = "13800138000";
    for typed in [
        "13800138000",
        "+86 138 0013 8000",
        "8613800138000",
        "013800138000",
        "008613800138000",
        "138 0013 8000",
        "8000",
        "0138000",
    ] {
        check(mobile, typed, true);
    }
    for typed in ["13900139000", "8001", "1380", "13800138000转1"] {
        check(mobile, typed, false);
    }
    let landline = "010-65090000转8012";
    for typed in [
        "010-65090000转8012",
        "010-65090000-8012",
        "65090000",
        "010-65090000",
        "01065090000",
        "+86 10 65090000",
        "65090000-8012",
        "65090000转8012",
        "8012",
        "0000",
        "090000转8012",
        "010650900008012",
        "0000 8012",
    ] {
        check(landline, typed, true);
    }
    for typed in ["65090001", "65090000转8013", "021-65090000", "010-65090000-801"] {
        check(landline, typed, false);
    }
    check("021-65090000", "65090000", true);
    check("+852 9123 4567", "91234567", true);
    check("", "8000", false);
    for no_number in ["张", "张 8000", "x", "E12345678", "002x", "1X234567", "#8012", ""] {
        assert_eq!(SoughtPhone::new(no_number), None, "{no_number}");
    }
}

proptest! {
    /// Whatever can be booked with is found by exactly what was typed, and by what was kept.
    #[test]
    fn what_is_kept_is_found(typed in "[+(]?[0-9 .()-]{4,20}(转[0-9]{1,4})?") {
        let kept = clean_phone(&typed);
        prop_assert_eq!(&clean_phone(&kept), &kept);
        if !kept.is_empty() && phone_fault(&kept).is_none() {
            for way in [&typed, &kept] {
                prop_assert!(SoughtPhone::new(way).is_some_and(|sought| Phone::new(&kept).answers(&sought)), "{:?}", way);
            }
        }
    }

    /// A mobile number is one line, with whatever prefix and grouping.
    #[test]
    fn a_mobile_is_one_line(number in "1[3-9][0-9]{9}", prefix in prop::sample::select(vec!["", "+86 ", "86", "0086-", "0"]), at in 1usize..10) {
        let grouped = format!("{prefix}{} {}", &number[..at], &number[at..]);
        prop_assert_eq!(phone_key(&grouped), Some(number));
    }
}
