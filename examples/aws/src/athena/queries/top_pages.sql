-- The pages that were seen most, how many visits began there, and how long they were active.
WITH ${recent},
seen AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY session_id, event_type ORDER BY "timestamp", seq) AS nth
  FROM recent
  WHERE NOT coalesce(is_bot, false)
    AND event_type IN ('page_view', 'engagement')
)
SELECT
  concat(page_host, page_path) AS page,
  count_if(event_type = 'page_view') AS views,
  count(DISTINCT anonymous_id) AS visitors,
  count_if(event_type = 'page_view' AND nth = 1) AS entries,
  round(sum(CAST(json_extract_scalar(properties, '$.active_ms') AS double)) / 1000 / nullif(count_if(event_type = 'page_view'), 0), 1) AS active_seconds
FROM seen
GROUP BY 1
ORDER BY views DESC, page
LIMIT 100
