//! The tables of PROTOCOL.md, read out of the text itself: what they do not say cannot be sent, and what they do not name
//! is a fault when it is answered.

use super::cbor::Item;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../../src-tauri/docs/PROTOCOL.md");

/// What a field holds.
#[derive(Debug, Clone)]
enum Kind {
    /// Unsigned, of so many bits.
    Number(u32),
    Signed,
    Flag,
    Text,
    Bytes(Option<usize>),
    Array(Vec<Kind>),
    List(Box<Kind>),
    /// Of the table of types, or a map or choice of another table.
    Named(String),
}

/// A field of a map.
#[derive(Debug, Clone)]
struct Field {
    key: u64,
    is_optional: bool,
    name: String,
    kind: Kind,
}

/// A message of a choice.
#[derive(Debug)]
struct Choice {
    number: u64,
    name: String,
    /// What its map is called among the maps; a request and an answer may have one name.
    map: String,
    contents: Contents,
}

#[derive(Debug)]
enum Contents {
    Nothing,
    Map(Vec<Field>),
    Other(Vec<Kind>),
}

/// Everything the tables say.
pub(crate) struct Tables {
    types: BTreeMap<String, Kind>,
    maps: BTreeMap<String, Vec<Field>>,
    choices: BTreeMap<String, Vec<Choice>>,
    /// Key and name.
    event: Vec<(u64, String)>,
}

/// The text, read once.
pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

/// A message that was answered, with its name.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) name: String,
    pub(crate) contents: Vec<Item>,
}

impl Told {
    /// The field of a message by its name in the text.
    pub(crate) fn field(&self, name: &str) -> Item {
        self.field_if(name).unwrap_or_else(|| panic!("{} has no {name}", self.name))
    }

    pub(crate) fn field_if(&self, name: &str) -> Option<Item> {
        TABLES.field(&self.name, &self.contents[0], name)
    }
}

/// Rows of the first table behind a heading, each as its cells.
fn table(heading: &str) -> Vec<Vec<String>> {
    let behind = TEXT.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no {heading}")).1;
    let lines = behind.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect();
    lines.skip(2).map(cells).collect()
}

impl Tables {
    fn read() -> Self {
        let types = table("### Types").into_iter().map(|row| (row[0].clone(), kind(&row[1]))).collect();
        let mut maps = BTreeMap::new();
        let mut choices = BTreeMap::new();
        for heading in ["### Maps", "### Enrolling"] {
            maps.extend(table(heading).into_iter().map(|row| (row[0].clone(), fields(&row[1]))));
        }
        for (choice, heading) in [
            ("Request", "## Requests"),
            ("Reply", "## Answers"),
            ("Refusal", "### Refusals"),
            ("EnrolReply", "### Answers to an enrolment"),
        ] {
            let listed: Vec<Choice> = table(heading).iter().map(|row| choice_of(row, choice)).collect();
            assert!(!listed.is_empty(), "{heading}");
            for told in &listed {
                if let Contents::Map(fields) = &told.contents {
                    maps.insert(told.map.clone(), fields.clone());
                }
            }
            choices.insert(choice.to_owned(), listed);
        }
        let event = table("## Events and segments");
        let event = event.into_iter().map(|row| (row[0].parse().unwrap(), row[1].clone())).collect();
        Self { types, maps, choices, event }
    }

    /// Key of a field of events, by the beginning of its name.
    pub(crate) fn event_key(&self, name: &str) -> u64 {
        let known = self.event.iter().find(|(_, known)| known.starts_with(name));
        known.unwrap_or_else(|| panic!("events have no {name} in the text")).0
    }

    /// What a request is answered with, if it is not refused.
    pub(crate) fn answer_of(&self, request: &str) -> String {
        let rows = table("## Requests");
        rows.iter().find(|row| row[1] == request).map(|row| row[3].clone()).unwrap()
    }

    /// A map of these fields, by their names in the text.
    pub(crate) fn map(&self, name: &str, given: &[(&str, Item)]) -> Item {
        let fields = self.maps.get(name).unwrap_or_else(|| panic!("the text has no {name}"));
        for (given, _) in given {
            assert!(fields.iter().any(|field| field.name == *given), "{name} has no {given} in the text");
        }
        let value = |field: &Field| Some((field.key, given.iter().find(|(name, _)| *name == field.name)?.1.clone()));
        let map = Item::Map(fields.iter().filter_map(value).collect());
        self.check_map(name, &map).unwrap_or_else(|error| panic!("{error}"));
        map
    }

    /// A message of a choice: an array of its number and of an array of its contents.
    pub(crate) fn request(&self, name: &str, given: &[(&str, Item)]) -> Item {
        let known = self.choices["Request"].iter().find(|told| told.name == name).unwrap();
        let contents = match known.contents {
            Contents::Nothing => Vec::new(),
            _ => vec![self.map(&known.map, given)],
        };
        Item::array([Item::Number(known.number), Item::Array(contents)])
    }

    /// What an item of a choice says, if the text knows every part of it.
    pub(crate) fn told(&self, choice: &str, item: &Item) -> Result<Told, String> {
        let Item::Array(parts) = item else { return Err(format!("{choice} is no array: {item:?}")) };
        let [Item::Number(number), Item::Array(contents)] = parts.as_slice() else {
            return Err(format!("{choice} is no array of number and contents: {item:?}"));
        };
        let known = self.choices[choice].iter().find(|told| told.number == *number);
        let known = known.ok_or_else(|| format!("{choice} {number} is not in the text"))?;
        match (&known.contents, contents.as_slice()) {
            (Contents::Nothing, []) => {}
            (Contents::Map(_), [map]) => self.check_map(&known.map, map)?,
            (Contents::Other(kinds), items) if kinds.len() == items.len() => {
                kinds.iter().zip(items).try_for_each(|(kind, item)| self.check(kind, item))?;
            }
            (_, other) => return Err(format!("{} holds {other:?}", known.name)),
        }
        Ok(Told { name: known.name.clone(), contents: contents.clone() })
    }

