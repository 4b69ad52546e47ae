-- Whole versions of reference data (calendar, departments, items, hours, directory) under the SHA-256 of their bytes.
-- Which of them is in use, an event says.
CREATE TABLE reference (
    hash BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
