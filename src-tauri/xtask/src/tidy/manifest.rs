//! The part of a crate's Cargo.toml that rules ask about: its name, its dependencies, its named targets.
//!
//! Read line by line: our manifests are plain, and a TOML library would be compiled before everything else.

/// A Cargo.toml of the workspace.
pub(super) struct Manifest {
    /// Empty for the workspace's own.
    pub(super) package: String,
    pub(super) dependencies: Vec<Dependency>,
    /// Values of `path` in `[lib]`, `[[bin]]`, `[[test]]`, …: roots of compilation beside the usual ones.
    pub(super) target_paths: Vec<String>,
}

pub(super) struct Dependency {
    pub(super) name: String,
    pub(super) line: usize,
    /// From `[dev-dependencies]`: not part of what is shipped.
    pub(super) is_dev: bool,
}

impl Manifest {
    pub(super) fn parse(text: &str) -> Self {
        let mut manifest = Self { package: String::new(), dependencies: Vec::new(), target_paths: Vec::new() };
        let mut section = "";
        for (line, words) in (1..).zip(text.lines()) {
            let words = words.trim();
            if let Some(header) = words.strip_prefix('[') {
                section = header.trim_start_matches('[').split(']').next().unwrap_or_default();
                // `[dependencies.serde]` is a dependency and a section at once.
                if let Some((kind, name)) = section.rsplit_once('.')
                    && is_dependencies(kind)
                {
                    manifest.add(kind, name, line);
                }
                continue;
            }
            let Some((key, value)) = words.split_once('=').filter(|_| !words.starts_with('#')) else { continue };
            let (key, value) = (key.trim(), value.trim());
            match section {
                "package" if key == "name" => manifest.package = value.trim_matches('"').to_owned(),
                "lib" | "bin" | "test" | "example" | "bench" if key == "path" => {
                    manifest.target_paths.push(value.trim_matches('"').to_owned());
                }
                kind if is_dependencies(kind) && kind != "workspace.dependencies" => {
                    manifest.add(kind, key.split('.').next().unwrap_or(key), line);
                }
                _ => {}
            }
        }
        manifest
    }

    fn add(&mut self, kind: &str, name: &str, line: usize) {
        let name = name.trim_matches('"').to_owned();
        self.dependencies.push(Dependency { name, line, is_dev: kind.ends_with("dev-dependencies") });
    }
}

/// Also `target.'cfg(windows)'.dependencies`.
fn is_dependencies(section: &str) -> bool {
    section
        .rsplit('.')
        .next()
        .is_some_and(|last| ["dependencies", "dev-dependencies", "build-dependencies"].contains(&last))
}

#[cfg(test)]
mod tests {
    use super::Manifest;

    #[test]
    fn reads_every_way_to_write_a_dependency() {
        let manifest = Manifest::parse(concat!(
            "[package]\nname = \"hall\"\nversion.workspace = true\n",
            "[features]\ndefault = [\"x\"]\n",
            "[dependencies]\ndomain.workspace = true\nserde = { version = \"1\" }\n# planner = \"1\"\n",
            "[dependencies.store]\npath = \"../store\"\n",
            "[target.'cfg(windows)'.dependencies]\nwindows = \"1\"\n",
            "[dev-dependencies]\ntempfile = \"3\"\n",
            "[[test]]\nname = \"x\"\npath = \"odd/x.rs\"\n",
        ));
        assert_eq!(manifest.package, "hall");
        let read: Vec<(&str, usize, bool)> =
            manifest.dependencies.iter().map(|found| (found.name.as_str(), found.line, found.is_dev)).collect();
        assert_eq!(
            read,
            [
                ("domain", 7, false),
                ("serde", 8, false),
                ("store", 10, false),
                ("windows", 13, false),
                ("tempfile", 15, true)
            ]
        );
        assert_eq!(manifest.target_paths, ["odd/x.rs"]);
    }
}
