//! Prints the UI's typed client: `cargo run -p api --example bindings`. Committed as generated, compared in CI.

use api::{COMMANDS, Kind, register_types};
use std::fmt::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let types = register_types(specta::Types::default());
    let mut out = specta_typescript::Typescript::default().export(&types, specta_serde::Format)?;
    out.push_str("/** Input and output of every command. */\nexport interface CommandMap {\n");
    for command in COMMANDS {
        writeln!(out, "\t/** {} */", command.doc.trim())?;
        writeln!(out, "\t{}: {{ input: {}; output: {} }};", command.name, command.input_type, command.output_type)?;
    }
    out.push_str("}\n\n/** What a read shows: parts that facts touch, and what stands on this PC alone, which writes name that change it. */\nexport const commandInfo = {\n");
    for command in COMMANDS {
        let kind = match command.kind {
            Kind::Read => "read",
            Kind::Write => "write",
        };
        let shows: Vec<String> = command.shows.iter().map(|part| format!("'{}'", part.name())).collect();
        let local: Vec<String> = command.local.iter().map(|local| format!("'{}'", local.name())).collect();
        let need = command.need.name();
        let (name, shows, local) = (command.name, shows.join(", "), local.join(", "));
        writeln!(out, "\t{name}: {{ kind: '{kind}', needs: '{need}', shows: [{shows}], local: [{local}] }},")?;
    }
    out.push_str(
        "} as const satisfies Record<
	keyof CommandMap,
	{ kind: 'read' | 'write'; needs: string; shows: readonly (keyof PartRevisions)[]; local: readonly string[] }
>;\n",
    );
    out.push_str("\n/** Kinds of events, by dotted name: what can stand in the record of actions. */\nexport const eventKinds = [\n");
    for row in domain::event::EVENT_KINDS {
        writeln!(out, "\t'{}',", row.name)?;
    }
    out.push_str("] as const;\n");
    use std::io::Write as _;
    std::io::stdout().write_all(out.as_bytes())?;
    Ok(())
}
