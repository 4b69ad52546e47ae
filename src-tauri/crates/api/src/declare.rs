//! The machinery behind the command table: what a command is, and the macro that turns one line of the table into a
//! handler to implement, a route to dispatch, a schema to publish and types to export.

use crate::Failure;
use hall::{Desk, Refusal, Right};
use schemars::Schema;

/// One command as the doors see it.
pub struct Command {
    pub name: &'static str,
    pub doc: &'static str,
    pub kind: Kind,
    /// Who may run it.
    pub need: Need,
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

/// Who may run a command. Asked at the door, so that it can be published and screens hide what would be refused; the
/// use-case behind it asks again, and its answer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Whoever is at the PC: what is needed before signing in, and in trouble.
    Anyone,
    /// Somebody who is signed in.
    Session,
    /// Somebody with the right.
    Right(Right),
}

impl Need {
    /// The need's name in the generated client.
    pub fn name(self) -> &'static str {
        match self {
            Need::Anyone => "anyone",
            Need::Session => "session",
            Need::Right(right) => right.name(),
        }
    }
}

/// Who calls, as the door heard it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caller {
    /// The window's session, if it has one.
    pub session: Option<String>,
}

/// A caller who was let in.
pub struct Visit {
    pub caller: Caller,
    /// Who acts; nobody where nobody needs to be signed in.
    pub desk: Option<Desk>,
}

impl Visit {
    /// Who acts.
    pub(crate) fn desk(self) -> Result<Desk, Failure> {
        Ok(self.desk.ok_or(Refusal::NotSignedIn)?)
    }
}

/// What parts of the data a read shows and a write changes. A screen refreshes a read when their tags meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    Frame,
    Book,
    Catalogue,
    Drafts,
    Settings,
    People,
    Audit,
    Sync,
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
            Tag::People => "people",
            Tag::Audit => "audit",
            Tag::Sync => "sync",
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

/// Turns the table of commands into trait, dispatch, list and types.
#[doc(hidden)]
#[macro_export]
macro_rules! declare_commands {
    ($(
        $(#[doc = $doc:literal])+
        $kind:ident $name:ident($input:ident) -> $output:ident, needs $need:ident, $verb:ident [$($tag:ident),*];
    )+) => {
        /// One method a command: leaving one out does not compile.
        pub trait Handlers {
            /// Lets a caller in who may run commands of this need.
            fn admit(&self, caller: &$crate::Caller, need: $crate::Need) -> Result<$crate::Visit, $crate::Failure>;
            /// What is wrong with the other fields of an input that has some which do not read; changes nothing.
            fn rest(&self, visit: $crate::Visit, name: &str, mended: serde_json::Value) -> Vec<$crate::FieldFailure>;
            /// A write has been carried out.
            fn written(&self);
            $(
                $(#[doc = $doc])+
                fn $name(&self, visit: $crate::Visit, input: $input) -> Result<$output, $crate::Failure>;
            )+
        }

        /// All commands, in the order of the table.
        pub const COMMANDS: &[$crate::Command] = &[$(
            $crate::Command {
                name: stringify!($name),
                doc: concat!($($doc),+),
                kind: $crate::command_kind!($kind),
                need: $crate::command_need!($need),
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
        /// `session.none`, `session.locked`, `permission.denied` for who may not; what the handler refuses, `request.unknown` for a name that is not in the table, `request.invalid` for
        /// input that does not fit its type, with every field that does not.
        pub fn dispatch<H: Handlers>(
            handlers: &H,
            caller: &$crate::Caller,
            name: &str,
            input: serde_json::Value,
        ) -> Result<serde_json::Value, $crate::Failure> {
            match name {
                $(
                    stringify!($name) => {
                        let visit = handlers.admit(caller, $crate::command_need!($need))?;
                        let input: $input = match $crate::read_input(name, input) {
                            Ok(input) => input,
                            Err($crate::Misread::Whole(failure)) => return Err(failure),
                            Err($crate::Misread::Fields(unread)) => {
                                let rest = handlers.rest(visit, name, unread.mended.clone());
                                return Err(unread.failure(rest));
                            }
                        };
                        let output = handlers.$name(visit, input)?;
                        if $crate::command_kind!($kind) == $crate::Kind::Write {
                            handlers.written();
                        }
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
