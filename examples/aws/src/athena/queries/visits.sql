-- Visits, visitors, page views and events of each day. Bots are left out.
WITH ${recent}
SELECT
  substr("timestamp", 1, 10) AS date,
  count(DISTINCT session_id) AS visits,
  count(DISTINCT anonymous_id) AS visitors,
  count_if(event_type = 'page_view') AS page_views,
  count(*) AS events
FROM recent
WHERE NOT coalesce(is_bot, false)
GROUP BY 1
ORDER BY 1
