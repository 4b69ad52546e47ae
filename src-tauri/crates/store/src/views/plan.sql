-- Seats that a change of plan minted (retired = 0) or retired for good (retired = 1): numbers first to first + count - 1.
CREATE TABLE seat_changed (
    day INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    retired INTEGER NOT NULL,
    session INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, device, seq, retired, session, slot, first)
) STRICT, WITHOUT ROWID;
