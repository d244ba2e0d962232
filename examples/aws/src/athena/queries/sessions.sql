-- What a visit is like: pages, length in seconds, and how many ended after one page.
WITH ${recent},
visits AS (
  SELECT
    session_id,
    min(substr("timestamp", 1, 10)) AS date,
    count_if(event_type = 'page_view') AS pages,
    date_diff('second', min(from_iso8601_timestamp("timestamp")), max(from_iso8601_timestamp("timestamp"))) AS seconds
  FROM recent
  WHERE NOT coalesce(is_bot, false)
  GROUP BY session_id
)
SELECT
  date,
  count(*) AS visits,
  round(avg(CAST(pages AS double)), 2) AS pages_per_visit,
  approx_percentile(seconds, 0.5) AS median_seconds,
  round(100.0 * count_if(pages <= 1) / count(*), 1) AS one_page_percent
FROM visits
GROUP BY 1
ORDER BY 1
