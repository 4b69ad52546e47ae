-- The order all installations agree on, to read from either end without sorting the whole journal.
CREATE INDEX journal_by_order ON journal (lamport, device, seq);
