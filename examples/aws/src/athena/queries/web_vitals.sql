-- How pages felt: the 75th percentile of each measure, by kind of device.
-- A measure that was reported several times for one page counts with its last value.
WITH ${recent},
measures AS (
  SELECT
    json_extract_scalar(properties, '$.name') AS measure,
    coalesce(json_extract_scalar(properties, '$.id'), event_id) AS id,
    max_by(coalesce(device_type, 'other'), "timestamp") AS device_type,
    max_by(CAST(json_extract_scalar(properties, '$.value') AS double), "timestamp") AS value,
    max_by(coalesce(json_extract_scalar(properties, '$.rating'), ''), "timestamp") AS rating
  FROM recent
  WHERE event_type = 'web_vital' AND NOT coalesce(is_bot, false)
  GROUP BY 1, 2
)
SELECT
  measure,
  device_type,
  count(*) AS pages,
  round(approx_percentile(value, 0.75), 3) AS p75,
  round(100.0 * count_if(rating = 'good') / count(*), 1) AS good_percent
FROM measures
GROUP BY 1, 2
ORDER BY 1, 2
