-- Visits and page views by campaign.
WITH ${recent}
SELECT
  utm_source,
  utm_medium,
  utm_campaign,
  count(DISTINCT session_id) AS visits,
  count(DISTINCT anonymous_id) AS visitors,
  count(*) AS landings
FROM recent
WHERE NOT coalesce(is_bot, false)
  AND event_type = 'page_view'
  AND coalesce(utm_source, utm_medium, utm_campaign) IS NOT NULL
GROUP BY 1, 2, 3
ORDER BY visits DESC, utm_source, utm_medium, utm_campaign
LIMIT 100
