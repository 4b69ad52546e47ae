//! The modules of a crate and what their files take from each other, with re-exports resolved to the file that defines.
//!
//! No parser: names are read off the text without comments and literals. Taken for a use: an import, and any path that
//! begins with `crate`, `super`, a module below, or an imported module. A re-export alone is none; the file that goes
//! through it uses what is behind. What macros make, and methods, is not seen.

use super::code::is_test_file;
use super::tree::{Source, Tree};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names from the crate's root down.
type Path = Vec<String>;

/// The modules of one crate that are no tests.
pub(super) struct Modules {
    modules: BTreeMap<Path, Module>,
}

struct Module {
    file: String,
    /// Names defined here.
    items: BTreeSet<String>,
    /// What `use` brings in, by the name it has here.
    imports: HashMap<String, Import>,
    /// Paths in the text besides.
    paths: BTreeSet<Vec<String>>,
    words: BTreeSet<String>,
}

struct Import {
    path: Vec<String>,
    is_public: bool,
}

/// Deeper than any chain of re-exports that is meant.
const STEPS_MAX: usize = 16;

impl Modules {
    /// Those below a folder `…/src/`.
    pub(super) fn of(tree: &Tree, folder: &str) -> Self {
        let has_library = tree.rust().any(|file| file.path == format!("{folder}lib.rs"));
        let root = if has_library { "lib.rs" } else { "main.rs" };
        let files = tree.rust().filter(|file| file.path.starts_with(folder) && !is_test_file(&file.path));
        let modules =
            files.filter_map(|file| Some((module_path(&file.path[folder.len()..], root)?, Module::read(file))));
        Self { modules: modules.collect() }
    }

    /// For each file the files that it uses.
    pub(super) fn uses(&self) -> BTreeMap<String, BTreeSet<String>> {
        let used = |(path, module): (&Path, &Module)| {
            let mut found: BTreeSet<String> = BTreeSet::new();
            let imports =
                module.imports.iter().filter(|(name, import)| !import.is_public || module.words.contains(*name));
            found.extend(imports.filter_map(|(_, import)| self.definer(path, &import.path)));
            found.extend(module.paths.iter().filter_map(|used| self.definer(path, &self.through_import(path, used)?)));
            found.remove(&module.file);
            (module.file.clone(), found)
        };
        self.modules.iter().map(used).collect()
    }

    /// A path of the text that begins with `crate`, `super`, a module below or an imported module.
    fn through_import(&self, at: &Path, used: &[String]) -> Option<Vec<String>> {
        let first = used[0].as_str();
        if matches!(first, "crate" | "super" | "self") || self.modules.contains_key(&below(at, first)) {
            return Some(used.to_vec());
        }
        let import = self.modules[at].imports.get(first)?;
        Some(import.path.iter().chain(&used[1..]).cloned().collect())
    }

    /// The file that defines what a path means at a module; `None` for other crates, and for a module as such: what is
    /// used of it stands in the text.
    fn definer(&self, at: &Path, path: &[String]) -> Option<String> {
        let mut path = self.absolute(at, path)?;
        for _ in 0..STEPS_MAX {
            let (module, rest) = self.deepest(&path);
            let found = &self.modules[&module];
            let (name, beyond) = rest.split_first()?;
            let import = found.imports.get(name).filter(|_| !found.items.contains(name));
            match import {
                Some(import) => {
                    path = self.absolute(&module, &import.path)?;
                    path.extend_from_slice(beyond);
                }
                // An exported macro is at the root, wherever it is defined.
                None if module.is_empty() && !found.items.contains(name) => return None,
                None => return Some(found.file.clone()),
            }
        }
        None
    }

    /// The module a path leads to, and what is left of the path. A name that is both is what is brought in, at the end.
    fn deepest(&self, path: &[String]) -> (Path, Vec<String>) {
        let mut module = Path::new();
        let mut rest = path;
        while let Some((name, beyond)) = rest.split_first() {
            let is_item = beyond.is_empty() && self.modules[&module].imports.contains_key(name);
            let next = below(&module, name);
            if is_item || !self.modules.contains_key(&next) {
                break;
            }
            (module, rest) = (next, beyond);
        }
        (module, rest.to_vec())
    }

