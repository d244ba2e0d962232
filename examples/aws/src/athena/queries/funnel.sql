-- How many visits get from one step to the next, in this order. Put your own event types in.
WITH ${recent}, ${counted},
step_1 AS (
  SELECT site_id, session_id, min(place) AS place
  FROM counted
  WHERE event_type = 'page_view'
  GROUP BY site_id, session_id
),
step_2 AS (
  SELECT c.site_id, c.session_id, min(c.place) AS place
  FROM step_1 s JOIN counted c ON c.site_id = s.site_id AND c.session_id = s.session_id
  WHERE c.event_type = 'click' AND c.place > s.place
  GROUP BY c.site_id, c.session_id
),
step_3 AS (
  SELECT c.site_id, c.session_id, min(c.place) AS place
  FROM step_2 s JOIN counted c ON c.site_id = s.site_id AND c.session_id = s.session_id
  WHERE c.event_type = 'form_start' AND c.place > s.place
  GROUP BY c.site_id, c.session_id
),
step_4 AS (
  SELECT c.site_id, c.session_id, min(c.place) AS place
  FROM step_3 s JOIN counted c ON c.site_id = s.site_id AND c.session_id = s.session_id
  WHERE c.event_type = 'form_submit' AND c.place > s.place
  GROUP BY c.site_id, c.session_id
),
steps AS (
  SELECT '1. page_view' AS step, count(*) AS reached FROM step_1
  UNION ALL SELECT '2. click', count(*) FROM step_2
  UNION ALL SELECT '3. form_start', count(*) FROM step_3
  UNION ALL SELECT '4. form_submit', count(*) FROM step_4
)
SELECT
  step,
  reached,
  CAST(reached AS double) / nullif(max(reached) OVER (), 0) AS of_first
FROM steps
ORDER BY step
