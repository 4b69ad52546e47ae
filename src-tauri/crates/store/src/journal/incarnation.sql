-- Names under which this installation has written, one after the other; the last is in use. A row that was left keeps the
-- end that its journal had in this database, so that a lost end of it is noticed too.
CREATE TABLE incarnation (
    number INTEGER PRIMARY KEY,
    device BLOB NOT NULL UNIQUE,
    reason INTEGER NOT NULL,       -- 0 founded, 1 restored, 2 went back, 3 another PC
    wall_ms INTEGER NOT NULL,      -- wall time of its beginning, ms since 1970-01-01 UTC
    head_seq INTEGER,              -- NULL while in use
    head_hash BLOB
) STRICT;
INSERT INTO incarnation (number, device, reason, wall_ms) SELECT 1, device, 0, made_ms FROM meta;
