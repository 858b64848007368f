-- Runs, and what lists and filters them. Times are nanoseconds since 1970, money is picodollars, enums are their wire names.

-- One row a tenant: the numbers that grow with each append. Written under the tenant's append lock only.
CREATE TABLE tenant_heads (
  tenant_id uuid PRIMARY KEY,
  revision bigint NOT NULL,
  run_no bigint NOT NULL,
  logs bigint NOT NULL
);

CREATE TABLE runs (
  tenant_id uuid NOT NULL,
  project_id text COLLATE "C" NOT NULL,
  run_id text COLLATE "C" NOT NULL,
  -- The run's short name inside its tenant: what its steps are keyed by.
  run_no bigint NOT NULL,
  -- Fixed when the run is made: all its steps go to this class and week, so that a step's id is unique in its run
  -- although a partitioned key must hold both.
  retention_class smallint NOT NULL,
  week date NOT NULL,
  -- False for spans of no run, kept as evidence.
  listed boolean NOT NULL,
  last_sequence bigint NOT NULL,
  revision bigint NOT NULL,
  declaration_digest bytea,
  declared_start bigint,
  name text COLLATE "C",
  service text COLLATE "C",
  agent text COLLATE "C",
  agent_version text COLLATE "C",
  env text COLLATE "C",
  release text COLLATE "C",
  session_id text COLLATE "C",
  user_hash text COLLATE "C",
  -- JSON: an object of texts, and below two arrays of them. Read whole, never searched: run_facets is.
  tags text COLLATE "C" NOT NULL,
  -- The end that counts; all null while the run goes on.
  end_status text COLLATE "C",
  ended_at bigint,
  end_declared boolean,
  error_type text COLLATE "C",
  error_message text COLLATE "C",
  first_start bigint,
  last_seen_at bigint,
  steps bigint NOT NULL,
  spans bigint NOT NULL,
  model_calls bigint NOT NULL,
  tool_calls bigint NOT NULL,
  errors bigint NOT NULL,
  late_steps bigint NOT NULL,
  redactions bigint NOT NULL,
  tokens_input bigint NOT NULL,
  tokens_cache_read bigint NOT NULL,
  tokens_cache_write bigint NOT NULL,
  tokens_output bigint NOT NULL,
  tokens_reasoning bigint NOT NULL,
  cost_pico bigint NOT NULL,
  unpriced_calls bigint NOT NULL,
  models text COLLATE "C" NOT NULL,
  tools text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, project_id, run_id)
);
CREATE INDEX runs_changed ON runs (tenant_id, project_id, revision);
CREATE UNIQUE INDEX runs_number ON runs (tenant_id, run_no);
-- Runs that the next trace of their session resumes.
CREATE INDEX runs_interrupted ON runs (tenant_id, project_id, session_id, ended_at) WHERE end_status = 'interrupted';

-- One row a run and value it can be filtered by, in list order: any one filter is a range of this key.
CREATE TABLE run_facets (
  tenant_id uuid NOT NULL,
  project_id text COLLATE "C" NOT NULL,
  facet text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  started_at bigint NOT NULL,
  run_id text COLLATE "C" NOT NULL,
  -- A small Bloom filter of all the run's facets: it spares most look-ups of a second filter's value.
  mask_low bigint NOT NULL,
  mask_high bigint NOT NULL,
  PRIMARY KEY (tenant_id, project_id, facet, value, started_at, run_id) INCLUDE (mask_low, mask_high)
);

-- How many rows run_facets has for a value: what the filters offer, and which of several filters a list starts from.
CREATE TABLE facet_counts (
  tenant_id uuid NOT NULL,
  project_id text COLLATE "C" NOT NULL,
  facet text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  runs bigint NOT NULL,
  PRIMARY KEY (tenant_id, project_id, facet, value)
);
-- Sessions are as many as runs, and nobody is shown a choice of them.
CREATE INDEX facet_counts_most ON facet_counts (tenant_id, project_id, facet, runs DESC, value) WHERE facet <> 'session';

-- The latest end that each trace brought to its run; the zero trace for ends that came without one.
CREATE TABLE run_ends (
  tenant_id uuid NOT NULL,
  run_no bigint NOT NULL,
  trace_id uuid NOT NULL,
  status text COLLATE "C" NOT NULL,
  ended_at bigint NOT NULL,
  error_type text COLLATE "C",
  error_message text COLLATE "C",
  PRIMARY KEY (tenant_id, run_no, trace_id)
);

-- Which run a trace's spans belong to.
CREATE TABLE traces (
  tenant_id uuid NOT NULL,
  project_id text COLLATE "C" NOT NULL,
  trace_id uuid NOT NULL,
  run_id text COLLATE "C" NOT NULL,
  claim text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, project_id, trace_id)
);

SELECT isolate(t) FROM unnest('{tenant_heads,runs,run_facets,facet_counts,run_ends,traces}'::regclass[]) t;
