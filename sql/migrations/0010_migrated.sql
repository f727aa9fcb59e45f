-- Why: a case can go on by another version of its workflow, which is a kind of entry of its own in the journal.
-- Oldest program: 8

ALTER TABLE recourse.journal DROP CONSTRAINT journal_kind_is_known;
ALTER TABLE recourse.journal ADD CONSTRAINT journal_kind_is_known CHECK (kind IN ('opened', 'event', 'timer', 'ignored',
  'paused', 'resumed', 'assigned', 'noted', 'attached', 'extended', 'declared', 'linked', 'merged', 'reopened',
  'recalculated', 'migrated', 'erased', 'retried', 'skipped', 'cancelled', 'parked'));
