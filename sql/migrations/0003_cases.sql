-- Why: the three tables of every step. The case's row is the truth, its journal the evidence, and timers the agenda out
-- of which due cases are claimed.
--
-- A step rewrites the case's row, so that row has to stay cheap to rewrite: no index covers a column that steps change
-- (the update stays in its page), and pages are filled to three quarters to leave it room there. The instant of the
-- next timer therefore stands twice, in the row for whoever reads the case and in timers for whoever asks what is due:
-- timers is nothing but that one key, and a fired row leaves it, so it stays small however many cases were ever closed.
--
-- Every key begins with the case, or in timers contains it, and nothing is unique across cases: the tables can be
-- distributed by case. There is no foreign key between them, as one statement writes all three; the checks of foreign
-- keys would cost more than the rows.

CREATE TABLE recourse.cases (
  case_id uuid NOT NULL,
  reference text NOT NULL,
  workflow text NOT NULL,
  version text NOT NULL,
  revision integer NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  due_at timestamptz,
  owner text,
  states text[] NOT NULL,
  document json NOT NULL,
  CONSTRAINT cases_pkey PRIMARY KEY (case_id),
  CONSTRAINT cases_revision_is_positive CHECK (revision > 0),
  CONSTRAINT cases_closed_has_no_timer CHECK (closed_at IS NULL OR due_at IS NULL)
) WITH (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05);
COMMENT ON TABLE recourse.cases IS
  'One row a case, rewritten by each step. revision counts the steps: a writer names the one it has read.';
COMMENT ON COLUMN recourse.cases.reference IS
  'The name for people, worked out of case_id. Not unique: two cases may share one, if hardly ever.';
COMMENT ON COLUMN recourse.cases.due_at IS 'The instant of the earliest timer, rounded up to the microsecond.';
COMMENT ON COLUMN recourse.cases.states IS 'The ids of the leaves in which the case rests.';
COMMENT ON COLUMN recourse.cases.document IS 'Session and timers, which only the workflow can read.';

CREATE INDEX cases_by_reference ON recourse.cases (reference);
CREATE INDEX cases_closed ON recourse.cases (closed_at, case_id) WHERE closed_at IS NOT NULL;

CREATE TABLE recourse.journal (
  case_id uuid NOT NULL,
  revision integer NOT NULL,
  event_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  actor_role text,
  actor_name text,
  due_at timestamptz,
  payload json NOT NULL,
  CONSTRAINT journal_pkey PRIMARY KEY (case_id, revision),
  CONSTRAINT journal_takes_an_event_once UNIQUE (case_id, event_id),
  CONSTRAINT journal_kind_is_known CHECK (kind IN ('opened', 'event', 'timer', 'ignored', 'paused', 'resumed', 'assigned', 'noted',
    'attached', 'extended', 'declared', 'linked', 'merged', 'reopened', 'recalculated', 'retried', 'skipped', 'cancelled', 'parked'))
);
COMMENT ON TABLE recourse.journal IS
  'Everything that happened to a case, one row a step. Append-only; an event counts once, however often it is sent.';
COMMENT ON COLUMN recourse.journal.due_at IS 'For a timer: when it was due, however late it fired.';

CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recourse.journal
  FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();

CREATE TABLE recourse.timers (
  due_at timestamptz NOT NULL,
  case_id uuid NOT NULL,
  CONSTRAINT timers_pkey PRIMARY KEY (due_at, case_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
COMMENT ON TABLE recourse.timers IS
  'One row an open case, at the instant of its earliest timer; at infinity where none runs. A closed case has none.';