    /// From the root, if the path is one of this crate.
    fn absolute(&self, at: &Path, path: &[String]) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        let above = path.iter().take_while(|name| *name == "super").count();
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([at, rest].concat()),
            "super" => Some([at.get(..at.len().checked_sub(above)?)?, &path[above..]].concat()),
            name => self.modules.contains_key(&below(at, name)).then(|| [at, path].concat()),
        }
    }
}

fn below(module: &[String], name: &str) -> Path {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

/// `a/b/mod.rs` and `a/b.rs` are `a::b`. A program beside a library sees the library only.
fn module_path(file: &str, root: &str) -> Option<Path> {
    if file == root {
        return Some(Path::new());
    }
    let stem = file.strip_suffix(".rs")?;
    let is_other_root = stem == "main" || stem == "lib" || stem.starts_with("bin/");
    let path = stem.strip_suffix("/mod").unwrap_or(stem);
    (!is_other_root).then(|| path.split('/').map(str::to_owned).collect())
}

impl Module {
    fn read(file: &Source) -> Self {
        // Tests stand at the end of a file, and see everything.
        let code = file.bare.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let (imports, text) = imports(code);
        let items = text.lines().filter_map(defined).map(str::to_owned).collect();
        let mut module =
            Self { file: file.path.clone(), items, imports, paths: BTreeSet::new(), words: BTreeSet::new() };
        for found in text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')) {
            let names: Vec<String> = found.trim_matches(':').split("::").map(str::to_owned).collect();
            if let [word] = names.as_slice() {
                module.words.insert(word.clone());
            } else if !found.starts_with("::") && !names.iter().any(String::is_empty) {
                module.words.insert(names[0].clone());
                module.paths.insert(names);
            }
        }
        module
    }
}

/// What is imported, and the text without it.
fn imports(code: &str) -> (HashMap<String, Import>, String) {
    let mut found = HashMap::new();
    let mut text = String::new();
    let mut rest = code;
    while let Some(line) = rest.split_inclusive('\n').next() {
        let Some((is_public, _)) = import_line(line) else {
            text.push_str(line);
            rest = &rest[line.len()..];
            continue;
        };
        let end = rest.find(';').map_or(rest.len(), |at| at + 1);
        let tree = rest[..end].split_once("use ").map_or("", |(_, tree)| tree);
        for (path, name) in leaves(tree.trim_end_matches(';')) {
            found.insert(name, Import { path, is_public });
        }
        rest = &rest[end..];
    }
    (found, text)
}

/// Whether a line begins a `use`, and whether that is a re-export. Those further in are of a function or a module inside,
/// and rarely name other files.
fn import_line(line: &str) -> Option<(bool, &str)> {
    let public = line.strip_prefix("pub").map(|rest| rest.trim_start_matches(|c| c != ' ').trim_start());
    public.unwrap_or(line).strip_prefix("use ").map(|tree| (public.is_some(), tree))
}

/// `a::{b, c::d as e, self}` as its paths, each with its name here.
fn leaves(tree: &str) -> Vec<(Vec<String>, String)> {
    let tree = tree.trim();
    let Some((prefix, inner)) = tree.split_once('{') else {
        let (path, name) = tree.split_once(" as ").unwrap_or((tree, ""));
        let path: Vec<String> = path.split("::").map(|name| name.trim().to_owned()).collect();
        let name = if name.is_empty() { path.last().cloned().unwrap_or_default() } else { name.trim().to_owned() };
        return vec![(path, name)];
    };
    let prefix: Vec<String> =
        prefix.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let inner = inner.trim_end().strip_suffix('}').unwrap_or(inner);
    let branches = split_outside_braces(inner).into_iter().flat_map(leaves);
    branches
        .map(|(path, name)| match path.as_slice() {
            [only] if only == "self" => (prefix.clone(), prefix.last().cloned().unwrap_or_default()),
            _ => ([prefix.clone(), path].concat(), name),
        })
        .collect()
}

fn split_outside_braces(text: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut parts) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[begin..]);
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect()
}

/// The name that a line at the margin defines.
fn defined(line: &str) -> Option<&str> {
    let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
    if line.starts_with(char::is_whitespace) {
        return None;
    }
    let kinds = ["fn", "struct", "enum", "trait", "type", "static", "union", "const"];
    let mut kind = words.next()?;
    while ["pub", "crate", "super", "async", "unsafe"].contains(&kind) {
        kind = words.next()?;
    }
    let name = words.next().filter(|_| kinds.contains(&kind))?;
    if kind == "const" && name == "fn" { words.next() } else { Some(name) }
}
