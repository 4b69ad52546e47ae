-- The server's database: many halls. Events lie in the segments they came in, packed, signature and all.
CREATE TABLE hall (
    hall INTEGER PRIMARY KEY,      -- number in the directory; 0 is the server itself
    name TEXT NOT NULL
) STRICT;
CREATE TABLE enrol_code (
    secret_hash BLOB PRIMARY KEY,
    hall INTEGER NOT NULL REFERENCES hall,
    expires_ms INTEGER NOT NULL,
    used_by BLOB
) STRICT, WITHOUT ROWID;
CREATE TABLE device (
    device BLOB PRIMARY KEY,
    hall INTEGER NOT NULL REFERENCES hall,
    key BLOB NOT NULL,
    state INTEGER NOT NULL,        -- 0 active, 1 revoked, 2 frozen
    frozen_why INTEGER,
    incarnation INTEGER NOT NULL,
    enrolled_ms INTEGER NOT NULL,
    heard_ms INTEGER,              -- the server's clock at the last greeting or agreement
    clock_ms INTEGER,              -- what the device's clock said then
    agreed_ms INTEGER,
    program TEXT,
    protocol INTEGER,
    fold INTEGER,
    behind INTEGER NOT NULL DEFAULT 0 -- 1 when the last greeting told less than was known
) STRICT, WITHOUT ROWID;
CREATE TABLE segment (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    hall INTEGER NOT NULL,
    source BLOB NOT NULL,          -- the device that sent it
    device BLOB NOT NULL,          -- whose events
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    taken_from INTEGER NOT NULL,   -- first event that was new; those before are in earlier rows
    packed BLOB NOT NULL,
    checksum BLOB NOT NULL         -- SHA-256 of it: a changed signature breaks no chain
) STRICT;
CREATE INDEX segment_by_journal ON segment (hall, device, last);
CREATE INDEX segment_by_hall ON segment (hall, position);
-- End of each journal, as it was taken in. What the digests tell is reckoned from the bytes.
CREATE TABLE journal_end (
    hall INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    lamport INTEGER NOT NULL,      -- highest in it, whether or not it counts
    PRIMARY KEY (hall, device)
) STRICT, WITHOUT ROWID;
-- Last positions of what each device has sent: what is handed down to one is what the others sent.
CREATE TABLE head (
    hall INTEGER NOT NULL,
    source BLOB NOT NULL,
    position INTEGER NOT NULL,
    sealed INTEGER NOT NULL,
    PRIMARY KEY (hall, source)
) STRICT, WITHOUT ROWID;
-- Where the later events of an entity are; the one that made it is found by its own name.
CREATE TABLE entity_event (
    hall INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (hall, device, seq, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE booking_number (
    hall INTEGER NOT NULL,
    number INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (hall, number, device, seq)
) STRICT, WITHOUT ROWID;
-- Days on which an event says that something of a case counts: of a day the cases are folded that are noted for it.
CREATE TABLE case_day (
    hall INTEGER NOT NULL,
    day INTEGER NOT NULL,          -- days since 1970-01-01, Beijing
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (hall, day, device, seq)
) STRICT, WITHOUT ROWID;
-- Up to which position the three tables above have been brought: a hall's are when somebody asks for a booking or a day of it.
CREATE TABLE noted (
    hall INTEGER PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE parked (
    hall INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    lamport INTEGER,               -- of one whose number does not count yet: it does when others have come
    otherwise INTEGER,             -- why that one is parked all the same then
    PRIMARY KEY (hall, device, seq)
) STRICT, WITHOUT ROWID;
-- Up to which Lamport number the events of a hall count, with the server's own; 0 is the server's own alone.
CREATE TABLE counted (
    hall INTEGER PRIMARY KEY,
    lamport INTEGER NOT NULL
) STRICT;
-- Sealed values, which the server cannot open. An erased one has no bytes and never gets any again.
CREATE TABLE sealed (
    hall INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    field INTEGER NOT NULL,
    suite INTEGER NOT NULL,
    sealed BLOB,
    position INTEGER NOT NULL,
    source BLOB NOT NULL,
    PRIMARY KEY (hall, device, seq, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX sealed_by_position ON sealed (hall, position);
CREATE TABLE sealed_bucket (
    hall INTEGER NOT NULL,
    device BLOB NOT NULL,
    bucket INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (hall, device, bucket)
) STRICT, WITHOUT ROWID;
CREATE TABLE reference (
    hash BLOB PRIMARY KEY,
    kind INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE server (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    device BLOB NOT NULL,
    sealed_position INTEGER NOT NULL,
    password TEXT                  -- argon2, of the status page
) STRICT;
INSERT INTO hall VALUES (0, '');
