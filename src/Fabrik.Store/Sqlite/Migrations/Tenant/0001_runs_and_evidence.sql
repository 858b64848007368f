-- One tenant's runs and evidence. Times are nanoseconds since 1970, money is picodollars, enums are their wire names.

CREATE TABLE tenant_state (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  revision INTEGER NOT NULL
) STRICT;

INSERT INTO tenant_state VALUES (1, 0);

CREATE TABLE projects (
  key INTEGER PRIMARY KEY,
  id  TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE runs (
  key             INTEGER PRIMARY KEY,
  project         INTEGER NOT NULL REFERENCES projects,
  id              TEXT NOT NULL,
  listed          INTEGER NOT NULL,
  declaration     BLOB,
  declared_start  INTEGER,
  name            TEXT,
  service         TEXT,
  agent           TEXT,
  agent_version   TEXT,
  env             TEXT,
  release         TEXT,
  session         TEXT,
  user_hash       TEXT,
  tags            TEXT,
  status          TEXT NOT NULL,
  ended_at        INTEGER,
  end_declared    INTEGER NOT NULL,
  error_type      TEXT,
  error_message   TEXT,
  first_start     INTEGER,
  last_seen_at    INTEGER,
  steps           INTEGER NOT NULL,
  spans           INTEGER NOT NULL,
  model_calls     INTEGER NOT NULL,
  tool_calls      INTEGER NOT NULL,
  errors          INTEGER NOT NULL,
  late_steps      INTEGER NOT NULL,
  redactions      INTEGER NOT NULL,
  input           INTEGER NOT NULL,
  cache_read      INTEGER NOT NULL,
  cache_write     INTEGER NOT NULL,
  output          INTEGER NOT NULL,
  reasoning       INTEGER NOT NULL,
  cost            INTEGER NOT NULL,
  unpriced_calls  INTEGER NOT NULL,
  models          TEXT,
  tools           TEXT,
  last_sequence   INTEGER NOT NULL,
  revision        INTEGER NOT NULL,
  UNIQUE (project, id)
) STRICT;

CREATE INDEX runs_by_revision ON runs (project, revision) WHERE listed = 1;

-- Whose run a trace of the same session resumes.
CREATE INDEX runs_interrupted ON runs (project, session, service, ended_at) WHERE status = 'interrupted';

-- The values that runs are found by, and how many runs carry each.
CREATE TABLE facets (
  key     INTEGER PRIMARY KEY,
  project INTEGER NOT NULL REFERENCES projects,
  kind    TEXT NOT NULL,
  value   TEXT NOT NULL,
  runs    INTEGER NOT NULL,
  UNIQUE (project, kind, value)
) STRICT;

-- Sessions are as many as runs, and nobody is shown a choice of them.
CREATE INDEX facets_by_use ON facets (project, kind, runs DESC, value) WHERE kind <> 'session';

-- A list is one backward walk of the rarest facet asked for. mask is a small Bloom filter of the run's other facets:
-- it spares most look-ups of runs that lack them.
CREATE TABLE run_facets (
  facet      INTEGER NOT NULL REFERENCES facets,
  started_at INTEGER NOT NULL,
  run        TEXT NOT NULL,
  mask       INTEGER NOT NULL,
  PRIMARY KEY (facet, started_at, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE traces (
  project INTEGER NOT NULL REFERENCES projects,
  trace   BLOB NOT NULL,
  run     TEXT NOT NULL,
  claim   TEXT NOT NULL,
  PRIMARY KEY (project, trace)
) STRICT, WITHOUT ROWID;

-- The latest end that each trace brought to its run; an empty trace for ends that came without one.
CREATE TABLE run_ends (
  run           INTEGER NOT NULL REFERENCES runs,
  trace         BLOB NOT NULL,
  status        TEXT NOT NULL,
  ended_at      INTEGER NOT NULL,
  error_type    TEXT,
  error_message TEXT,
  PRIMARY KEY (run, trace)
) STRICT, WITHOUT ROWID;

CREATE TABLE steps (
  key            INTEGER PRIMARY KEY,
  run            INTEGER NOT NULL REFERENCES runs,
  sequence       INTEGER NOT NULL,
  project        INTEGER NOT NULL,
  digest         BLOB NOT NULL,
  trace          BLOB,
  late           INTEGER NOT NULL,
  id             TEXT NOT NULL,
  parent         TEXT,
  kind           TEXT NOT NULL,
  name           TEXT NOT NULL,
  status         TEXT NOT NULL,
  started_at     INTEGER NOT NULL,
  ended_at       INTEGER,
  service        TEXT,
  agent          TEXT,
  env            TEXT,
  model          TEXT,
  request_model  TEXT,
  provider       TEXT,
  tool           TEXT,
  tool_call_id   TEXT,
  input          INTEGER,
  cache_read     INTEGER,
  cache_write    INTEGER,
  output         INTEGER,
  reasoning      INTEGER,
  cost           INTEGER,
  cost_unknown   TEXT,
  price_version  TEXT,
  cost_reported  INTEGER,
  error_type     TEXT,
  error_message  TEXT,
  input_preview  TEXT,
  output_preview TEXT,
  span_trace     BLOB,
  span_kind      INTEGER,
  route          TEXT,
  db_system      TEXT,
  http_status    INTEGER,
  foreign_run    TEXT,
  provenance     TEXT NOT NULL,
  redactions     INTEGER NOT NULL,
  truncated      INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX steps_by_id ON steps (run, id);
CREATE UNIQUE INDEX steps_by_sequence ON steps (run, sequence);
CREATE INDEX steps_by_service ON steps (project, service, started_at);

CREATE TABLE payloads (
  step INTEGER PRIMARY KEY REFERENCES steps,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE logs (
  key           INTEGER PRIMARY KEY,
  project       INTEGER NOT NULL REFERENCES projects,
  time          INTEGER NOT NULL,
  severity      INTEGER NOT NULL,
  severity_text TEXT NOT NULL,
  event_name    TEXT NOT NULL,
  body          TEXT NOT NULL,
  service       TEXT,
  run           TEXT,
  run_named     INTEGER NOT NULL,
  agent         TEXT,
  env           TEXT,
  trace         BLOB,
  span          TEXT,
  attributes    BLOB
) STRICT;

CREATE INDEX logs_by_run ON logs (project, run, time, key, severity) WHERE run IS NOT NULL;
CREATE INDEX logs_by_service ON logs (project, service, time, key, severity);
CREATE INDEX logs_by_time ON logs (project, time, key, severity);
CREATE INDEX logs_of_unnamed_trace ON logs (project, trace) WHERE trace IS NOT NULL AND run_named = 0;

CREATE TABLE metrics (
  key        INTEGER PRIMARY KEY,
  project    INTEGER NOT NULL REFERENCES projects,
  name       TEXT NOT NULL,
  unit       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  delta      INTEGER NOT NULL,
  monotonic  INTEGER NOT NULL,
  started_at INTEGER,
  time       INTEGER NOT NULL,
  value      REAL,
  count      INTEGER NOT NULL,
  shape      BLOB,
  service    TEXT,
  run        TEXT,
  agent      TEXT,
  env        TEXT,
  attributes BLOB
) STRICT;

CREATE INDEX metrics_by_run ON metrics (project, run, name, time) WHERE run IS NOT NULL;
CREATE INDEX metrics_by_service ON metrics (project, service, name, time);
CREATE INDEX metrics_by_name ON metrics (project, name, time);
