-- Why: what lists cost where a scheme has 100,000 cases. Who looks at a few roles' or persons' cases, or at all but his
-- own, walked through all open cases in the order of urgency until enough had been found: 92,000 rows, where a tenth waited
-- for others. Now each role's or person's come from its own stretch of an index and are merged. And how many open cases a
-- workflow's version has was counted by going through all cases.
-- Oldest program: 20

CREATE OR REPLACE FUNCTION recourse.ranked(
  of_workflow text, in_state text, with_owner text, with_owners text[], without_owners text[], with_assignees text[],
  is_unassigned boolean, is_parked boolean, after_rank timestamptz, after_case uuid, passed_over bigint, at_most bigint
) RETURNS TABLE (case_id uuid, rank_at timestamptz)
LANGUAGE plpgsql STABLE
SET enable_bitmapscan = on
SET enable_sort = on
SET jit = off
AS $$
DECLARE
  choice text := 'true';
  place text := 'r.rank_at, r.case_id';
  merged text[];
  merged_by text;
BEGIN
  IF of_workflow IS NOT NULL THEN choice := choice || ' AND r.workflow = $1'; END IF;
  IF in_state IS NOT NULL THEN choice := choice || ' AND r.states @> ARRAY[$2]'; END IF;
  IF with_owner IS NOT NULL THEN choice := choice || ' AND r.owner = $3'; END IF;
  IF is_parked THEN choice := choice || ' AND r.rank_at = ''-infinity'''; END IF;
  IF after_case IS NOT NULL THEN choice := choice || ' AND (r.rank_at, r.case_id) > ($7, $8)'; END IF;
  IF is_unassigned THEN
    -- An index knows that these lie in the order of the list only where it is told their column.
    choice := choice || ' AND r.assignee IS NULL';
    place := 'r.assignee, ' || place;
  END IF;
  IF in_state IS NOT NULL OR is_unassigned OR with_owner IS NOT NULL THEN
    -- Few enough, or in order anyhow.
    IF with_assignees IS NOT NULL THEN choice := choice || ' AND r.assignee = ANY ($6)'; END IF;
    IF with_owners IS NOT NULL THEN choice := choice || ' AND r.owner = ANY ($4)'; END IF;
    IF without_owners IS NOT NULL THEN choice := choice || ' AND r.owner <> ALL ($5)'; END IF;
  ELSIF with_assignees IS NOT NULL THEN
    merged := with_assignees;
    merged_by := 'assignee';
    IF with_owners IS NOT NULL THEN choice := choice || ' AND r.owner = ANY ($4)'; END IF;
    IF without_owners IS NOT NULL THEN choice := choice || ' AND r.owner <> ALL ($5)'; END IF;
  ELSIF with_owners IS NOT NULL THEN
    merged := with_owners;
    merged_by := 'owner';
    IF without_owners IS NOT NULL THEN choice := choice || ' AND r.owner <> ALL ($5)'; END IF;
  ELSIF without_owners IS NOT NULL THEN
    merged := ARRAY(SELECT o.owner FROM recourse.ranked_owners() o WHERE o.owner <> ALL (without_owners));
    merged_by := 'owner';
  END IF;
  IF in_state IS NULL THEN
    -- All but states lies in order. Of a table that is new the planner doesn't know how long it is, and would rather sort
    -- it. The function's own settings have these end with it; and as it must sort a few at the end, what that seems to cost
    -- would have the statement compiled each time.
    PERFORM set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true);
  END IF;
  IF merged IS NULL THEN
    RETURN QUERY EXECUTE
      'SELECT r.case_id, r.rank_at FROM recourse.case_ranks r WHERE ' || choice || ' ORDER BY ' || place
      || ' OFFSET $9 LIMIT $10'
      USING of_workflow, in_state, with_owner, with_owners, without_owners, with_assignees, after_rank, after_case,
        passed_over, at_most;
  ELSE
    RETURN QUERY EXECUTE
      'SELECT m.case_id, m.rank_at FROM (SELECT DISTINCT unnest($11) AS name) one
      CROSS JOIN LATERAL (SELECT r.case_id, r.rank_at FROM recourse.case_ranks r WHERE r.' || merged_by || ' = one.name AND '
      || choice || ' ORDER BY ' || place || ' LIMIT $9 + $10) m ORDER BY m.rank_at, m.case_id OFFSET $9 LIMIT $10'
      USING of_workflow, in_state, with_owner, with_owners, without_owners, with_assignees, after_rank, after_case,
        passed_over, least(at_most, 9000000000000000000 - passed_over), merged;
  END IF;
END
$$;

CREATE FUNCTION recourse.ranked_owners() RETURNS TABLE (owner text)
LANGUAGE sql STABLE
AS $$
  WITH RECURSIVE roles AS (
    (SELECT r.owner FROM recourse.case_ranks r WHERE r.owner IS NOT NULL ORDER BY r.owner LIMIT 1)
    UNION ALL
    SELECT (SELECT r.owner FROM recourse.case_ranks r WHERE r.owner > o.owner ORDER BY r.owner LIMIT 1)
    FROM roles o WHERE o.owner IS NOT NULL
  )
  SELECT o.owner FROM roles o WHERE o.owner IS NOT NULL
$$;
COMMENT ON FUNCTION recourse.ranked_owners() IS
  'The roles that open cases wait for: a step through the index for each, however many cases there are.';

CREATE INDEX cases_open_by_version ON recourse.cases (version) WHERE closed_at IS NULL;
