-- Why: what a step wants done outside is kept with the step, or not at all, and carried out afterwards.
--
-- What waits is a table of its own, narrow and short. A flag on the outbox itself would rewrite the whole message each
-- time it is claimed, tried and sent, with a new entry in every index; here a claim rewrites forty bytes, and the
-- message is rewritten once, in its page, when all is over.

CREATE TABLE recourse.outbox (
  case_id uuid NOT NULL,
  item_id uuid NOT NULL,
  revision integer NOT NULL,
  position integer NOT NULL,
  kind text NOT NULL,
  payload json NOT NULL,
  created_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  sent_at timestamptz,
  failure text,
  given_up_at timestamptz,
  CONSTRAINT outbox_pkey PRIMARY KEY (case_id, item_id),
  CONSTRAINT outbox_kind_is_known CHECK (kind IN ('message', 'webhook', 'start', 'publish')),
  CONSTRAINT outbox_attempts_are_counted CHECK (attempts >= 0)
) WITH (fillfactor = 85);
COMMENT ON TABLE recourse.outbox IS
  'Everything to be done outside, in the order of revision and position; it stays when it is done.';
COMMENT ON COLUMN recourse.outbox.failure IS 'Why the last attempt failed, never whom it concerned.';
COMMENT ON COLUMN recourse.outbox.given_up_at IS 'When it was left to people, after too many attempts.';

CREATE TABLE recourse.outbox_queue (
  case_id uuid NOT NULL,
  item_id uuid NOT NULL,
  available_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  CONSTRAINT outbox_queue_pkey PRIMARY KEY (case_id, item_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
COMMENT ON TABLE recourse.outbox_queue IS
  'What waits. A claim moves available_at to the end of its lease and counts; what is sent or given up leaves.';

CREATE INDEX outbox_queue_available ON recourse.outbox_queue (available_at);
