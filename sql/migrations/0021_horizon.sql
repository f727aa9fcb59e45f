-- Why: a step is dated when it is decided and seen when it is committed. Search and ranks moved their marks to the present,
-- so what a transaction kept longer than a minute after dating it was missed for good; and they read all that was new
-- again for each batch of it. Now they ask once what is new, and how far a mark may move. Ranks that are taken away are
-- found by their key: a plan made while there were none would go through a whole index for each, and be kept.
-- Oldest program: 20

CREATE FUNCTION recourse.horizon() RETURNS timestamptz
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN greatest(recourse.now() - interval '1 hour', recourse.now() - (clock_timestamp() - coalesce((
    SELECT min(a.xact_start) FROM pg_stat_activity a
    WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.application_name <> 'pg_dump'
  ), clock_timestamp())));
END
$$;
COMMENT ON FUNCTION recourse.horizon() IS
  'Before it nothing new is dated any more: when the oldest open transaction began. One of over an hour is none of ours.';

CREATE FUNCTION recourse.unread(overlap_seconds bigint, at_most bigint) RETURNS TABLE (case_id uuid)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN QUERY EXECUTE 'WITH stepped AS MATERIALIZED (
      SELECT DISTINCT e.case_id FROM recourse.entries_since($1) e
    )
    SELECT s.case_id FROM stepped s
    CROSS JOIN LATERAL (SELECT c.revision FROM recourse.cases c WHERE c.case_id = s.case_id OFFSET 0) c
    LEFT JOIN LATERAL (SELECT t.revision FROM recourse.case_texts t WHERE t.case_id = s.case_id OFFSET 0) t ON true
    WHERE t.revision IS NULL OR t.revision < c.revision
    LIMIT $2'
    USING (SELECT through - overlap_seconds * interval '1 second' FROM recourse.search_progress), at_most;
END
$$;
COMMENT ON FUNCTION recourse.unread(bigint, bigint) IS
  'The cases whose words are older than their last step. It is planned for the tables as they are.';

CREATE FUNCTION recourse.drop_ranks(those uuid[], seen integer[]) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE 'DELETE FROM recourse.case_ranks r USING unnest($1, $2) AS k (case_id, revision)
    WHERE r.case_id = k.case_id AND r.revision <= k.revision' USING those, seen;
END
$$;
COMMENT ON FUNCTION recourse.drop_ranks(uuid[], integer[]) IS
  'Takes the ranks of closed cases away, unless a case was taken up again since. It is planned for the table as it is.';

COMMENT ON COLUMN recourse.subscriptions.secret IS
  'Calls are signed with it: sealed with the site''s key where it has one, else as it is. Whoever reads it as it is can forge what we tell this receiver, and nothing else.';
