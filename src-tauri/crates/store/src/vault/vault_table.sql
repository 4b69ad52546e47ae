-- Personal values and free texts, sealed, under the event that set them.
CREATE TABLE vault (
    subject_device BLOB NOT NULL,
    subject_seq INTEGER NOT NULL,
    field INTEGER NOT NULL,
    suite INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (subject_device, subject_seq, field)
) STRICT, WITHOUT ROWID;
