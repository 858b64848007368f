-- A trace may have several roots, and what is known of one root may come piece by piece: an end is kept for each root.
-- Ends from before have no root of their own; they count as one more.

ALTER TABLE run_ends RENAME TO ends_of_traces;

-- root is the root's step; an empty trace is for ends that came without one.
CREATE TABLE run_ends (
  run           INTEGER NOT NULL REFERENCES runs,
  trace         BLOB NOT NULL,
  root          TEXT NOT NULL,
  status        TEXT NOT NULL,
  ended_at      INTEGER NOT NULL,
  error_type    TEXT,
  error_message TEXT,
  PRIMARY KEY (run, trace, root)
) STRICT, WITHOUT ROWID;

INSERT INTO run_ends SELECT run, trace, '', status, ended_at, error_type, error_message FROM ends_of_traces;

DROP TABLE ends_of_traces;
