-- Page views of each hour of the day, and how long a page was active, in seconds.
WITH ${recent}
SELECT
  substr("timestamp", 12, 2) AS hour_of_day,
  count_if(event_type = 'page_view') AS page_views,
  round(avg(CAST(json_extract_scalar(properties, '$.active_ms') AS double)) / 1000, 1) AS active_seconds
FROM recent
WHERE NOT coalesce(is_bot, false)
  AND event_type IN ('page_view', 'engagement')
GROUP BY 1
ORDER BY 1
