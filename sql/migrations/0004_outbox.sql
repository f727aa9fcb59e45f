-- Why: what a step wants done outside is kept with the step, or not at all, and carried out afterwards.
--
-- What is to be said stands in the journal, with the step that says it. outbox is only the queue of what waits, narrow
-- and short: a claim marks a row in its page, and what is sent leaves. An item's place in the queue is the instant at
-- which it was written, or that of its next attempt, so that whoever knows the item finds its row by the key.
-- deliveries tells what became of each item.

CREATE TABLE recourse.outbox (
  available_at timestamptz NOT NULL,
  case_id uuid NOT NULL,
  revision integer NOT NULL,
  position smallint NOT NULL,
  attempts smallint NOT NULL DEFAULT 0,
  leased_until timestamptz,
  CONSTRAINT outbox_pkey PRIMARY KEY (available_at, case_id, revision, position),
  CONSTRAINT outbox_attempts_are_counted CHECK (attempts >= 0)
) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
COMMENT ON TABLE recourse.outbox IS
  'What waits, the longest waiting first. revision and position name the item in the journal''s messages.';
COMMENT ON COLUMN recourse.outbox.leased_until IS 'Until when the worker that claimed it has it to itself.';

CREATE TABLE recourse.deliveries (
  case_id uuid NOT NULL,
  revision integer NOT NULL,
  position smallint NOT NULL,
  attempts smallint NOT NULL,
  sent_at timestamptz,
  retry_at timestamptz,
  given_up_at timestamptz,
  failure text,
  CONSTRAINT deliveries_pkey PRIMARY KEY (case_id, revision, position),
  CONSTRAINT deliveries_sent_is_over CHECK (
    sent_at IS NULL OR (retry_at IS NULL AND given_up_at IS NULL AND failure IS NULL))
);
COMMENT ON TABLE recourse.deliveries IS
  'One row an item that was tried at least once: sent, waiting for its next attempt, or given up to people.';
COMMENT ON COLUMN recourse.deliveries.retry_at IS 'Its place in the queue while it waits for the next attempt.';
COMMENT ON COLUMN recourse.deliveries.given_up_at IS 'When it was left to people: a dead letter.';
COMMENT ON COLUMN recourse.deliveries.failure IS 'Why the last attempt failed, never whom it concerned.';

CREATE INDEX deliveries_given_up ON recourse.deliveries (given_up_at) WHERE given_up_at IS NOT NULL;
