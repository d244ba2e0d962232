-- The pages that were seen most, how many visits began there, and active time per page view.
WITH ${recent}, ${counted}, ${visits},
seen AS (
  SELECT
    page_host || page_path AS page,
    count_if(event_type = 'page_view') AS page_views,
    count(DISTINCT CASE WHEN event_type = 'page_view' THEN site_id || ' ' || session_id END) AS visits,
    count(DISTINCT CASE WHEN event_type = 'page_view' THEN visitor END) AS visitors,
    coalesce(sum(CASE WHEN event_type = 'engagement' THEN TRY_CAST(json_extract_scalar(properties, '$.active_ms') AS bigint) END), 0) AS active_ms
  FROM counted
  WHERE event_type IN ('page_view', 'engagement')
  GROUP BY 1
),
entered AS (
  SELECT entry_page, count(*) AS entries
  FROM visits
  WHERE page_views > 0
  GROUP BY 1
)
SELECT
  s.page,
  s.page_views,
  s.visits,
  s.visitors,
  coalesce(e.entries, 0) AS entries,
  CAST(s.active_ms AS double) / s.page_views AS active_ms
FROM seen s LEFT JOIN entered e ON e.entry_page = s.page
WHERE s.page_views > 0
ORDER BY s.page_views DESC, s.page
LIMIT 100
