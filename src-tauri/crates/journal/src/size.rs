//! Upper sizes, stated in PROTOCOL.md. They are looked at where something is written and where it arrives; what is held
//! already, from before they were, is kept and handed on.

/// Most bytes of an event's body. A hall writes none above; one that arrives is parked.
pub const BODY_BYTES_MAX: usize = 256 << 10;

/// Most bytes of a sealed value. A hall writes none above; one that arrives is not taken. It fits into one request.
pub const VALUE_BYTES_MAX: usize = 15 << 20;

/// What a message has around a value, about: its names and lengths.
pub const VALUE_FRAME_BYTES: usize = 24;

/// What a seal adds to a text, at most.
pub const SEAL_BYTES_MAX: usize = 1 << 10;

/// Most bytes of the events of a segment together, unpacked. None is made or joined above, and a server takes none.
pub const SEGMENT_BYTES_MAX: usize = 8 << 20;
