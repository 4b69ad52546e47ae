-- Settings and counters of this PC alone, never an event.
CREATE TABLE local (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
