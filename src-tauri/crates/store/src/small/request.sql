-- Requests of screens that have been done, so that one sent twice is done once. Of this PC only.
CREATE TABLE request (
    place INTEGER PRIMARY KEY,     -- in the order they came
    name BLOB NOT NULL UNIQUE,     -- SHA-256 of the screen's own name for it, first 16 bytes
    device BLOB NOT NULL,
    seq INTEGER NOT NULL
) STRICT;
