-- What syncing needs beside journal and vault. One row says what this installation remembers of its syncs.
CREATE TABLE replica (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    incarnation INTEGER NOT NULL,  -- how often the program has been started for syncing
    taking INTEGER NOT NULL,       -- 1 while sealed values of others are taken in: those are not sent back
    memory BLOB NOT NULL           -- as the sync engine wrote it
) STRICT;
INSERT INTO replica VALUES (1, 0, 0, x'');
-- Signatures of other devices' segments, so that their events can be handed on with them.
CREATE TABLE segment_seal (
    device BLOB NOT NULL,
    last INTEGER NOT NULL,         -- last event of the segment
    signed_from INTEGER NOT NULL,  -- first event of the part that was signed
    suite INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (device, last)
) STRICT, WITHOUT ROWID;
CREATE TABLE device_key (
    device BLOB PRIMARY KEY,
    key BLOB NOT NULL
) STRICT, WITHOUT ROWID;
-- Events that are kept and not folded, because they cannot be understood here.
CREATE TABLE parked (
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
-- Sealed values and erasures that wait to be sent. Written by triggers, in the transaction that changes the vault, so
-- that nothing can be changed and not sent.
CREATE TABLE vault_unsent (
    place INTEGER PRIMARY KEY,     -- in the order of the changes
    subject_device BLOB NOT NULL,
    subject_seq INTEGER NOT NULL,
    field INTEGER NOT NULL,
    UNIQUE (subject_device, subject_seq, field)
) STRICT;
CREATE TABLE vault_erased (
    subject_device BLOB NOT NULL,
    subject_seq INTEGER NOT NULL,
    field INTEGER NOT NULL,
    PRIMARY KEY (subject_device, subject_seq, field)
) STRICT, WITHOUT ROWID;
-- Digests of the sealed values under runs of 1,024 events; NULL when something has changed since.
CREATE TABLE vault_bucket (
    device BLOB NOT NULL,
    bucket INTEGER NOT NULL,
    digest BLOB,
    PRIMARY KEY (device, bucket)
) STRICT, WITHOUT ROWID;
-- Values under suite 0 are plain text: they never leave this PC, so they wait for nothing and are in no digest.
INSERT INTO vault_unsent (subject_device, subject_seq, field)
    SELECT subject_device, subject_seq, field FROM vault WHERE suite <> 0;
INSERT INTO vault_bucket (device, bucket, digest)
    SELECT DISTINCT subject_device, (subject_seq - 1) / 1024, NULL FROM vault WHERE suite <> 0;
CREATE TRIGGER vault_put AFTER INSERT ON vault WHEN NEW.suite <> 0 AND (SELECT taking FROM replica) = 0 BEGIN
    INSERT OR REPLACE INTO vault_unsent (subject_device, subject_seq, field)
        VALUES (NEW.subject_device, NEW.subject_seq, NEW.field);
    INSERT OR REPLACE INTO vault_bucket VALUES (NEW.subject_device, (NEW.subject_seq - 1) / 1024, NULL);
    DELETE FROM vault_erased
        WHERE subject_device = NEW.subject_device AND subject_seq = NEW.subject_seq AND field = NEW.field;
END;
CREATE TRIGGER vault_sealed_anew AFTER UPDATE ON vault WHEN NEW.suite <> 0 BEGIN
    INSERT OR REPLACE INTO vault_unsent (subject_device, subject_seq, field)
        VALUES (NEW.subject_device, NEW.subject_seq, NEW.field);
    INSERT OR REPLACE INTO vault_bucket VALUES (NEW.subject_device, (NEW.subject_seq - 1) / 1024, NULL);
END;
CREATE TRIGGER vault_gone AFTER DELETE ON vault WHEN OLD.suite <> 0 BEGIN
    INSERT OR REPLACE INTO vault_unsent (subject_device, subject_seq, field)
        VALUES (OLD.subject_device, OLD.subject_seq, OLD.field);
    INSERT OR REPLACE INTO vault_bucket VALUES (OLD.subject_device, (OLD.subject_seq - 1) / 1024, NULL);
    INSERT OR REPLACE INTO vault_erased VALUES (OLD.subject_device, OLD.subject_seq, OLD.field);
END;
