-- From version 2: cases are noted by the days on which they count, so everything is noted once more.
CREATE TABLE case_day (
    hall INTEGER NOT NULL,
    day INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (hall, day, device, seq)
) STRICT, WITHOUT ROWID;
DELETE FROM noted;
