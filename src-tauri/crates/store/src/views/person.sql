-- The people of the hall: the fold of their events. Names and hashed secrets are in the vault, not here.
CREATE TABLE person (
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    person BLOB NOT NULL,          -- as stored by person.rs
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
