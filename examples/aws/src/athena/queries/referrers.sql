-- Where visits came from: the referrer of their first page view.
WITH ${recent},
first_views AS (
  SELECT
    session_id,
    min_by(CASE WHEN referrer_host IS NULL OR referrer_host = page_host THEN '(direct)' ELSE referrer_host END, "timestamp") AS referrer
  FROM recent
  WHERE NOT coalesce(is_bot, false)
    AND event_type = 'page_view'
  GROUP BY session_id
)
SELECT
  referrer,
  count(*) AS visits,
  round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS percent
FROM first_views
GROUP BY 1
ORDER BY visits DESC, referrer
LIMIT 100
