-- Which booking holds which seat token. A token belongs to the device that opened the day.
-- Two holdings of one token would be two rows: visible, never overwritten.
CREATE TABLE seat_holding (
    day INTEGER NOT NULL,
    session INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    seat INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (day, session, slot, seat, device, seq)
) STRICT, WITHOUT ROWID;
-- Seats that were minted anew after their owner was lost: numbers first to first + count - 1, owned by the device that minted.
CREATE TABLE seat_minted (
    day INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    session INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, device, seq, session, slot)
) STRICT, WITHOUT ROWID;
