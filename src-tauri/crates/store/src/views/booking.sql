-- A booking as it stands: the fold of its events. Names, phones and texts are in the vault, not here.
CREATE TABLE booking (
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    last_device BLOB NOT NULL,
    last_seq INTEGER NOT NULL,
    number INTEGER NOT NULL,
    day INTEGER NOT NULL,          -- days since 1970-01-01, Beijing
    stands INTEGER NOT NULL,       -- neither cancelled nor taken back
    erased INTEGER NOT NULL,
    personal BLOB NOT NULL,        -- under which event's id the vault has each personal value
    booking BLOB NOT NULL,         -- the rest, as stored by booking.rs
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_by_day ON booking (day);
CREATE INDEX booking_by_number ON booking (number);
