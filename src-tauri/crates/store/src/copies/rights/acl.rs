//! Who may do what with a file of Windows, as data: the system's text form (SDDL) read, and judged.
//!
//! The form is Microsoft's "Security Descriptor String Format": `O:owner D:flags(type;flags;rights;;;account)…`.

use super::kinds::{Place, Way, Whom};

/// SYSTEM, the group of administrators, the first administrator.
const ADMINISTRATORS: [&str; 5] = ["SY", "S-1-5-18", "BA", "S-1-5-32-544", "LA"];
/// Not an account: limits what an owner may do by being one.
const OWNER_RIGHTS: [&str; 2] = ["OW", "S-1-3-4"];
const EVERYONE: [&str; 6] = ["WD", "S-1-1-0", "AN", "S-1-5-7", "AC", "S-1-15-2-1"];
const USERS: [&str; 10] = ["BU", "S-1-5-32-545", "AU", "S-1-5-11", "IU", "S-1-5-4", "NU", "S-1-5-2", "DU", "S-1-2-0"];
const GUESTS: [&str; 5] = ["BG", "S-1-5-32-546", "LG", "DG", "S-1-5-32-547"];
const CREATOR: [&str; 4] = ["CO", "S-1-3-0", "CG", "S-1-3-1"];

/// Rights to write, to add, to delete, to change rights or owner; the generic ones among them.
const CHANGING: u32 =
    0x0002 | 0x0004 | 0x0010 | 0x0040 | 0x0100 | 0x0001_0000 | 0x0004_0000 | 0x0008_0000 | 0x5000_0000;
/// Two letters for a right, and what it is.
const RIGHTS: [(&str, u32); 18] = [
    ("GA", 0x1000_0000),
    ("GR", 0x8000_0000),
    ("GW", 0x4000_0000),
    ("GX", 0x2000_0000),
    ("FA", 0x001f_01ff),
    ("FR", 0x0012_0089),
    ("FW", 0x0012_0116),
    ("FX", 0x0012_00a0),
    ("RC", 0x0002_0000),
    ("SD", 0x0001_0000),
    ("WD", 0x0004_0000),
    ("WO", 0x0008_0000),
    ("CC", 0x0001),
    ("DC", 0x0002),
    ("LC", 0x0004),
    ("SW", 0x0008),
    ("RP", 0x0010),
    ("WP", 0x0020),
];

/// A file's owner and who is let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Acl {
    owner: String,
    /// `None` where nothing is kept from anybody.
    allowed: Option<Vec<Allowed>>,
}

/// An account and what it may do.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Allowed {
    account: String,
    rights: u32,
}

impl Acl {
    /// `None` if it is no SDDL: an unknown text must not be taken for a closed door.
    pub(super) fn read(sddl: &str) -> Option<Self> {
        let after_owner = sddl.strip_prefix("O:")?;
        let end = ["G:", "D:"].iter().filter_map(|part| after_owner.find(part)).min().unwrap_or(after_owner.len());
        let owner = after_owner[..end].to_owned();
        // A file without a list is open to everybody.
        let Some((_, list)) = after_owner.split_once("D:") else { return Some(Self { owner, allowed: None }) };
        if list.contains("NO_ACCESS_CONTROL") {
            return Some(Self { owner, allowed: None });
        }
        let entries = list.split('(').skip(1).map(Allowed::read).collect::<Option<Vec<_>>>()?;
        Some(Self { owner, allowed: Some(entries.into_iter().flatten().collect()) })
    }

    /// What is open to others than the administrators and one group of staff. A file is its maker's, who is of the staff; the
    /// folder's owner could change everybody's rights.
    pub(super) fn open_to(&self, place: Place) -> Vec<(Whom, Way)> {
        let mut open = Vec::new();
        if place == Place::Folder && !is(&self.owner, &ADMINISTRATORS) {
            open.push((whom(&self.owner), Way::Owns));
        }
        let Some(allowed) = &self.allowed else {
            open.push((Whom::Everyone, Way::Changes));
            return open;
        };
        let others =
            allowed.iter().filter(|one| !is(&one.account, &ADMINISTRATORS) && !is(&one.account, &OWNER_RIGHTS));
        let staff = others.clone().find(|one| is_named(&one.account)).map(|one| one.account.clone());
        for one in others.filter(|one| Some(&one.account) != staff.as_ref()) {
            let way = if one.rights & CHANGING == 0 { Way::Reads } else { Way::Changes };
            open.push((whom(&one.account), way));
        }
        open.sort();
        open.dedup();
        open
    }
}

impl Allowed {
    /// An entry behind its bracket: `None` if it does not read, `Some(None)` if it lets nobody in.
    fn read(entry: &str) -> Option<Option<Self>> {
        let (entry, _) = entry.split_once(')')?;
        let mut fields = entry.split(';');
        let kind = fields.next()?;
        let (_, rights, _, _) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        let account = fields.next()?.to_owned();
        let rights = read_rights(rights)?;
        // Entries with a condition (XA) let somebody in, too; all others deny or watch.
        Some((matches!(kind, "A" | "OA" | "XA") && rights != 0).then_some(Self { account, rights }))
    }
}

