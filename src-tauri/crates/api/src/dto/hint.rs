use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What stands in the form about the person, while it is being typed.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct PersonTyped {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub items: Vec<u32>,
    pub name: String,
    pub phone: String,
    #[serde(default)]
    pub identity: String,
    /// The booking that is being edited.
    #[schemars(extend("format" = "record"))]
    pub booking: Option<String>,
}

mirror! {
    /// Who this may be.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct PersonHint = hall::PersonHint {
        /// The last booking under this number: its name is offered, masked; taking it is a `booking_reveal`.
        pub known: Option<KnownPerson>,
        /// The same number has the same item that day: saving would be refused with `booking.repeat`.
        pub repeat: Option<RepeatCard>,
        /// Somebody of the same name has. That alone only warns.
        pub same_name: Option<RepeatCard>,
    }
}

mirror! {
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct KnownPerson = hall::Known {
        pub booking: String,
        /// Masked.
        pub name: String = masked_name,
        /// It is the agent of that booking.
        pub agent: bool,
    }
}

mirror! {
    /// A booking that another one would repeat.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct RepeatCard = hall::Repeat {
        pub booking: String,
        pub number: String,
        /// Masked.
        pub name: String = masked_name,
        pub start: String,
    }
}
