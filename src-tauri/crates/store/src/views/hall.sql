-- The hall itself, and which version of each kind of reference data is in use.
CREATE TABLE hall (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    lamport INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE TABLE reference_in_use (
    kind INTEGER PRIMARY KEY,
    lamport INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    shipped INTEGER NOT NULL
) STRICT;
