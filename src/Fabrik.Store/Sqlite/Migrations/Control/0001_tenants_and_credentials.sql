CREATE TABLE tenants (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  redaction_key BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE projects (
  tenant     TEXT NOT NULL REFERENCES tenants,
  id         TEXT NOT NULL,
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
  tenant     TEXT NOT NULL,
  id         TEXT NOT NULL,
  secret     TEXT NOT NULL UNIQUE,
  project    TEXT NOT NULL,
  name       TEXT NOT NULL,
  prefix     TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, project) REFERENCES projects
) STRICT, WITHOUT ROWID;

CREATE TABLE login_links (
  secret     TEXT PRIMARY KEY,
  tenant     TEXT NOT NULL REFERENCES tenants,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  secret     TEXT PRIMARY KEY,
  tenant     TEXT NOT NULL REFERENCES tenants,
  user_name  TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
