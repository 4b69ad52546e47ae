-- A booking as it stands: the fold of its events. Names, phones and texts are in the vault, not here.
CREATE TABLE booking (
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    last_device BLOB NOT NULL,
    last_seq INTEGER NOT NULL,
    number INTEGER NOT NULL,
    day INTEGER NOT NULL,          -- days since 1970-01-01, Beijing
    claims_seats INTEGER NOT NULL, -- the day's seats have to support it
    erased INTEGER NOT NULL,
    personal BLOB NOT NULL,        -- under which event's id the vault has each personal value
    booking BLOB NOT NULL,         -- the rest, as stored by booking.rs
    stands INTEGER NOT NULL,       -- neither cancelled nor taken back
    walk_in INTEGER NOT NULL,
    forwarded INTEGER,             -- working day a walk-in is forwarded to
    moved_from INTEGER,            -- closed day the hall moved it from
    group_device BLOB,             -- first of the bookings one agent made together
    group_seq INTEGER,
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_by_day ON booking (day);
CREATE INDEX booking_by_forwarding ON booking (forwarded) WHERE forwarded IS NOT NULL;
CREATE INDEX booking_by_closed_day ON booking (moved_from) WHERE moved_from IS NOT NULL;
CREATE INDEX booking_by_group ON booking (group_device, group_seq) WHERE group_device IS NOT NULL;
CREATE INDEX booking_by_number ON booking (number);
