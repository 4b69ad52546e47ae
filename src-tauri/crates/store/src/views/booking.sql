-- A booking as it stands: the fold of its events. Names, phones and texts are in the vault, not here. What is needed of it
-- stands in `state`; the other columns are what is searched and ordered by.
CREATE TABLE booking (
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    lamport INTEGER NOT NULL,      -- of its making; with device and seq the order of making
    number INTEGER NOT NULL,
    day INTEGER NOT NULL,          -- days since 1970-01-01, Beijing
    stands INTEGER NOT NULL,       -- neither cancelled nor taken back
    claims_seats INTEGER NOT NULL, -- the day's seats have to support it
    walk_in INTEGER NOT NULL,
    erased INTEGER NOT NULL,
    forwarded INTEGER,             -- working day its case is forwarded to
    moved_from INTEGER,            -- closed day the hall moved it from
    group_device BLOB,             -- first of the bookings one agent made together
    group_seq INTEGER,
    personal BLOB NOT NULL,        -- of the state only what finding needs, so that the index reads no more
    state BLOB NOT NULL,           -- the whole of it, as the rules encode it
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_by_day ON booking (day, lamport);
CREATE INDEX booking_by_forwarding ON booking (forwarded) WHERE forwarded IS NOT NULL;
CREATE INDEX booking_by_closed_day ON booking (moved_from) WHERE moved_from IS NOT NULL;
CREATE INDEX booking_by_group ON booking (group_device, group_seq) WHERE group_device IS NOT NULL;
CREATE INDEX booking_by_number ON booking (number);
