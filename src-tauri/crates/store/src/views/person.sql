-- The people of the hall: the fold of their events. Names and hashed secrets are in the vault, not here.
CREATE TABLE person (
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    lamport INTEGER NOT NULL,      -- of the event that entered them
    person BLOB NOT NULL,          -- the whole of it, as the rules encode it
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
