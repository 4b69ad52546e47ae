//! The machinery behind the command table: what a command is, and the macro that turns one line of the table into a
//! function to write, a route to dispatch, a schema to publish and types to export.

use crate::Need;
use domain::event::Part;
use schemars::Schema;

/// One command as the doors see it.
pub struct Command {
    pub name: &'static str,
    pub doc: &'static str,
    pub kind: Kind,
    /// Who may run it.
    pub need: Need,
    /// Of what a read shows: what a fact that touches one of them makes old. A write names none: its facts do.
    pub shows: &'static [Part],
    /// What of this PC's own state, which is on no record, a read shows and a write changes. A window's own lock comes with
    /// the answer, and a draft is asked for once.
    pub local: &'static [Local],
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

/// What is kept on this PC, or in memory, and stands in no fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Local {
    /// Who is signed in at the window.
    Session,
    /// Backups, and the folder for their copies.
    Copies,
    /// How it stands with the central server.
    Link,
}

impl Local {
    /// Its name in the generated client.
    pub fn name(self) -> &'static str {
        match self {
            Local::Session => "session",
            Local::Copies => "copies",
            Local::Link => "link",
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

#[doc(hidden)]
#[macro_export]
macro_rules! command_need {
    (Anyone) => {
        $crate::Need::Anyone
    };
    (Session) => {
        $crate::Need::Session
    };
    ($right:ident) => {
        $crate::Need::Right(hall::Right::$right)
    };
}

/// Turns the table of commands into dispatch, list and types. A row whose function is missing, or takes or gives something
/// else, does not compile.
#[doc(hidden)]
#[macro_export]
macro_rules! declare_commands {
    ($(
        $(#[doc = $doc:literal])+
        $kind:ident $name:ident($input:ident) -> $output:ident, by $module:ident, needs $need:ident
        $(, shows [$($part:ident),+])?
        $(, local [$($local:ident),+])?;
    )+) => {
        /// All commands, in the order of the table.
        pub const COMMANDS: &[$crate::Command] = &[$(
            $crate::Command {
                name: stringify!($name),
                doc: concat!($($doc),+),
                kind: $crate::command_kind!($kind),
                need: $crate::command_need!($need),
                shows: &[$($(domain::event::Part::$part),+)?],
                local: &[$($($crate::Local::$local),+)?],
                input: |generator| generator.subschema_for::<$crate::$input>(),
                output: |generator| generator.subschema_for::<$crate::$output>(),
                input_type: stringify!($input),
                output_type: stringify!($output),
            },
        )+];

        /// Runs the named command on JSON, whichever door it came through.
        ///
        /// # Errors
        /// `session.none`, `session.locked`, `permission.denied` for who may not; what the handler refuses,
        /// `request.unknown` for a name that is not in the table, `request.invalid` for input that does not fit its type,
        /// with every field that does not.
        pub fn dispatch(
            api: &$crate::Api,
            caller: &$crate::Caller,
            name: &str,
            input: serde_json::Value,
        ) -> Result<serde_json::Value, $crate::Failure> {
            match name {
                $(
                    stringify!($name) => {
                        let visit = api.admit(caller, $crate::command_need!($need))?;
                        let input: $crate::$input = match $crate::read_input(name, input) {
                            Ok(input) => input,
                            Err($crate::Misread::Whole(failure)) => return Err(failure),
                            Err($crate::Misread::Fields(unread)) => {
                                let rest = $crate::handlers::rest::faults(visit, name, unread.mended.clone());
                                let rest = rest.unwrap_or_default();
                                return Err(unread.failure(rest));
                            }
                        };
                        let output: $crate::$output = $crate::handlers::$module::$name(visit, input)?;
                        if $crate::command_kind!($kind) == $crate::Kind::Write {
                            api.written();
                        }
                        serde_json::to_value(output).map_err($crate::Failure::internal)
                    }
                )+
                unknown => Err($crate::Failure::new($crate::FailureCode::RequestUnknown).with("command", unknown)),
            }
        }

        /// Collects the types of all commands for the generated client.
        pub fn register_types(types: specta::Types) -> specta::Types {
            types$(.register::<$crate::$input>().register::<$crate::$output>())+.register::<$crate::Failure>()
        }
    };
}
