-- How pages felt: p75 of each measure by kind of device, and how many were good, fair or poor.
-- A measure that was reported several times for one page counts with its last value.
WITH ${recent}, ${counted},
limits (name, good_limit, fair_limit) AS (
  VALUES ('LCP', 2500.0, 4000.0), ('INP', 200.0, 500.0), ('CLS', 0.1, 0.25), ('FCP', 1800.0, 3000.0), ('TTFB', 800.0, 1800.0)
),
lasting AS (
  SELECT
    site_id,
    json_extract_scalar(properties, '$.name') AS name,
    coalesce(json_extract_scalar(properties, '$.id'), event_id) AS id,
    max_by(coalesce(device_type, '(unknown)'), place) AS device_type,
    max_by(coalesce(json_extract_scalar(properties, '$.value'), ''), place) AS said
  FROM counted
  WHERE event_type = 'web_vital'
  GROUP BY 1, 2, 3
),
judged AS (
  SELECT l.name, l.device_type, TRY_CAST(l.said AS double) AS value, m.good_limit, m.fair_limit
  FROM lasting l JOIN limits m ON m.name = l.name
  WHERE TRY_CAST(l.said AS double) IS NOT NULL
)
SELECT
  name,
  device_type,
  approx_percentile(value, 0.75) AS p75,
  CAST(count_if(value <= good_limit) AS double) / count(*) AS good,
  CAST(count_if(value > good_limit AND value <= fair_limit) AS double) / count(*) AS fair,
  CAST(count_if(value > fair_limit) AS double) / count(*) AS poor,
  count(*) AS reports
FROM judged
GROUP BY 1, 2
ORDER BY 1, 2
