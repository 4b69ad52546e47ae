-- Sealed values that arrived and were not put in the place of what stands there, because they do not open here.
CREATE TABLE vault_parked (
    subject_device BLOB NOT NULL,
    subject_seq INTEGER NOT NULL,
    field INTEGER NOT NULL,
    suite INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    why INTEGER NOT NULL,
    on_wire INTEGER NOT NULL,      -- 1: this is what the other side holds, and what it is compared by
    PRIMARY KEY (subject_device, subject_seq, field)
) STRICT, WITHOUT ROWID;
-- Whatever comes in the place of a value, or takes it away, ends what waited beside it.
CREATE TRIGGER vault_parked_replaced AFTER INSERT ON vault BEGIN
    DELETE FROM vault_parked
        WHERE subject_device = NEW.subject_device AND subject_seq = NEW.subject_seq AND field = NEW.field;
END;
CREATE TRIGGER vault_parked_gone AFTER DELETE ON vault BEGIN
    DELETE FROM vault_parked
        WHERE subject_device = OLD.subject_device AND subject_seq = OLD.subject_seq AND field = OLD.field;
END;
-- Events whose values have been taken out of this database and perhaps nowhere else: neither the list of what was erased nor
-- the journal may say so yet. Emptied when both do.
CREATE TABLE erasure_due (
    subject_device BLOB NOT NULL,
    subject_seq INTEGER NOT NULL,
    in_ledger INTEGER NOT NULL,    -- 1: it was taken out because the list of what was erased names it
    PRIMARY KEY (subject_device, subject_seq)
) STRICT, WITHOUT ROWID;
INSERT INTO erasure_due SELECT DISTINCT subject_device, subject_seq, 0 FROM vault_erased;
INSERT OR IGNORE INTO erasure_due
    SELECT DISTINCT v.subject_device, v.subject_seq, 0 FROM vault AS v
    JOIN journal AS s ON s.device = v.subject_device AND s.seq = v.subject_seq
    JOIN journal AS e ON e.entity_device = s.entity_device AND e.entity_seq = s.entity_seq
    WHERE e.kind IN (24, 101);
-- No event has such a number, so nobody's value stands there.
DELETE FROM vault WHERE subject_seq NOT BETWEEN 1 AND 9007199254740992;
DELETE FROM vault_erased WHERE subject_seq NOT BETWEEN 1 AND 9007199254740992;
DELETE FROM vault_unsent WHERE subject_seq NOT BETWEEN 1 AND 9007199254740992;
DELETE FROM vault_bucket WHERE bucket > 8796093022207;
DELETE FROM erasure_due WHERE subject_seq NOT BETWEEN 1 AND 9007199254740992;
