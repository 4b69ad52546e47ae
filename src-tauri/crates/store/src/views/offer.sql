-- Versions of reference data that the central server offers, by the day from which they are in effect.
CREATE TABLE reference_offer (
    kind INTEGER NOT NULL,
    day INTEGER NOT NULL,          -- days since 1970-01-01, Beijing
    lamport INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (kind, day)
) STRICT, WITHOUT ROWID;
