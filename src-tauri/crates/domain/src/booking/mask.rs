//! Names and numbers on screens that other citizens can see.

use crate::text::phone_key;

/// Compound surnames in use, most frequent first; a name that begins with one shows both characters.
/// Source: the compound surnames of 教育部 and 公安部's yearly name reports that are in living use.
const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "歐陽", "上官", "皇甫", "令狐", "诸葛", "諸葛", "司徒", "司马", "司馬", "申屠", "夏侯", "贺兰", "賀蘭",
    "完颜", "完顏", "慕容", "尉迟", "尉遲", "长孙", "長孫", "东方", "東方", "独孤", "獨孤", "公孙", "公孫", "端木",
    "轩辕", "軒轅", "南宫", "南宮",
];

/// The surname, and one star for each further character but at most two: `王*`, `李**`, `欧阳*`. A name with a middle dot
/// (`买买提·艾力`) or of Latin letters keeps its first character.
pub fn mask_name(name: &str) -> String {
    let name = name.trim();
    let shown = COMPOUND_SURNAMES
        .iter()
        .find(|surname| name.starts_with(**surname) && name.chars().count() > 2)
        .map_or_else(|| name.chars().take(1).collect::<String>(), ToString::to_string);
    let hidden = name.chars().count().saturating_sub(shown.chars().count());
    format!("{shown}{}", "*".repeat(hidden.min(2)))
}

/// A mobile number as it is masked everywhere in the mainland, `138****8000`; any other with all but its last four digits
/// hidden, so that it can be told which of two it is.
pub fn mask_phone(phone: &str) -> String {
    if let Some(mobile) = phone_key(phone).filter(|key| is_mobile(key)) {
        return format!("{}****{}", &mobile[..3], &mobile[7..]);
    }
    let shown = phone.chars().filter(char::is_ascii_digit).count().saturating_sub(4);
    let mut digits = 0;
    let hide = |c: char| {
        if !c.is_ascii_digit() {
            return c;
        }
        digits += 1;
        if digits > shown { c } else { '*' }
    };
    phone.chars().map(hide).collect()
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1')
}

#[cfg(test)]
mod tests {
    use super::{mask_name, mask_phone};

    #[test]
    fn shows_enough_of_a_number_to_tell_it_from_another() {
        let check = |phone: &str, masked: &str| assert_eq!(mask_phone(phone), masked);
        check("13800138000", "138****8000");
        check("+86 138-0013-8000", "138****8000");
        check("13800138000转12", "*********00转12");
        check("010-65090000", "***-****0000");
        check("65090", "*5090");
        check("123", "123");
        check("", "");
    }

    #[test]
    fn shows_the_surname_only() {
        let check = |name: &str, masked: &str| assert_eq!(mask_name(name), masked, "{name}");
        check("王伟", "王*");
        check("李小明", "李**");
        check("欧阳修", "欧阳*");
        check("欧阳", "欧*");
        check("王", "王");
        check("买买提·艾力", "买**");
        check("𬱖伟", "𬱖*");
        check("䶮龙龙", "䶮**");
        check("John Smith", "J**");
        check(" 王 ", "王");
        check("", "");
    }
}
