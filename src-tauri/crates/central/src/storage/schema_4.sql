-- From version 3: a Lamport number counts up to the first leap, hall by hall.
CREATE TABLE counted (
    hall INTEGER PRIMARY KEY,
    lamport INTEGER NOT NULL
) STRICT;
ALTER TABLE parked ADD COLUMN lamport INTEGER;
ALTER TABLE parked ADD COLUMN otherwise INTEGER;
