-- What this installation knows about itself: one row, written with every commit.
CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    device BLOB NOT NULL,
    made_ms INTEGER NOT NULL,      -- wall time of the making, ms since 1970-01-01 UTC
    lamport INTEGER NOT NULL,      -- highest Lamport number seen
    revision INTEGER NOT NULL,     -- commits so far
    head_seq INTEGER NOT NULL,     -- events of this device so far; kept apart from them, so that a lost end is noticed
    head_hash BLOB NOT NULL
) STRICT;
