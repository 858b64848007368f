-- What judges concluded of runs, which need not be here. The verdict stays, like a run's row; its report goes with the
-- evidence of its class and week.

CREATE TABLE verdicts (
  tenant_id uuid NOT NULL,
  project_id text COLLATE "C" NOT NULL,
  verdict_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  run_id text COLLATE "C",
  service text COLLATE "C",
  agent text COLLATE "C",
  env text COLLATE "C",
  status text COLLATE "C" NOT NULL,
  summary text COLLATE "C" NOT NULL,
  headline text COLLATE "C",
  fingerprint text COLLATE "C",
  created_at bigint NOT NULL,
  digest bytea NOT NULL,
  -- Where its report lies.
  retention_class smallint NOT NULL,
  week date NOT NULL,
  PRIMARY KEY (tenant_id, project_id, verdict_id)
);

-- A list is one backward walk; each filter has an index in list order.
CREATE INDEX verdicts_time ON verdicts (tenant_id, project_id, kind, created_at, verdict_id);
CREATE INDEX verdicts_status ON verdicts (tenant_id, project_id, kind, status, created_at, verdict_id);
CREATE INDEX verdicts_run ON verdicts (tenant_id, project_id, kind, run_id, created_at, verdict_id);
CREATE INDEX verdicts_service ON verdicts (tenant_id, project_id, kind, service, created_at, verdict_id);
CREATE INDEX verdicts_agent ON verdicts (tenant_id, project_id, kind, agent, created_at, verdict_id);
CREATE INDEX verdicts_env ON verdicts (tenant_id, project_id, kind, env, created_at, verdict_id);
CREATE INDEX verdicts_accepted ON verdicts (tenant_id, project_id, kind, fingerprint, created_at, verdict_id) WHERE status = 'pass';

CREATE TABLE reports (
  tenant_id uuid NOT NULL,
  project_id text COLLATE "C" NOT NULL,
  verdict_id uuid NOT NULL,
  retention_class smallint NOT NULL,
  week date NOT NULL,
  report bytea NOT NULL,
  PRIMARY KEY (tenant_id, project_id, verdict_id, retention_class, week)
) PARTITION BY LIST (retention_class);
-- Already compressed: compressing again would cost time and save nothing.
ALTER TABLE reports ALTER report SET STORAGE EXTERNAL;

-- As before, with the reports.
CREATE OR REPLACE FUNCTION ensure_partitions() RETURNS date LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  this_week date := date_trunc('week', now() AT TIME ZONE 'UTC')::date;
  wanted record;
BEGIN
  FOR wanted IN
    SELECT p AS parent, c AS class, this_week + 7 * w AS monday
    FROM unnest('{steps,payloads,logs,metrics,reports}'::text[]) p, unnest('{7,30,90}'::smallint[]) c, generate_series(0, 2) w
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

CREATE OR REPLACE FUNCTION drop_expired_partitions(today date) RETURNS SETOF text LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  expired record;
BEGIN
  FOR expired IN
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'fabrik'::regnamespace AND c.relispartition AND c.relkind = 'r'
      AND c.relname ~ '^(steps|payloads|logs|metrics|reports)_(7|30|90)d_\d{8}$'
      AND to_date(right(c.relname, 8), 'YYYYMMDD') + 7 + split_part(split_part(c.relname, '_', 2), 'd', 1)::integer <= today
    ORDER BY c.relname
  LOOP
    EXECUTE format('DROP TABLE fabrik.%I', expired.relname);
    RETURN NEXT expired.relname;
  END LOOP;
END $$;

DO $$
DECLARE
  class smallint;
BEGIN
  FOREACH class IN ARRAY '{7,30,90}'::smallint[] LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF reports FOR VALUES IN (%s) PARTITION BY RANGE (week)', format('reports_%sd', class), class);
    PERFORM isolate(format('%I', format('reports_%sd', class))::regclass);
  END LOOP;
  PERFORM isolate('reports'::regclass), isolate('verdicts'::regclass);
END $$;
