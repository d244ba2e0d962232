-- Visitors by the week they were first seen in, and how many came again in each week after it.
-- First seen within the days that are read: who came before counts as new. Weeks begin on Monday.
WITH ${recent}, ${counted},
weeks AS (
  SELECT DISTINCT
    site_id || ' ' || coalesce(anonymous_id, network_id, user_id) AS visitor,
    CAST(date_trunc('week', CAST(substr("timestamp", 1, 10) AS date)) AS date) AS week
  FROM counted
  WHERE coalesce(anonymous_id, network_id, user_id) IS NOT NULL
),
visitors AS (
  SELECT visitor, week, min(week) OVER (PARTITION BY visitor) AS cohort
  FROM weeks
)
SELECT
  cohort,
  CAST(floor(date_diff('day', cohort, week) / 7.0) AS bigint) AS week,
  count(*) AS visitors
FROM visitors
GROUP BY 1, 2
ORDER BY 1, 2
