-- Every event, byte for byte. Rows are only ever added, which the triggers see to. All columns but bytes and hash repeat what is in the bytes, for
-- finding and ordering.
CREATE TABLE journal (
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    entity_device BLOB NOT NULL,
    entity_seq INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_by_entity ON journal (entity_device, entity_seq);
CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is never changed');
END;
CREATE TRIGGER journal_never_shrinks BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'nothing leaves the journal');
END;
