-- How many visits get from one step to the next, in this order. Put your own event types in.
WITH ${recent},
step_1 AS (
  SELECT session_id, min("timestamp") AS reached
  FROM recent
  WHERE event_type = 'page_view' AND NOT coalesce(is_bot, false)
  GROUP BY session_id
),
step_2 AS (
  SELECT e.session_id, min(e."timestamp") AS reached
  FROM step_1 s JOIN recent e ON e.session_id = s.session_id AND e."timestamp" >= s.reached
  WHERE e.event_type = 'click'
  GROUP BY e.session_id
),
step_3 AS (
  SELECT e.session_id, min(e."timestamp") AS reached
  FROM step_2 s JOIN recent e ON e.session_id = s.session_id AND e."timestamp" >= s.reached
  WHERE e.event_type = 'form_start'
  GROUP BY e.session_id
),
step_4 AS (
  SELECT e.session_id, min(e."timestamp") AS reached
  FROM step_3 s JOIN recent e ON e.session_id = s.session_id AND e."timestamp" >= s.reached
  WHERE e.event_type = 'form_submit'
  GROUP BY e.session_id
),
steps AS (
  SELECT 1 AS step, 'page_view' AS event_type, count(*) AS visits FROM step_1
  UNION ALL SELECT 2, 'click', count(*) FROM step_2
  UNION ALL SELECT 3, 'form_start', count(*) FROM step_3
  UNION ALL SELECT 4, 'form_submit', count(*) FROM step_4
)
SELECT
  step,
  event_type,
  visits,
  round(100.0 * visits / nullif(max(visits) OVER (), 0), 1) AS percent
FROM steps
ORDER BY step
