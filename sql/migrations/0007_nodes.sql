-- Why: whoever runs several processes on one database, of one release or, during an upgrade, of two, wants to see which
-- are there and which have fallen silent. Nothing is decided by this table: no process leads, and work is claimed where
-- it stands.
-- Oldest program: 6

CREATE TABLE recourse.nodes (
  node_id uuid NOT NULL,
  kind text NOT NULL,
  host text NOT NULL,
  process integer NOT NULL,
  version text NOT NULL,
  generation integer NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  CONSTRAINT nodes_pkey PRIMARY KEY (node_id)
);
COMMENT ON TABLE recourse.nodes IS
  'The processes that work on this database. Each writes seen_at every few seconds and takes its row away when it stops.';
COMMENT ON COLUMN recourse.nodes.generation IS 'The newest migration that the program knows.';
