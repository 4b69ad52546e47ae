//! The machinery behind the command table: what a command is, and the macro that turns one line of the table into a
//! handler to implement, a route to dispatch, a schema to publish and types to export.

use schemars::Schema;

/// One command as the doors see it.
pub struct Command {
    pub name: &'static str,
    pub doc: &'static str,
    pub kind: Kind,
    /// What a read provides, or a write makes stale.
    pub tags: &'static [Tag],
    pub input: fn(&mut schemars::SchemaGenerator) -> Schema,
    pub output: fn(&mut schemars::SchemaGenerator) -> Schema,
    pub input_type: &'static str,
    pub output_type: &'static str,
}

/// Reads change nothing; writes are durable when they answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Read,
    Write,
}

/// What parts of the data a read shows and a write changes. A screen refreshes a read when their tags meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    Frame,
    Book,
    Catalogue,
    Drafts,
    Settings,
}

impl Tag {
    /// The tag's name in the generated client.
    pub fn name(self) -> &'static str {
        match self {
            Tag::Frame => "frame",
            Tag::Book => "book",
            Tag::Catalogue => "catalogue",
            Tag::Drafts => "drafts",
            Tag::Settings => "settings",
        }
    }
}

#[doc(hidden)]
#[macro_export]
macro_rules! command_kind {
    (read) => {
        $crate::Kind::Read
    };
    (write) => {
        $crate::Kind::Write
    };
}

/// Turns the table of commands into trait, dispatch, list and types.
#[doc(hidden)]
#[macro_export]
macro_rules! declare_commands {
    ($(
        $(#[doc = $doc:literal])+
        $kind:ident $name:ident($input:ident) -> $output:ident, $verb:ident [$($tag:ident),*];
    )+) => {
        /// One method a command: leaving one out does not compile.
        pub trait Handlers {
            $(
                $(#[doc = $doc])+
                fn $name(&self, input: $input) -> Result<$output, $crate::Failure>;
            )+
        }

        /// All commands, in the order of the table.
        pub const COMMANDS: &[$crate::Command] = &[$(
            $crate::Command {
                name: stringify!($name),
                doc: concat!($($doc),+),
                kind: $crate::command_kind!($kind),
                tags: &[$($crate::Tag::$tag),*],
                input: |generator| generator.subschema_for::<$input>(),
                output: |generator| generator.subschema_for::<$output>(),
                input_type: stringify!($input),
                output_type: stringify!($output),
            },
        )+];

        /// Runs the named command on JSON, whichever door it came through.
        ///
        /// # Errors
        /// What the handler refuses, `request.unknown` for a name that is not in the table, `request.invalid` for
        /// input that does not fit its type.
        pub fn dispatch<H: Handlers>(
            handlers: &H,
            name: &str,
            input: serde_json::Value,
        ) -> Result<serde_json::Value, $crate::Failure> {
            match name {
                $(
                    stringify!($name) => {
                        let input: $input = serde_json::from_value(input).map_err($crate::Failure::invalid)?;
                        let output = handlers.$name(input)?;
                        serde_json::to_value(output).map_err($crate::Failure::internal)
                    }
                )+
                unknown => Err($crate::Failure::new("request.unknown").with("command", unknown)),
            }
        }

        /// Collects the types of all commands for the generated client.
        pub fn register_types(types: specta::Types) -> specta::Types {
            types$(.register::<$input>().register::<$output>())+.register::<$crate::Failure>()
        }
    };
}
