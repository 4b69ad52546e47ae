-- What cases of the assisted-handling log are searched and ordered by. Narrow, so that a year of them is read in a moment.
CREATE TABLE assist_case (
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    lamport INTEGER NOT NULL,      -- of its opening; with device and seq the order of opening
    day INTEGER NOT NULL,          -- on which it began: days since 1970-01-01, Beijing
    last_day INTEGER NOT NULL,     -- the last on which something of it happened
    stage INTEGER NOT NULL,
    open INTEGER NOT NULL,
    held INTEGER NOT NULL,         -- documents that are still held
    finished INTEGER,              -- the day from which its values are kept so long; none while somebody waits for it
    erased INTEGER NOT NULL,
    card INTEGER,
    booking_device BLOB,
    booking_seq INTEGER,
    helpers BLOB NOT NULL,
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
-- A case as it stands: the fold of its events, as the rules encode it. Sealed values are in the vault, not here.
CREATE TABLE assist_state (
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    state BLOB NOT NULL,
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX assist_case_by_day ON assist_case (day, lamport);
CREATE INDEX assist_case_by_last_day ON assist_case (last_day, day);
CREATE INDEX assist_case_open ON assist_case (day) WHERE open;
CREATE INDEX assist_case_held ON assist_case (day) WHERE held > 0;
CREATE INDEX assist_case_kept ON assist_case (finished) WHERE NOT erased;
CREATE INDEX assist_case_by_card ON assist_case (card) WHERE card IS NOT NULL;
CREATE INDEX assist_case_by_booking ON assist_case (booking_device, booking_seq) WHERE booking_device IS NOT NULL;
-- Which cases are about an item, so that what usually follows is quickly found.
CREATE TABLE assist_item (
    item INTEGER NOT NULL,
    day INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (item, day, device, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX assist_item_by_case ON assist_item (device, seq);
