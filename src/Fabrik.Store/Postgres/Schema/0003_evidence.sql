-- Steps, payloads, logs and metrics: partitioned by how long they are kept, then by the week they came in, so that
-- retention drops whole tables. A run's steps follow the run's class and week; logs and metrics follow their own arrival.

CREATE TABLE steps (
  tenant_id uuid NOT NULL,
  run_no bigint NOT NULL,
  step_id text COLLATE "C" NOT NULL,
  retention_class smallint NOT NULL,
  week date NOT NULL,
  project_id text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL,
  late boolean NOT NULL,
  digest bytea NOT NULL,
  -- The trace it came with, and moves with when the trace's run gets its name.
  origin uuid,
  parent_id text COLLATE "C",
  kind text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL,
  started_at bigint NOT NULL,
  ended_at bigint,
  service text COLLATE "C",
  agent text COLLATE "C",
  env text COLLATE "C",
  model text COLLATE "C",
  request_model text COLLATE "C",
  provider text COLLATE "C",
  tool text COLLATE "C",
  tool_call_id text COLLATE "C",
  -- input, cache_read, cache_write, output, reasoning; all null without usage.
  tokens_input bigint,
  tokens_cache_read bigint,
  tokens_cache_write bigint,
  tokens_output bigint,
  tokens_reasoning bigint,
  has_cost boolean NOT NULL,
  cost_pico bigint,
  cost_unknown_reason text COLLATE "C",
  price_version text COLLATE "C",
  reported_pico bigint,
  error_type text COLLATE "C",
  error_message text COLLATE "C",
  input_preview text COLLATE "C",
  output_preview text COLLATE "C",
  trace_id uuid,
  span_kind smallint,
  route text COLLATE "C",
  db_system text COLLATE "C",
  http_status integer,
  foreign_run_id text COLLATE "C",
  provenance text COLLATE "C" NOT NULL,
  redactions integer NOT NULL,
  truncated boolean NOT NULL,
  PRIMARY KEY (tenant_id, run_no, step_id, retention_class, week)
) PARTITION BY LIST (retention_class);
CREATE INDEX steps_arrival ON steps (tenant_id, run_no, sequence);
CREATE INDEX steps_window ON steps (tenant_id, project_id, service, started_at);

CREATE TABLE payloads (
  tenant_id uuid NOT NULL,
  run_no bigint NOT NULL,
  sequence bigint NOT NULL,
  retention_class smallint NOT NULL,
  week date NOT NULL,
  payload bytea NOT NULL,
  PRIMARY KEY (tenant_id, run_no, sequence, retention_class, week)
) PARTITION BY LIST (retention_class);
-- Already compressed: compressing again would cost time and save nothing.
ALTER TABLE payloads ALTER payload SET STORAGE EXTERNAL;

CREATE TABLE logs (
  tenant_id uuid NOT NULL,
  project_id text COLLATE "C" NOT NULL,
  retention_class smallint NOT NULL,
  week date NOT NULL,
  added bigint NOT NULL,
  time bigint NOT NULL,
  severity_number integer NOT NULL,
  severity_text text COLLATE "C" NOT NULL,
  event_name text COLLATE "C" NOT NULL,
  body text COLLATE "C" NOT NULL,
  service text COLLATE "C",
  run_id text COLLATE "C",
  -- False where the run is known by the trace only, and follows it.
  run_named boolean NOT NULL,
  agent text COLLATE "C",
  env text COLLATE "C",
  trace_id uuid,
  span_id text COLLATE "C",
  attributes bytea
) PARTITION BY LIST (retention_class);
CREATE INDEX logs_run ON logs (tenant_id, project_id, run_id, time);
CREATE INDEX logs_time ON logs (tenant_id, project_id, time);
CREATE INDEX logs_unnamed ON logs (tenant_id, project_id, trace_id) WHERE trace_id IS NOT NULL AND NOT run_named;
CREATE INDEX logs_service ON logs (tenant_id, project_id, service, time);

