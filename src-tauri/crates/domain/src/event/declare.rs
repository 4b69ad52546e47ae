//! What a row of the table of event kinds says, and the macro that turns the rows into types, codec and list.

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindRow {
    /// Number on the wire; never reused.
    pub kind: u16,
    /// Newest version this program writes.
    pub version: u8,
    /// Dotted name, for logs, documents and the words of the audit.
    pub name: &'static str,
    /// The record the event belongs to.
    pub entity: Entity,
    /// Who may append it.
    pub writer: Writer,
    /// An installation that does not know the kind must not act on the entity.
    pub must_understand: bool,
    /// What has to be read again after it, in the order of [`Part`].
    pub shows: &'static [Part],
}

/// What kind of record an event belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // Each is what it is called.
pub enum Entity {
    Hall,
    Reference,
    Timetable,
    Day,
    Booking,
    Duty,
    Person,
    Handout,
    Device,
    Assist,
    Cards,
    Order,
}

impl Entity {
    /// Whether a day's sessions, seats or bookings may hang on what is said of it. What departments are asked and answer
    /// moves no booking, nor does the assisted-handling log.
    pub fn decides_days(self) -> bool {
        !matches!(self, Self::Duty | Self::Assist | Self::Cards | Self::Order)
    }
}

/// Who may append a kind. Asked when an own event is written and never when one is folded: what was once accepted keeps
/// its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// A PC of the hall: for a permitted person, or the program itself.
    Hall,
    /// The central server.
    Server,
}

/// Parts of what screens show that change apart from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Around every screen: the hall's name, the day to open with, frozen days, who is signed in.
    Frame,
    /// The board of a day: sessions, seats, strip, and which times can still be had.
    Day,
    /// Each booking by itself: the drawer, hints while typing, finding.
    Booking,
    /// What departments are asked and what they said.
    Duty,
    /// Whom to call.
    Calls,
    /// The list of a service day: who has come, who walked in.
    Service,
    /// The assisted-handling log.
    Assist,
    /// The hall's settings, sessions and cut-offs.
    Settings,
    /// Items, departments and calendar in use.
    Reference,
    /// Who works here.
    People,
    /// The central server and what it offers.
    Sync,
    /// The record of actions. It lists the whole journal, so every kind shows there.
    Audit,
}

impl Part {
    /// All parts, in their order.
    pub const ALL: [Self; 12] = [
        Self::Frame,
        Self::Day,
        Self::Booking,
        Self::Duty,
        Self::Calls,
        Self::Service,
        Self::Assist,
        Self::Settings,
        Self::Reference,
        Self::People,
        Self::Sync,
        Self::Audit,
    ];

    /// Its name for screens.
    pub fn name(self) -> &'static str {
        match self {
            Self::Frame => "frame",
            Self::Day => "day",
            Self::Booking => "booking",
            Self::Duty => "duty",
            Self::Calls => "calls",
            Self::Service => "service",
            Self::Assist => "assist",
            Self::Settings => "settings",
            Self::Reference => "reference",
            Self::People => "people",
            Self::Sync => "sync",
            Self::Audit => "audit",
        }
    }
}

/// `must` or `may` of a row.
macro_rules! must_understand {
    (must) => {
        true
    };
    (may) => {
        false
    };
}

/// Turns the table of kinds into [`Fact`](super::Fact) with its codec, the list [`EVENT_KINDS`](super::EVENT_KINDS), and what
/// each kind folds into. A row that folds into nothing is noted: it stands in the audit and changes no other record.
macro_rules! facts {
    ($(
        $(#[$doc:meta])*
        $kind:literal $fact:ident($body:ident) = $name:literal version $version:literal,
        of $entity:ident, by $writer:ident, $must:ident
        $(, folds booking as $booking:ident)?
        $(, folds person as $person:ident)?
        $(, folds case as $case:ident)?
        $(, folds view as $view:ident)?,
        shows [$($part:ident),+];
    )+) => {
        /// A fact of the halls' world.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs)] // Each variant is documented at its body and in the table.
        pub enum Fact {
            $($(#[$doc])* $fact(super::$body),)+
        }

        /// What can happen to a booking: a hall and its server fold the same.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs)] // Documented at the bodies.
        pub enum BookingFact {
            $($($booking(super::$body),)?)+
        }

        /// What can happen to a person's record.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs)] // Documented at the bodies.
        pub enum PersonFact {
            $($($person(super::$body),)?)+
        }

        /// What can happen to a case of the assisted-handling log.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs)] // Documented at the bodies.
        pub enum CaseFact {
            $($($case(super::$body),)?)+
        }

        /// What changes a view that is kept event by event, not folded as one record.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs)] // Documented at the bodies.
        pub enum ViewFact {
            $($($view(super::$body),)?)+
        }

        /// All kinds, by number.
        pub const EVENT_KINDS: &[KindRow] = &[$(
            KindRow {
                kind: $kind,
                version: $version,
                name: $name,
                entity: Entity::$entity,
                writer: Writer::$writer,
                must_understand: must_understand!($must),
                shows: &[$(Part::$part),+],
            },
        )+];

        impl Fact {
            /// Kind number of this fact.
            pub fn kind(&self) -> u16 {
                match self {
                    $(Self::$fact(_) => $kind,)+
                }
            }

            /// Version this program writes.
            pub fn version(&self) -> u8 {
                match self {
                    $(Self::$fact(_) => $version,)+
                }
            }

            /// The body as deterministic CBOR with integer keys.
            pub fn encode(&self) -> Vec<u8> {
                match self {
                    $(Self::$fact(body) => to_cbor(body),)+
                }
            }

            /// Reads a body. `Ok(None)` is a kind or version this program does not know: the event is kept byte for byte
            /// and changes no view (invariant A8).
            ///
            /// # Errors
            /// [`BodyError`] when a known kind's body does not decode, or says what cannot be.
            pub fn decode(kind: u16, version: u8, body: &[u8]) -> Result<Option<Self>, BodyError> {
                let fact = match (kind, version) {
                    $(($kind, $version) => from_cbor(body).map(Self::$fact),)+
                    _ => return Ok(None),
                };
                let said = fact.map_err(|error| error.to_string()).and_then(|fact| match fact.impossible() {
                    None => Ok(Some(fact)),
                    Some(fault) => Err(fault.to_owned()),
                });
                said.map_err(|detail| BodyError { kind, version, detail })
            }

            /// What it says that cannot be; `None` if it can.
            pub fn impossible(&self) -> Option<&'static str> {
                match self {
                    $(Self::$fact(body) => super::possible::Possible::impossible(body),)+
                }
            }

            /// What it changes.
            pub fn folded(self) -> Folded {
                match self {
                    $($(Self::$fact(body) => Folded::Booking(BookingFact::$booking(body)),)?)+
                    $($(Self::$fact(body) => Folded::Person(PersonFact::$person(body)),)?)+
                    $($(Self::$fact(body) => Folded::Case(CaseFact::$case(body)),)?)+
                    $($(Self::$fact(body) => Folded::View(ViewFact::$view(body)),)?)+
                    _ => Folded::Noted,
                }
            }
        }
    };
}

pub(super) use {facts, must_understand};
