-- Visits, visitors, page views and bounces of each day. Bots are left out, here and below.
-- A visit counts on the day it began; it bounced with at most one page view and under 10 s active.
WITH ${recent}, ${counted}, ${visits}
SELECT
  substr(started_at, 1, 10) AS day,
  count(DISTINCT visitor) AS visitors,
  count(*) AS visits,
  sum(page_views) AS page_views,
  count_if(bounced) AS bounced,
  approx_percentile(duration_ms, 0.5) AS median_duration_ms
FROM visits
GROUP BY 1
ORDER BY 1