CREATE TABLE metrics (
  tenant_id uuid NOT NULL,
  project_id text COLLATE "C" NOT NULL,
  retention_class smallint NOT NULL,
  week date NOT NULL,
  name text COLLATE "C" NOT NULL,
  unit text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  delta boolean NOT NULL,
  monotonic boolean NOT NULL,
  started_at bigint,
  time bigint NOT NULL,
  value double precision,
  count bigint NOT NULL,
  -- Bounds, bucket counts and quantiles as MetricShape writes them.
  shape bytea,
  service text COLLATE "C",
  run_id text COLLATE "C",
  agent text COLLATE "C",
  env text COLLATE "C",
  attributes bytea
) PARTITION BY LIST (retention_class);
CREATE INDEX metrics_run ON metrics (tenant_id, project_id, run_id, name, time);
CREATE INDEX metrics_service ON metrics (tenant_id, project_id, service, name, time);

-- One table a parent, class and week. It is filled in apart and then attached, because attaching blocks neither readers
-- nor writers of the parent, while CREATE TABLE … PARTITION OF does.
CREATE FUNCTION create_partition(parent text, class smallint, monday date) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  branch text := format('%s_%sd', parent, class);
  leaf text := format('%s_%s', branch, to_char(monday, 'YYYYMMDD'));
BEGIN
  EXECUTE format('CREATE TABLE fabrik.%I (LIKE fabrik.%I INCLUDING ALL)', leaf, parent);
  PERFORM fabrik.isolate(format('fabrik.%I', leaf)::regclass);
  EXECUTE format('ALTER TABLE fabrik.%I ATTACH PARTITION fabrik.%I FOR VALUES FROM (%L) TO (%L)', branch, leaf, monday, monday + 7);
END $$;

-- The week that is and the two after it, by the database's clock, so that servers never disagree. It takes no argument
-- and creates nothing else, which is why the application role may run it as the owner.
CREATE FUNCTION ensure_partitions() RETURNS date LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  this_week date := date_trunc('week', now() AT TIME ZONE 'UTC')::date;
  wanted record;
BEGIN
  FOR wanted IN
    SELECT p AS parent, c AS class, this_week + 7 * w AS monday
    FROM unnest('{steps,payloads,logs,metrics}'::text[]) p, unnest('{7,30,90}'::smallint[]) c, generate_series(0, 2) w
    WHERE to_regclass(format('fabrik.%I', format('%s_%sd_%s', p, c, to_char(this_week + 7 * w, 'YYYYMMDD')))) IS NULL
  LOOP
    -- A table's lock, not an advisory one: only that makes this transaction see what the one before it created.
    LOCK TABLE fabrik.steps IN SHARE UPDATE EXCLUSIVE MODE;
    IF to_regclass(format('fabrik.%I', format('%s_%sd_%s', wanted.parent, wanted.class, to_char(wanted.monday, 'YYYYMMDD')))) IS NULL THEN
      PERFORM fabrik.create_partition(wanted.parent, wanted.class, wanted.monday);
    END IF;
  END LOOP;
  RETURN this_week + 14;
END $$;

-- For the owner's schedule: drops what is past its class. The run's row stays, with its counts and times.
CREATE FUNCTION drop_expired_partitions(today date) RETURNS SETOF text LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  expired record;
BEGIN
  FOR expired IN
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'fabrik'::regnamespace AND c.relispartition AND c.relkind = 'r'
      AND c.relname ~ '^(steps|payloads|logs|metrics)_(7|30|90)d_\d{8}$'
      AND to_date(right(c.relname, 8), 'YYYYMMDD') + 7 + split_part(split_part(c.relname, '_', 2), 'd', 1)::integer <= today
    ORDER BY c.relname
  LOOP
    EXECUTE format('DROP TABLE fabrik.%I', expired.relname);
    RETURN NEXT expired.relname;
  END LOOP;
END $$;

DO $$
DECLARE
  parent text;
  class smallint;
BEGIN
  FOREACH parent IN ARRAY '{steps,payloads,logs,metrics}'::text[] LOOP
    FOREACH class IN ARRAY '{7,30,90}'::smallint[] LOOP
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES IN (%s) PARTITION BY RANGE (week)', format('%s_%sd', parent, class), parent, class);
      PERFORM isolate(format('%I', format('%s_%sd', parent, class))::regclass);
    END LOOP;
    PERFORM isolate(parent::regclass);
  END LOOP;
END $$;
