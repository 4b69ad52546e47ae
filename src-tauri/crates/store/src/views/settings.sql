-- What the hall has set: for each setting the last value in the order.
CREATE TABLE hall_setting (
    setting INTEGER PRIMARY KEY,
    lamport INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    value INTEGER NOT NULL
) STRICT;
