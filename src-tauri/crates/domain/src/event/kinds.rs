//! The table of event kinds: number, version, what entity it belongs to, who may write it, how two of them merge.
//! A test holds it against [`super::Fact`].

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindRow {
    /// Number on the wire; never reused.
    pub kind: u16,
    /// Newest version this program writes.
    pub version: u8,
    /// Dotted name, for logs and documents.
    pub name: &'static str,
    /// The record the event belongs to.
    pub entity: &'static str,
    /// Who may write it.
    pub writer: Writer,
    /// How concurrent events of this kind come together.
    pub merge: MergeRule,
    /// An installation that does not know the kind must not act on the entity.
    pub must_understand: bool,
}

/// Who may write a kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// Only the hall's host PC.
    Host,
    /// Any PC of the hall, for a permitted person.
    Desk,
    /// The central server, or a hall that stands alone.
    Central,
}

/// How concurrent facts come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeRule {
    /// Creates the record; there is one.
    Create,
    /// The last in the order stands.
    Register,
    /// Each field on its own; the last in the order stands, all are kept in the history.
    RegisterPerField,
    /// Once in, it stays.
    Final,
    /// Takes another event of the same writer out of the fold.
    Retract,
    /// Whole versions; the last in the order stands.
    WholeVersion,
    /// A note that something was done; it changes no record.
    Append,
}

/// All kinds, by number.
#[rustfmt::skip]
pub const EVENT_KINDS: &[KindRow] = &[
    KindRow { kind: 1,  version: 1, name: "hall.founded",          entity: "hall",      writer: Writer::Host,    merge: MergeRule::Create,           must_understand: true },
    KindRow { kind: 2,  version: 1, name: "reference.adopted",     entity: "reference", writer: Writer::Central, merge: MergeRule::WholeVersion,     must_understand: false },
    KindRow { kind: 3,  version: 1, name: "hall.adjusted",         entity: "hall",      writer: Writer::Host,    merge: MergeRule::RegisterPerField, must_understand: false },
    KindRow { kind: 4,  version: 1, name: "reference.offered",     entity: "reference", writer: Writer::Central, merge: MergeRule::WholeVersion,     must_understand: false },
    KindRow { kind: 10, version: 1, name: "day.opened",            entity: "day",       writer: Writer::Host,    merge: MergeRule::Create,           must_understand: true },
    KindRow { kind: 11, version: 1, name: "timetable.set",          entity: "timetable", writer: Writer::Host,     merge: MergeRule::WholeVersion,      must_understand: true },
    KindRow { kind: 12, version: 1, name: "day.excepted",           entity: "day",       writer: Writer::Host,     merge: MergeRule::Register,          must_understand: true },
    KindRow { kind: 13, version: 1, name: "day.planned",            entity: "day",       writer: Writer::Host,     merge: MergeRule::Create,            must_understand: true },
    KindRow { kind: 14, version: 1, name: "day.replanned",          entity: "day",       writer: Writer::Host,     merge: MergeRule::WholeVersion,      must_understand: true },
    KindRow { kind: 15, version: 1, name: "booking.seated",         entity: "booking",   writer: Writer::Desk,     merge: MergeRule::Register,          must_understand: true },
    KindRow { kind: 20, version: 1, name: "booking.made",          entity: "booking",   writer: Writer::Desk,    merge: MergeRule::Create,           must_understand: true },
    KindRow { kind: 21, version: 1, name: "booking.edited",        entity: "booking",   writer: Writer::Desk,    merge: MergeRule::RegisterPerField, must_understand: true },
    KindRow { kind: 22, version: 1, name: "booking.cancelled",     entity: "booking",   writer: Writer::Desk,    merge: MergeRule::Final,            must_understand: true },
    KindRow { kind: 23, version: 1, name: "booking.retracted",     entity: "booking",   writer: Writer::Desk,    merge: MergeRule::Retract,          must_understand: true },
    KindRow { kind: 24, version: 1, name: "booking.erased",        entity: "booking",   writer: Writer::Desk,    merge: MergeRule::Final,            must_understand: true },
    KindRow { kind: 25, version: 1, name: "booking.revealed",      entity: "booking",   writer: Writer::Desk,    merge: MergeRule::Append,           must_understand: false },
    KindRow { kind: 26, version: 1, name: "booking.slip_issued",   entity: "booking",   writer: Writer::Desk,    merge: MergeRule::Append,           must_understand: false },
    KindRow { kind: 27, version: 1, name: "booking.walked_in",     entity: "booking",   writer: Writer::Desk,    merge: MergeRule::Create,           must_understand: false },
    KindRow { kind: 28, version: 1, name: "booking.arrived",       entity: "booking",   writer: Writer::Desk,    merge: MergeRule::Final,            must_understand: false },
    KindRow { kind: 29, version: 1, name: "booking.made_provisionally", entity: "booking", writer: Writer::Desk,   merge: MergeRule::Create,           must_understand: true },
    KindRow { kind: 30, version: 1, name: "duty.answered",         entity: "duty",      writer: Writer::Desk,    merge: MergeRule::Register,         must_understand: false },
    KindRow { kind: 31, version: 1, name: "duty.cutoff_set",        entity: "duty",      writer: Writer::Desk,     merge: MergeRule::Register,          must_understand: false },
    KindRow { kind: 32, version: 1, name: "booking.called_back",    entity: "booking",   writer: Writer::Desk,     merge: MergeRule::Append,            must_understand: false },
    KindRow { kind: 40, version: 1, name: "person.entered",        entity: "person",    writer: Writer::Desk,    merge: MergeRule::Create,           must_understand: true },
    KindRow { kind: 41, version: 1, name: "person.changed",        entity: "person",    writer: Writer::Desk,    merge: MergeRule::RegisterPerField, must_understand: true },
    KindRow { kind: 42, version: 1, name: "person.secret_set",     entity: "person",    writer: Writer::Desk,    merge: MergeRule::Register,         must_understand: true },
    KindRow { kind: 43, version: 1, name: "person.signed_in",      entity: "person",    writer: Writer::Desk,    merge: MergeRule::Append,           must_understand: false },
    KindRow { kind: 44, version: 1, name: "person.sign_in_failed", entity: "person",    writer: Writer::Desk,    merge: MergeRule::Append,           must_understand: false },
    KindRow { kind: 50, version: 1, name: "hall.handed_out",       entity: "handout",   writer: Writer::Desk,    merge: MergeRule::Append,           must_understand: false },
    KindRow { kind: 60, version: 1, name: "device.succeeded",      entity: "device",    writer: Writer::Desk,    merge: MergeRule::Create,           must_understand: true },
    KindRow { kind: 61, version: 1, name: "seats.reminted",        entity: "day",       writer: Writer::Host,    merge: MergeRule::Create,           must_understand: true },
    KindRow { kind: 62, version: 1, name: "device.enrolled",       entity: "device",    writer: Writer::Desk,    merge: MergeRule::Append,           must_understand: false },
    KindRow { kind: 70, version: 1, name: "booking.called",        entity: "booking",   writer: Writer::Desk,    merge: MergeRule::Register,         must_understand: true },
    KindRow { kind: 71, version: 1, name: "hall.list_handed_out",  entity: "handout",   writer: Writer::Desk,    merge: MergeRule::Append,           must_understand: false },
];
