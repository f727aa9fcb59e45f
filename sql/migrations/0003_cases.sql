-- Why: the three tables of every step. The case's row is the truth, its journal the evidence, and timers the agenda out
-- of which due cases are claimed.
--
-- A step rewrites the case's row, so that row has to stay cheap to rewrite: no index covers a column that steps change
-- (the update stays in its page), and pages are filled to three quarters to leave it room there. What never changes
-- stands first, so that the log of an update leaves it out. The instant of the next timer stands twice, in the row for
-- whoever reads the case and in timers for whoever asks what is due: timers is nothing but that one key, its row moves
-- on with the case and leaves with it, so it stays small however many cases were ever closed.
--
-- The journal has one index and is also where the messages of a step are kept: a row of their own for each would cost
-- as much again as the entry itself. Each entry's hash covers the one before; head is the newest. What is personal is
-- hashed through a salted digest, so that it can be erased and the chain still be verified.
--
-- Every key begins with the case, or in timers contains it, and nothing is unique across cases: the tables can be
-- distributed by case. There is no foreign key between them, as one statement writes all three; the checks of foreign
-- keys would cost more than the rows.

CREATE TABLE recourse.cases (
  case_id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  reference text NOT NULL,
  workflow text NOT NULL,
  version text NOT NULL,
  assignee text,
  parked text,
  closed_at timestamptz,
  due_at timestamptz,
  revision integer NOT NULL,
  owner text,
  states text[] NOT NULL,
  head bytea,
  document json NOT NULL,
  CONSTRAINT cases_pkey PRIMARY KEY (case_id),
  CONSTRAINT cases_revision_is_positive CHECK (revision > 0),
  CONSTRAINT cases_closed_has_no_timer CHECK (closed_at IS NULL OR due_at IS NULL)
) WITH (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05);
COMMENT ON TABLE recourse.cases IS
  'One row a case, rewritten by each step. revision counts the steps: a writer names the one it has read.';
COMMENT ON COLUMN recourse.cases.reference IS
  'The name for people, worked out of case_id. Not unique: two cases may share one, if hardly ever.';
COMMENT ON COLUMN recourse.cases.assignee IS 'Who has the case in hand; NULL while nobody has.';
COMMENT ON COLUMN recourse.cases.parked IS 'Why a person must look: a timer''s step was refused. NULL where all is well.';
COMMENT ON COLUMN recourse.cases.due_at IS 'The instant of the earliest timer, rounded up to the microsecond.';
COMMENT ON COLUMN recourse.cases.states IS 'The ids of the leaves in which the case rests.';
COMMENT ON COLUMN recourse.cases.head IS 'The hash of the newest entry of its journal.';
COMMENT ON COLUMN recourse.cases.document IS 'Session and timers, which only the workflow can read.';

CREATE INDEX cases_by_reference ON recourse.cases (reference);
CREATE INDEX cases_closed ON recourse.cases (closed_at, case_id) WHERE closed_at IS NOT NULL;
CREATE INDEX cases_by_assignee ON recourse.cases (assignee) WHERE closed_at IS NULL AND assignee IS NOT NULL;
CREATE INDEX cases_parked ON recourse.cases (case_id) WHERE parked IS NOT NULL;

CREATE TABLE recourse.journal (
  case_id uuid NOT NULL,
  event_id uuid NOT NULL,
  at timestamptz NOT NULL,
  due_at timestamptz,
  revision integer NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  actor_role text,
  actor_name text,
  salt bytea,
  hash bytea,
  digest bytea,
  payload json,
  messages json,
  CONSTRAINT journal_pkey PRIMARY KEY (case_id, event_id),
  CONSTRAINT journal_kind_is_known CHECK (kind IN ('opened', 'event', 'timer', 'ignored', 'paused', 'resumed',
    'assigned', 'noted', 'attached', 'extended', 'declared', 'linked', 'merged', 'reopened', 'recalculated', 'erased',
    'retried', 'skipped', 'cancelled', 'parked')),
  CONSTRAINT journal_is_whole_or_erased CHECK ((payload IS NULL) = (digest IS NOT NULL)),
  CONSTRAINT journal_erased_leaves_nothing CHECK (
    digest IS NULL OR (messages IS NULL AND actor_name IS NULL AND salt IS NULL AND octet_length(digest) = 32))
);
COMMENT ON TABLE recourse.journal IS
  'Everything that happened to a case, one row a step. Append-only; an event counts once, however often it is sent.';
COMMENT ON COLUMN recourse.journal.due_at IS 'For a timer: when it was due, however late it fired.';
COMMENT ON COLUMN recourse.journal.messages IS
  'What the step wants done outside, in order: an array of pairs of kind and payload. NULL where there is nothing.';
COMMENT ON COLUMN recourse.journal.salt IS 'Random bytes with which the personal part is digested.';
COMMENT ON COLUMN recourse.journal.hash IS 'Covers the entry and the hash of the one before.';
COMMENT ON COLUMN recourse.journal.digest IS
  'The salted digest of actor_name, payload and messages, kept in their place once they are erased.';

CREATE TRIGGER journal_is_append_only BEFORE DELETE OR TRUNCATE ON recourse.journal
  FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();
-- The one change that is let through is the erasure of what is personal, once and whole.
CREATE TRIGGER journal_is_only_erased BEFORE UPDATE ON recourse.journal
  FOR EACH ROW WHEN (
    OLD.digest IS NOT NULL OR NEW.digest IS NULL
    OR (OLD.case_id, OLD.event_id, OLD.at, OLD.due_at, OLD.revision, OLD.kind, OLD.name, OLD.actor_role, OLD.hash)
      IS DISTINCT FROM
      (NEW.case_id, NEW.event_id, NEW.at, NEW.due_at, NEW.revision, NEW.kind, NEW.name, NEW.actor_role, NEW.hash))
  EXECUTE FUNCTION recourse.refuse_change();

CREATE TABLE recourse.timers (
  due_at timestamptz NOT NULL,
  case_id uuid NOT NULL,
  CONSTRAINT timers_pkey PRIMARY KEY (due_at, case_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
COMMENT ON TABLE recourse.timers IS
  'One row an open case, at the instant of its earliest timer; at infinity where none runs. A closed case has none.';
