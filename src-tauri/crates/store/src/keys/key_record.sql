-- The key that personal values are sealed with: its name, and itself wrapped by the recovery code, so that any backup can
-- be opened with the code. One row.
CREATE TABLE hall_key (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key_id BLOB NOT NULL,
    wrapped BLOB NOT NULL
) STRICT;
