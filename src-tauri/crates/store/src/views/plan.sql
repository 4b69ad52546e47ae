-- The hall's timetable: the last version in the order stands.
CREATE TABLE timetable (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    lamport INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
-- What was last decided for a single date; no sessions column: nothing any more.
CREATE TABLE day_exception (
    day INTEGER PRIMARY KEY,
    lamport INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    sessions BLOB,
    reason BLOB NOT NULL
) STRICT;
-- The plan of an opened day since it was last changed.
CREATE TABLE day_plan (
    day INTEGER PRIMARY KEY,
    lamport INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    sessions BLOB NOT NULL
) STRICT;
-- Every session a day ever had: a number means the same times for as long as the day is known.
CREATE TABLE day_session (
    day INTEGER NOT NULL,
    number INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    times BLOB NOT NULL,
    PRIMARY KEY (day, number)
) STRICT, WITHOUT ROWID;
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
