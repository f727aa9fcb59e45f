-- Why: what people work with beside the steps of cases: documents, words to find cases by, and their own accounts. No
-- step reads or writes any of it but the one that adds a document, in the same transaction.
-- Oldest program: 7

-- A document's name and kind stand in the journal entry that tells of it. Here are only the bytes, once for each case
-- that has them, so that what is erased of a case is erased whole.
CREATE TABLE recourse.attachments (
  case_id uuid NOT NULL,
  sha256 text NOT NULL,
  kept_at timestamptz NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT attachments_pkey PRIMARY KEY (case_id, sha256),
  CONSTRAINT attachments_digest_is_one CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT attachments_are_bounded CHECK (octet_length(bytes) <= 20971520)
);
ALTER TABLE recourse.attachments ALTER COLUMN bytes SET STORAGE EXTERNAL;
COMMENT ON TABLE recourse.attachments IS 'The documents of cases, under their digest.';

CREATE TABLE recourse.case_texts (
  case_id uuid NOT NULL,
  revision integer NOT NULL,
  words tsvector NOT NULL,
  CONSTRAINT case_texts_pkey PRIMARY KEY (case_id)
);
COMMENT ON TABLE recourse.case_texts IS
  'The words of a case as of a revision: reference, data, notes, names of documents. Worked out anew when it is older.';
CREATE INDEX case_texts_words ON recourse.case_texts USING gin (words);

CREATE TABLE recourse.search_progress (
  through timestamptz NOT NULL
);
COMMENT ON TABLE recourse.search_progress IS 'One row: until when the journal has been looked through for words.';
INSERT INTO recourse.search_progress (through) VALUES ('2000-01-01 00:00Z');

-- Entries are appended in the order of time, so that a few bytes for each stretch of pages say where a minute stands:
-- a step does not pay for it as it would for a tree.
CREATE INDEX journal_by_time ON recourse.journal USING brin (at) WITH (pages_per_range = 32, autosummarize = on);

CREATE TABLE recourse.users (
  name text NOT NULL,
  display_name text NOT NULL,
  email text NOT NULL,
  roles text[] NOT NULL,
  disabled_at timestamptz,
  CONSTRAINT users_pkey PRIMARY KEY (name),
  CONSTRAINT users_name_is_plain CHECK (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$')
);
COMMENT ON TABLE recourse.users IS 'The accounts of the scheme''s own people. One that histories name stays, disabled.';
