-- The last answer of each department for each day, and who wrote it down when.
CREATE TABLE duty (
    day INTEGER NOT NULL,
    department INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    body BLOB NOT NULL,
    wall INTEGER NOT NULL,         -- ms since 1970-01-01 UTC, by the writing PC's clock
    actor BLOB,                    -- the event that entered the person
    PRIMARY KEY (day, department)
) STRICT, WITHOUT ROWID;
-- Cut-offs that the hall has set, for each department the last in the order.
CREATE TABLE duty_cutoff (
    department INTEGER PRIMARY KEY,
    lamport INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
-- What came of calling somebody because a department refused: for each booking and refusal the last in the order.
CREATE TABLE called_back (
    device BLOB NOT NULL,          -- the booking
    seq INTEGER NOT NULL,
    refusal BLOB NOT NULL,
    lamport INTEGER NOT NULL,
    by_device BLOB NOT NULL,
    by_seq INTEGER NOT NULL,
    outcome BLOB NOT NULL,
    wall INTEGER NOT NULL,
    actor BLOB,
    PRIMARY KEY (device, seq, refusal)
) STRICT, WITHOUT ROWID;
