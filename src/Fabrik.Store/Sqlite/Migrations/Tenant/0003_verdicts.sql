-- What judges concluded of runs, which need not be here, and the reports they were read from.

CREATE TABLE verdicts (
  key         INTEGER PRIMARY KEY,
  project     INTEGER NOT NULL REFERENCES projects,
  id          BLOB NOT NULL,
  kind        TEXT NOT NULL,
  run         TEXT,
  service     TEXT,
  agent       TEXT,
  env         TEXT,
  status      TEXT NOT NULL,
  summary     TEXT NOT NULL,
  headline    TEXT,
  fingerprint TEXT,
  created_at  INTEGER NOT NULL,
  digest      BLOB NOT NULL,
  UNIQUE (project, id)
) STRICT;

-- A list is one backward walk; each filter has an index in list order.
CREATE INDEX verdicts_by_time ON verdicts (project, kind, created_at, id);
CREATE INDEX verdicts_by_status ON verdicts (project, kind, status, created_at, id);
CREATE INDEX verdicts_by_run ON verdicts (project, kind, run, created_at, id) WHERE run IS NOT NULL;
CREATE INDEX verdicts_by_service ON verdicts (project, kind, service, created_at, id) WHERE service IS NOT NULL;
CREATE INDEX verdicts_by_agent ON verdicts (project, kind, agent, created_at, id) WHERE agent IS NOT NULL;
CREATE INDEX verdicts_by_env ON verdicts (project, kind, env, created_at, id) WHERE env IS NOT NULL;
CREATE INDEX verdicts_accepted ON verdicts (project, kind, fingerprint, created_at, id) WHERE status = 'pass' AND run IS NOT NULL;

CREATE TABLE verdict_reports (
  verdict INTEGER PRIMARY KEY REFERENCES verdicts,
  body    BLOB NOT NULL
) STRICT;
