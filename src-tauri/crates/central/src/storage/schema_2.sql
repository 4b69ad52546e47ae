-- From version 1: what is here was noted when it came.
CREATE TABLE noted (
    hall INTEGER PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT;
INSERT INTO noted SELECT hall, max(position) FROM segment GROUP BY hall;
