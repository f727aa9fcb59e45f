-- Why: search, ranks and subscriptions ask what happened since they last looked. The journal's index by time is one of
-- ranges of pages, which only a bitmap reads; our connections forbid bitmaps, as steps must meet rows in order, so the
-- whole journal was read instead, each time. What may be read so says it here, once.
-- Oldest program: 18

-- Nothing but the index by time is left to the planner: it knows neither how little is newer nor that it lies together.
CREATE FUNCTION recourse.entries_since(since timestamptz)
RETURNS TABLE (case_id uuid, revision integer, at timestamptz, kind text, name text)
LANGUAGE plpgsql STABLE ROWS 100
SET enable_bitmapscan = on SET enable_indexscan = off SET enable_seqscan = off SET max_parallel_workers_per_gather = 0
AS $$
BEGIN
  RETURN QUERY SELECT j.case_id, j.revision, j.at, j.kind, j.name FROM recourse.journal j WHERE j.at >= since;
END
$$;
COMMENT ON FUNCTION recourse.entries_since(timestamptz) IS
  'What the journal has from an instant on, in no order: reads only the stretches that are so new.';

-- Each case is looked up by itself, as a join would rather read them all; and it is planned for the tables as they are: a
-- plan that was made while there were no ranks goes through a whole index for each case, and would be kept.
CREATE OR REPLACE FUNCTION recourse.unranked(overlap_seconds bigint, at_most bigint) RETURNS TABLE (case_id uuid)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN QUERY EXECUTE 'WITH stepped AS MATERIALIZED (
      SELECT DISTINCT e.case_id FROM recourse.entries_since($1) e
    )
    SELECT s.case_id FROM stepped s
    CROSS JOIN LATERAL (
      SELECT c.revision, c.closed_at FROM recourse.cases c WHERE c.case_id = s.case_id OFFSET 0) c
    LEFT JOIN LATERAL (SELECT r.revision FROM recourse.case_ranks r WHERE r.case_id = s.case_id OFFSET 0) r ON true
    WHERE r.revision < c.revision OR (r.revision IS NULL AND c.closed_at IS NULL)
    LIMIT $2'
    USING (SELECT through - overlap_seconds * interval '1 second' FROM recourse.rank_progress), at_most;
END
$$;

-- Few cases in a state are found by the index of states, which is read by a bitmap too.
ALTER FUNCTION recourse.ranked(
  text, text, text, text[], text[], text[], boolean, boolean, timestamptz, uuid, bigint, bigint
) SET enable_bitmapscan = on;
