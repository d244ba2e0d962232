-- Where visits came from: the referrer of their first page view.
WITH ${recent}, ${counted}, ${visits}
SELECT
  coalesce(referrer, '(none)') AS referrer,
  count(*) AS visits,
  count(DISTINCT visitor) AS visitors,
  sum(page_views) AS page_views,
  CAST(count_if(bounced) AS double) / count(*) AS bounce_share
FROM visits
GROUP BY 1
ORDER BY visits DESC, referrer
LIMIT 100
