-- Why: an organisation's identity system knows a person by an identifier of its own, looks for people by it, and takes
-- whoever has lost it for somebody else.
-- Oldest program: 11

ALTER TABLE recourse.contacts ADD COLUMN external_id text;
COMMENT ON COLUMN recourse.contacts.external_id IS
  'What the organisation''s identity system calls the person (SCIM''s externalId); of several posts of a person each has it.';
