-- Why: whoever signs in with a work account is known by what never changes about it, as names at a provider are given
-- anew; and those who answer for confidentiality read the log of readings by time and by reader, not case by case.
-- Oldest program: 7

CREATE TABLE recourse.provider_accounts (
  issuer text NOT NULL,
  subject text NOT NULL,
  name text NOT NULL,
  bound_at timestamptz NOT NULL,
  CONSTRAINT provider_accounts_pkey PRIMARY KEY (issuer, subject),
  CONSTRAINT provider_accounts_of_one_person UNIQUE (name),
  CONSTRAINT provider_accounts_of_an_account FOREIGN KEY (name) REFERENCES recourse.users
);
COMMENT ON TABLE recourse.provider_accounts IS
  'Which account is whose at an identity provider: bound at the first sign-in, for good.';
COMMENT ON COLUMN recourse.provider_accounts.subject IS 'The claim sub, which a provider gives to nobody else.';

CREATE INDEX identity_reads_by_time ON recourse.identity_reads (at, number);
CREATE INDEX identity_reads_by_reader ON recourse.identity_reads (reader, at, number);
