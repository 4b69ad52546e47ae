-- From version 3: no event has such a number, so nobody's value stands there.
DELETE FROM sealed WHERE seq NOT BETWEEN 1 AND 9007199254740992;
DELETE FROM sealed_bucket WHERE bucket > 8796093022207;
-- From version 3: a Lamport number counts up to the first leap, hall by hall.
CREATE TABLE counted (
    hall INTEGER PRIMARY KEY,
    lamport INTEGER NOT NULL
) STRICT;
ALTER TABLE parked ADD COLUMN lamport INTEGER;
ALTER TABLE parked ADD COLUMN otherwise INTEGER;
