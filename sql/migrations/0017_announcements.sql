-- Why: programs elsewhere want to hear what happens to cases without asking again and again. Steps stay as they are: what
-- happened is taken in from the journal, a moment later.
-- Oldest program: 11

CREATE TABLE recourse.subscriptions (
  subscription_id uuid NOT NULL,
  name text NOT NULL,
  url text NOT NULL,
  kinds text[] NOT NULL,
  owner text NOT NULL,
  made_at timestamptz NOT NULL,
  secret text NOT NULL,
  former_secret text,
  former_ends_at timestamptz,
  failing_since timestamptz,
  ended_at timestamptz,
  ended_because text,
  through timestamptz NOT NULL,
  CONSTRAINT subscriptions_pkey PRIMARY KEY (subscription_id),
  CONSTRAINT subscriptions_end_has_a_reason CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
  CONSTRAINT subscriptions_former_secret_ends CHECK ((former_secret IS NULL) = (former_ends_at IS NULL))
);
COMMENT ON TABLE recourse.subscriptions IS 'Who wants to hear what happens to cases, where, and how calls there are signed.';
COMMENT ON COLUMN recourse.subscriptions.kinds IS 'What it hears of; all where there is none.';
COMMENT ON COLUMN recourse.subscriptions.secret IS
  'Calls are signed with it, so it is kept as it is: whoever reads it can forge what we tell this receiver, and nothing else.';
COMMENT ON COLUMN recourse.subscriptions.through IS 'Until when the journal has been looked through for it.';

CREATE TABLE recourse.announcements (
  case_id uuid NOT NULL,
  revision integer NOT NULL,
  subscription_id uuid NOT NULL,
  kind text NOT NULL,
  name text,
  at timestamptz NOT NULL,
  due_at timestamptz,
  leased_until timestamptz,
  attempts smallint NOT NULL DEFAULT 0,
  sent_at timestamptz,
  given_up_at timestamptz,
  failure text,
  CONSTRAINT announcements_pkey PRIMARY KEY (case_id, revision, subscription_id),
  CONSTRAINT announcements_attempts_are_counted CHECK (attempts >= 0),
  CONSTRAINT announcements_wait_or_are_over CHECK ((due_at IS NULL) = (sent_at IS NOT NULL OR given_up_at IS NOT NULL))
);
CREATE INDEX announcements_waiting ON recourse.announcements (subscription_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX announcements_by_subscription ON recourse.announcements (subscription_id, at);
COMMENT ON TABLE recourse.announcements IS
  'That something happened to a case, on its way to a subscription, and what became of it. Gone after a month.';
COMMENT ON COLUMN recourse.announcements.due_at IS 'From when it may be claimed; NULL once it is sent or given up.';
COMMENT ON COLUMN recourse.announcements.revision IS '0 where nothing happened: somebody tried whether it arrives.';