/// Rights as a number or as pairs of letters. Letters that are not known count as changing: better said once too often.
fn read_rights(text: &str) -> Option<u32> {
    if let Some(hex) = text.strip_prefix("0x") {
        return u32::from_str_radix(hex, 16).ok();
    }
    if !text.is_ascii() || text.len() % 2 == 1 {
        return None;
    }
    let pairs = (0..text.len()).step_by(2).map(|at| &text[at..at + 2]);
    let known = |pair: &str| RIGHTS.iter().find(|(name, _)| *name == pair).map_or(CHANGING, |(_, right)| *right);
    Some(pairs.map(known).fold(0, |all, right| all | right))
}

fn is(account: &str, among: &[&str]) -> bool {
    among.contains(&account)
}

/// A group or a person that somebody made on this PC, in its domain, or in its cloud; not what every Windows has.
fn is_named(account: &str) -> bool {
    account.starts_with("S-1-5-21-") || account.starts_with("S-1-12-1-")
}

fn whom(account: &str) -> Whom {
    match account {
        one if is(one, &EVERYONE) => Whom::Everyone,
        one if is(one, &USERS) => Whom::Users,
        one if is(one, &GUESTS) => Whom::Guests,
        one if is(one, &CREATOR) => Whom::Creator,
        one => Whom::Account(one.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAFF: &str = "S-1-5-21-1004336348-1177238915-682003330-1013";
    const OTHER: &str = "S-1-5-21-1004336348-1177238915-682003330-1014";

    #[track_caller]
    fn open(sddl: &str, place: Place) -> Vec<(Whom, Way)> {
        Acl::read(sddl).unwrap().open_to(place)
    }

    #[test]
    fn what_the_command_sets_is_closed() {
        let set = format!("O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;{STAFF})(A;OICI;RC;;;OW)");
        assert_eq!(open(&set, Place::Folder), []);
        let file = format!("O:{STAFF}G:DUD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1301bf;;;{STAFF})(A;ID;RC;;;OW)");
        assert_eq!(open(&file, Place::File), []);
    }

    /// As Windows makes a folder below `C:\ProgramData`.
    #[test]
    fn what_a_folder_has_by_itself_is_open_to_all_users() {
        let usual = format!(
            "O:{STAFF}G:{STAFF}D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)"
        );
        let owner = (Whom::Account(STAFF.to_owned()), Way::Owns);
        let mut expected =
            vec![owner, (Whom::Users, Way::Reads), (Whom::Users, Way::Changes), (Whom::Creator, Way::Changes)];
        expected.sort();
        let mut found = open(&usual, Place::Folder);
        found.sort();
        assert_eq!(found, expected);
        // Its owner aside, a file in it is as open.
        assert_eq!(open("O:BAD:AI(A;ID;FA;;;SY)(A;ID;0x1200a9;;;BU)", Place::File), [(Whom::Users, Way::Reads)]);
    }

    #[test]
    fn everybody_guests_and_a_second_group_are_named() {
        assert_eq!(open("O:BAD:(A;;FR;;;WD)", Place::File), [(Whom::Everyone, Way::Reads)]);
        assert_eq!(open("O:BAD:(A;;FA;;;S-1-1-0)", Place::File), [(Whom::Everyone, Way::Changes)]);
        assert_eq!(open("O:BAD:(A;;GR;;;BG)", Place::File), [(Whom::Guests, Way::Reads)]);
        let two = format!("O:BAD:(A;;FA;;;{STAFF})(A;;FR;;;{OTHER})");
        assert_eq!(open(&two, Place::File), [(Whom::Account(OTHER.to_owned()), Way::Reads)]);
        // Two entries for one group are one group.
        assert_eq!(open(&format!("O:BAD:(A;;FA;;;{STAFF})(A;IO;FR;;;{STAFF})"), Place::File), []);
    }

    /// Power users, backup operators and the like are nobody's staff.
    #[test]
    fn a_group_that_every_windows_has_is_not_the_staff() {
        assert_eq!(open("O:BAD:(A;;FA;;;PU)", Place::File), [(Whom::Account("PU".to_owned()), Way::Changes)]);
        let one = format!("O:BAD:(A;;FR;;;S-1-5-32-551)(A;;FA;;;{STAFF})");
        assert_eq!(open(&one, Place::File), [(Whom::Account("S-1-5-32-551".to_owned()), Way::Reads)]);
    }

    #[test]
    fn no_list_is_an_open_door_and_an_empty_one_a_closed_one() {
        assert_eq!(open("O:BAG:SY", Place::File), [(Whom::Everyone, Way::Changes)]);
        assert_eq!(open("O:SYD:NO_ACCESS_CONTROL", Place::Folder), [(Whom::Everyone, Way::Changes)]);
        assert_eq!(open("O:SYD:P", Place::Folder), []);
    }

    #[test]
    fn who_is_denied_or_watched_is_not_let_in() {
        assert_eq!(open("O:BAD:(D;;FA;;;WD)(A;;FA;;;SY)S:(AU;SA;FA;;;WD)", Place::File), []);
    }

    #[test]
    fn what_does_not_read_is_not_taken_for_closed() {
        for text in
            ["", "D:(A;;FA;;;SY)", "O:BAD:(A;;FA;;;SY", "O:BAD:(A;FA)", "O:BAD:(A;;0xzz;;;WD)", "O:BAD:(A;;F;;;WD)"]
        {
            assert_eq!(Acl::read(text), None, "{text}");
        }
        // Letters that are not known count.
        assert_eq!(open("O:BAD:(A;;QQ;;;WD)", Place::File), [(Whom::Everyone, Way::Changes)]);
    }
}
