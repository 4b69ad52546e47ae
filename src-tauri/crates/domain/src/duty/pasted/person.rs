//! Whether a stretch of characters that means nothing else is the name of a person.

use super::signs::{Sign, typed};
use crate::text::{clean_name, is_chinese};

/// The commonest family names: nine people of ten. A rarer one is taken for a name beside a telephone number only.
const FAMILIES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚\
    卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤于阎牛樊温邢\
    康柴倪乔鲁岳甘葛殷焦庞傅路翟纪芦章苗骆俞凌霍柳梅管蓝申娄詹卞祝齐洪聂裴车耿关兰左柯舒欧尚童滕庄符宫涂茅屈佟解\
    卓阮穆翁饶游瞿晏储巩郎曲隋冉常施安艾翁危隗佘简麦谷敖臧冀商伍闵丛仇靳褚窦查";
const DOUBLE_FAMILIES: [&str; 12] =
    ["欧阳", "上官", "司马", "诸葛", "司徒", "夏侯", "皇甫", "尉迟", "慕容", "令狐", "东方", "端木"];
/// What stands before a family name among colleagues.
const FAMILIAR: &str = "小老";
/// No given name has these: a stretch with one of them says something that is not known.
const NEVER: &str = "不没未无非别否勿莫吗呢吧啊呀的了是也都还就很太或但而且因所以们你您他她它这那哪谁几多少什么怎样请让给\
    被把对向从等如若将已再又才需要可能会想说问听看定期待只仅全共每各第";
/// A dot between the parts of a name.
const DOTS: &str = "·•‧・⋅";
const DOTTED_CHARACTERS_MAX: usize = 20;

fn is_family(c: char) -> bool {
    FAMILIES.contains(c)
}

fn is_given(signs: &[Sign]) -> bool {
    signs.iter().all(|sign| is_chinese(sign.plain) && !NEVER.contains(sign.plain))
}

/// Whether the signs are a person's name, as far as can be told without asking.
pub(super) fn is_name(signs: &[Sign]) -> bool {
    if signs.iter().any(|sign| DOTS.contains(sign.plain)) {
        return is_dotted(signs);
    }
    let Some(first) = signs.first() else { return false };
    let double: String = signs.iter().take(2).map(|sign| sign.plain).collect();
    if DOUBLE_FAMILIES.contains(&double.as_str()) {
        return matches!(signs.len(), 3 | 4) && is_given(&signs[2..]);
    }
    if FAMILIAR.contains(first.plain) {
        return signs.len() == 2 && is_family(signs[1].plain);
    }
    matches!(signs.len(), 2 | 3) && is_family(first.plain) && is_given(&signs[1..])
}

/// Whether the signs may be a name whose family name is rare.
pub(super) fn may_be_name(signs: &[Sign]) -> bool {
    matches!(signs.len(), 2 | 3) && is_given(signs)
}

/// Whether the signs are a family name alone, as it stands before what a person is.
pub(super) fn is_family_name(signs: &[Sign]) -> bool {
    match signs {
        [one] => is_family(one.plain),
        [one, two] => DOUBLE_FAMILIES.contains(&format!("{}{}", one.plain, two.plain).as_str()),
        _ => false,
    }
}

fn is_dotted(signs: &[Sign]) -> bool {
    let parts: Vec<_> = signs.split(|sign| DOTS.contains(sign.plain)).collect();
    let whole = parts.iter().all(|part| part.len() > 1 && is_given(part));
    parts.len() > 1 && signs.len() <= DOTTED_CHARACTERS_MAX && whole
}

/// Words of one character that given names have in the middle, and at the end.
const SOFT_MIDDLE: &str = "和来好能行在有派到办会是共科工总前后起中里外均加与并将";
const SOFT_END: &str = "中里外均加";

/// Whether three characters that stand alone are a name with a word of one character in it, by how long a word begins at
/// the second and the third. 王和李 is none: those are two people.
pub(super) fn is_soft_name(signs: &[Sign], words: [Option<usize>; 2]) -> bool {
    let [first, middle, last] = signs else { return false };
    let is_named = |sign: &Sign| is_given(std::slice::from_ref(sign));
    is_family(first.plain)
        && match words {
            [Some(1), None] => SOFT_MIDDLE.contains(middle.plain) && is_named(last) && !is_family(last.plain),
            [None, Some(1)] => SOFT_END.contains(last.plain) && is_named(middle),
            _ => false,
        }
}

/// A name as it is kept.
pub(super) fn kept(signs: &[Sign]) -> String {
    clean_name(&typed(signs))
}

#[cfg(test)]
mod tests {
    use super::super::signs::signs;
    use super::*;

    #[test]
    fn names_are_told_from_words() {
        for (text, expect) in [
            ("王芳", true),
            ("王國強", true),
            ("欧阳娜娜", true),
            ("小王", true),
            ("买买提·艾力", true),
            ("王", false),
            ("王芳不", false),
            ("王芳李强", false),
            ("睢鹏", false),
            ("通知", false),
            ("·", false),
            ("王·", false),
            ("", false),
        ] {
            assert_eq!(is_name(&signs(text)), expect, "{text}");
        }
        assert!(may_be_name(&signs("睢鹏")) && is_family_name(&signs("王")) && !is_family_name(&signs("睢")));
    }
}
