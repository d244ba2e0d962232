-- Of the visitors first seen on a day, how many came back after 1, 3, 7 and 14 days.
-- First seen within the days that are read: who came before counts as new.
WITH ${recent},
days_seen AS (
  SELECT DISTINCT anonymous_id, CAST(substr("timestamp", 1, 10) AS date) AS seen
  FROM recent
  WHERE anonymous_id IS NOT NULL AND NOT coalesce(is_bot, false)
),
visitors AS (
  SELECT anonymous_id, seen, min(seen) OVER (PARTITION BY anonymous_id) AS first_seen
  FROM days_seen
)
SELECT
  first_seen,
  count(DISTINCT anonymous_id) AS visitors,
  count_if(date_diff('day', first_seen, seen) = 1) AS after_1_day,
  count_if(date_diff('day', first_seen, seen) = 3) AS after_3_days,
  count_if(date_diff('day', first_seen, seen) = 7) AS after_7_days,
  count_if(date_diff('day', first_seen, seen) = 14) AS after_14_days
FROM visitors
GROUP BY 1
ORDER BY 1