    /// A field of a map by the name in the text.
    pub(crate) fn field(&self, map: &str, item: &Item, name: &str) -> Option<Item> {
        let fields = self.maps.get(map).unwrap_or_else(|| panic!("the text has no {map}"));
        let known = fields.iter().find(|field| field.name == name);
        let key = known.unwrap_or_else(|| panic!("{map} has no {name} in the text")).key;
        let Item::Map(given) = item else { panic!("no map: {item:?}") };
        given.iter().find(|(given, _)| *given == key).map(|(_, item)| item.clone())
    }

    /// Whether an item is a map of this name as the text has it, with nothing that the text does not name.
    pub(crate) fn check_map(&self, name: &str, item: &Item) -> Result<(), String> {
        let fields = self.maps.get(name).ok_or_else(|| format!("the text has no {name}"))?;
        let Item::Map(given) = item else { return Err(format!("{name} is no map: {item:?}")) };
        if !given.is_sorted_by(|(one, _), (next, _)| one < next) {
            return Err(format!("{name}: keys do not ascend"));
        }
        if let Some((key, _)) = given.iter().find(|(key, _)| fields.iter().all(|field| field.key != *key)) {
            return Err(format!("{name}: key {key} is not in the text"));
        }
        for field in fields {
            match given.iter().find(|(key, _)| *key == field.key) {
                Some((_, item)) => {
                    self.check(&field.kind, item).map_err(|error| format!("{name}, {}: {error}", field.name))?;
                }
                None if field.is_optional => {}
                None => return Err(format!("{name}: {} may not be left out", field.name)),
            }
        }
        Ok(())
    }

    fn check(&self, kind: &Kind, item: &Item) -> Result<(), String> {
        let fits = match (kind, item) {
            (Kind::Number(bits), Item::Number(number)) => *bits == 64 || number >> bits == 0,
            (Kind::Signed, Item::Number(_) | Item::Negative(_)) | (Kind::Flag, Item::Flag(_)) => true,
            (Kind::Text, Item::Text(_)) | (Kind::Bytes(None), Item::Bytes(_)) => true,
            (Kind::Bytes(Some(length)), Item::Bytes(bytes)) => bytes.len() == *length,
            (Kind::Array(kinds), Item::Array(items)) if kinds.len() == items.len() => {
                return kinds.iter().zip(items).try_for_each(|(kind, item)| self.check(kind, item));
            }
            (Kind::List(kind), Item::Array(items)) => return items.iter().try_for_each(|item| self.check(kind, item)),
            (Kind::Named(name), item) => {
                return match (self.types.get(name), self.choices.contains_key(name)) {
                    (Some(kind), _) => self.check(kind, item),
                    (None, true) => self.told(name, item).map(|_| ()),
                    (None, false) => self.check_map(name, item),
                };
            }
            _ => false,
        };
        if fits { Ok(()) } else { Err(format!("{item:?} is no {kind:?}")) }
    }
}

/// `0 name: type · 1? name: type`.
fn fields(cell: &str) -> Vec<Field> {
    cell.split('·').map(|part| field(part.trim())).collect()
}

fn field(part: &str) -> Field {
    let read = || {
        let (key, rest) = part.split_once(' ')?;
        let (name, told) = rest.split_once(": ")?;
        let key_only = key.trim_end_matches('?');
        Some(Field {
            key: key_only.parse().ok()?,
            is_optional: key != key_only,
            name: name.to_owned(),
            kind: kind(told),
        })
    };
    read().unwrap_or_else(|| panic!("no field: {part:?}"))
}

fn choice_of(row: &[String], choice: &str) -> Choice {
    let (name, told) = (row[1].clone(), row[2].as_str());
    let map = if choice == "Request" { format!("{name} asked") } else { name.clone() };
    let contents = match told {
        "–" => Contents::Nothing,
        _ if told.starts_with('0') => Contents::Map(fields(told)),
        _ => Contents::Other(parts(told).into_iter().map(kind).collect()),
    };
    Choice { number: row[0].parse().unwrap(), name, map, contents }
}

/// What stands between commas that no bracket holds.
fn parts(told: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut parts) = (0, 0, Vec::new());
    for (at, letter) in told.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(told[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(told[begin..].trim());
    parts
}

fn kind(told: &str) -> Kind {
    let told = told.trim();
    if let Some(inner) = told.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return Kind::Array(parts(inner).into_iter().map(kind).collect());
    }
    match told.split_once(' ') {
        Some(("list", of)) => return Kind::List(Box::new(kind(of))),
        Some(("bytes", length)) => return Kind::Bytes(Some(length.parse().unwrap())),
        _ => {}
    }
    match told {
        "u8" => Kind::Number(8),
        "u16" => Kind::Number(16),
        "u32" => Kind::Number(32),
        "u64" => Kind::Number(64),
        "i64" => Kind::Signed,
        "flag" => Kind::Flag,
        "text" => Kind::Text,
        "bytes" => Kind::Bytes(None),
        name => Kind::Named(name.to_owned()),
    }
}
