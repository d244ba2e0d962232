-- How long and how deep visits are: medians, and nine in ten at most, of each day.
WITH ${recent}, ${counted}, ${visits}
SELECT
  substr(started_at, 1, 10) AS day,
  count(*) AS visits,
  approx_percentile(duration_ms, 0.5) AS median_duration_ms,
  approx_percentile(duration_ms, 0.9) AS long_duration_ms,
  approx_percentile(active_ms, 0.5) AS median_active_ms,
  approx_percentile(page_views, 0.5) AS median_page_views,
  approx_percentile(events, 0.5) AS median_events
FROM visits
GROUP BY 1
ORDER BY 1
