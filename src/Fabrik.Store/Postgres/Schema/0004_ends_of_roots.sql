-- A trace may have several roots, and what is known of one root may come piece by piece: an end is kept for each root.

-- The root's step; empty for ends from before, which count as one more root's.
ALTER TABLE run_ends ADD COLUMN root_id text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE run_ends ALTER COLUMN root_id DROP DEFAULT;
ALTER TABLE run_ends DROP CONSTRAINT run_ends_pkey;
ALTER TABLE run_ends ADD PRIMARY KEY (tenant_id, run_no, trace_id, root_id);
