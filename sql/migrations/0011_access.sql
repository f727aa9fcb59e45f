-- Why: people come by the web and programs by the API. Who somebody is, is kept here and not in a cookie, so that it can
-- be taken back at once and holds on every node.
-- Oldest program: 7

-- The cookie's text is never kept, only its digest: who reads the table can sign in as nobody.
CREATE TABLE recourse.sessions (
  key bytea NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  data json NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  proved_at timestamptz,
  ends_at timestamptz NOT NULL,
  CONSTRAINT sessions_pkey PRIMARY KEY (key),
  CONSTRAINT sessions_key_is_a_digest CHECK (octet_length(key) = 32),
  CONSTRAINT sessions_kind_is_known CHECK (kind IN ('visitor', 'supplier', 'contact', 'staff'))
);
CREATE INDEX sessions_by_end ON recourse.sessions (ends_at);
CREATE INDEX sessions_by_subject ON recourse.sessions (subject) WHERE subject <> '';
COMMENT ON TABLE recourse.sessions IS
  'Who has come by the web, and what they have filled in so far. Ends by itself; may be taken away at any time.';
COMMENT ON COLUMN recourse.sessions.key IS 'The SHA-256 digest of the cookie.';
COMMENT ON COLUMN recourse.sessions.subject IS
  'An account, an address or a case, as kind says; empty for a visitor.';
COMMENT ON COLUMN recourse.sessions.proved_at IS 'When the person last proved who they are; what is grave asks for it anew.';

-- Documents of a concern that has not been sent yet.
CREATE TABLE recourse.session_files (
  key bytea NOT NULL,
  number integer NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT session_files_pkey PRIMARY KEY (key, number),
  CONSTRAINT session_files_of_a_session FOREIGN KEY (key) REFERENCES recourse.sessions ON DELETE CASCADE,
  CONSTRAINT session_files_are_bounded CHECK (octet_length(bytes) <= 20971520)
);
ALTER TABLE recourse.session_files ALTER COLUMN bytes SET STORAGE EXTERNAL;
COMMENT ON TABLE recourse.session_files IS 'Documents that go with what a visitor fills in; gone with the session.';

CREATE TABLE recourse.one_time_codes (
  code bytea NOT NULL,
  purpose text NOT NULL,
  subject text NOT NULL,
  made_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT one_time_codes_pkey PRIMARY KEY (purpose, code),
  CONSTRAINT one_time_codes_code_is_a_digest CHECK (octet_length(code) = 32)
);
CREATE INDEX one_time_codes_by_end ON recourse.one_time_codes (ends_at);
COMMENT ON TABLE recourse.one_time_codes IS 'Links and codes that let somebody in once: kept as their digests.';
COMMENT ON COLUMN recourse.one_time_codes.subject IS 'Whom or what it lets in to: an account, an address, a case.';

CREATE TABLE recourse.passwords (
  name text NOT NULL,
  hash text NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT passwords_pkey PRIMARY KEY (name),
  CONSTRAINT passwords_of_an_account FOREIGN KEY (name) REFERENCES recourse.users
);
COMMENT ON TABLE recourse.passwords IS 'Argon2id hashes, for accounts that no identity provider vouches for.';

CREATE TABLE recourse.tokens (
  key bytea NOT NULL,
  name text NOT NULL,
  holder text NOT NULL,
  scopes text[] NOT NULL,
  organisation text,
  made_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT tokens_pkey PRIMARY KEY (key),
  CONSTRAINT tokens_key_is_a_digest CHECK (octet_length(key) = 32)
);
COMMENT ON TABLE recourse.tokens IS 'What programs show in place of a person: kept as digests, bound to an account or an organisation.';
COMMENT ON COLUMN recourse.tokens.holder IS 'The account that answers for what the token does.';

-- Counts only: a crash may lose them, and they are not worth the WAL.
CREATE UNLOGGED TABLE recourse.rates (
  key text NOT NULL,
  window_at timestamptz NOT NULL,
  count integer NOT NULL,
  CONSTRAINT rates_pkey PRIMARY KEY (key, window_at)
);
COMMENT ON TABLE recourse.rates IS 'How often something was tried within a window of time, on all nodes together.';

CREATE TABLE recourse.identity_reads (
  number bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  case_id uuid NOT NULL,
  reader text NOT NULL,
  purpose text NOT NULL,
  CONSTRAINT identity_reads_pkey PRIMARY KEY (case_id, number)
);
COMMENT ON TABLE recourse.identity_reads IS 'Who was shown who raised a case, and for what. Append-only.';
CREATE TRIGGER identity_reads_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recourse.identity_reads
  FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();
