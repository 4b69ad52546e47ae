-- Forms that were begun and not saved. Of this PC only, never an event; sealed, for they hold personal values.
CREATE TABLE draft (
    slot TEXT PRIMARY KEY,
    suite INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
