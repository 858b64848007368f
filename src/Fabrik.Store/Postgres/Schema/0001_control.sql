-- Tenants, projects and credentials.
-- The migrator runs each file once, as the owner, with search_path = fabrik, in one transaction.

-- The one place that isolates a table: forced, so that the owner is bound too, and for reads and writes alike.
-- Without a tenant the setting is null and no row matches. The subselect is evaluated once a statement, not once a row.
CREATE FUNCTION isolate(target regclass) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant ON %s'
    ' USING (tenant_id = (SELECT NULLIF(current_setting(''app.tenant_id'', true), '''')::uuid))'
    ' WITH CHECK (tenant_id = (SELECT NULLIF(current_setting(''app.tenant_id'', true), '''')::uuid))', target);
END $$;

CREATE TABLE tenants (
  tenant_id uuid PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  -- Days its steps, logs and metrics are kept; new runs take it, running ones keep theirs.
  retention_class smallint NOT NULL DEFAULT 90 CHECK (retention_class IN (7, 30, 90)),
  added bigint GENERATED ALWAYS AS IDENTITY
);

CREATE TABLE projects (
  tenant_id uuid NOT NULL REFERENCES tenants,
  project_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  added bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (tenant_id, project_id)
);

CREATE TABLE redaction_keys (
  tenant_id uuid PRIMARY KEY REFERENCES tenants,
  redaction_key bytea NOT NULL CHECK (length(redaction_key) = 32)
);

CREATE TABLE api_keys (
  tenant_id uuid NOT NULL,
  key_id uuid NOT NULL,
  project_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  prefix text COLLATE "C" NOT NULL,
  secret_hash text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint,
  revoked_at bigint,
  added bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (tenant_id, key_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, project_id)
);
CREATE INDEX api_keys_secret ON api_keys (secret_hash);

CREATE TABLE login_links (
  tenant_id uuid NOT NULL REFERENCES tenants,
  secret_hash text COLLATE "C" NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, secret_hash)
);
CREATE INDEX login_links_secret ON login_links (secret_hash);

CREATE TABLE sessions (
  tenant_id uuid NOT NULL REFERENCES tenants,
  secret_hash text COLLATE "C" NOT NULL,
  user_name text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, secret_hash)
);
CREATE INDEX sessions_secret ON sessions (secret_hash);

SELECT isolate(t) FROM unnest('{tenants,projects,redaction_keys,api_keys,login_links,sessions}'::regclass[]) t;

-- Whoever holds a secret sees the one row that it opens: that is how a request without a tenant finds its tenant.
-- Links and sessions may be removed the same way. Rows are added and changed under their tenant only.
CREATE POLICY secret_read ON api_keys FOR SELECT
  USING (secret_hash = (SELECT NULLIF(current_setting('app.secret_hash', true), '')));
CREATE POLICY secret_read ON login_links FOR SELECT
  USING (secret_hash = (SELECT NULLIF(current_setting('app.secret_hash', true), '')));
CREATE POLICY secret_remove ON login_links FOR DELETE
  USING (secret_hash = (SELECT NULLIF(current_setting('app.secret_hash', true), '')));
CREATE POLICY secret_read ON sessions FOR SELECT
  USING (secret_hash = (SELECT NULLIF(current_setting('app.secret_hash', true), '')));
CREATE POLICY secret_remove ON sessions FOR DELETE
  USING (secret_hash = (SELECT NULLIF(current_setting('app.secret_hash', true), '')));

-- The first start must know whether there is a tenant at all. A policy was chosen over a SECURITY DEFINER function:
-- it needs no code that runs as the owner, and it shows ids and names only, since keys are in other tables.
CREATE POLICY listing ON tenants FOR SELECT
  USING ((SELECT current_setting('app.listing', true)) = 'tenants');
