-- The last answer of each department for each day.
CREATE TABLE duty (
    day INTEGER NOT NULL,
    department INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    answer INTEGER NOT NULL,
    approvers INTEGER NOT NULL,
    PRIMARY KEY (day, department)
) STRICT, WITHOUT ROWID;
