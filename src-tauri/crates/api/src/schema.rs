//! The published description of every command: what `GET /rpc` answers.

use crate::{COMMANDS, Failure, Kind};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// JSON Schema (draft 2020-12) of all commands: for each its documentation, kind, what it shows, input and output.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let commands: serde_json::Map<String, Value> = COMMANDS
        .iter()
        .map(|command| {
            let described = json!({
                "description": command.doc.trim(),
                "kind": match command.kind { Kind::Read => "read", Kind::Write => "write" },
                "needs": command.need.name(),
                "shows": command.shows.iter().map(|part| part.name()).collect::<Vec<_>>(),
                "local": command.local.iter().map(|local| local.name()).collect::<Vec<_>>(),
                "input": (command.input)(&mut generator),
                "output": (command.output)(&mut generator),
            });
            (command.name.to_owned(), described)
        })
        .collect();
    let failure = generator.subschema_for::<Failure>();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Yanshi commands",
        "description": "POST /rpc/<command> with the input as JSON; 200 answers the output, anything else a Failure.",
        "commands": commands,
        "failure": failure,
        "$defs": generator.take_definitions(true),
    })
}
