-- What was rejected, why, and one example of each.
SELECT
  substr(rejected_at, 1, 10) AS date,
  site_id,
  code,
  errors[1].path AS path,
  count(*) AS events,
  max(errors[1].message) AS message,
  max(event) AS example
FROM rejected
WHERE year IN (date_format(current_date - INTERVAL '${from}' DAY, '%Y'), date_format(current_date, '%Y'))
  AND month IN (date_format(current_date - INTERVAL '${from}' DAY, '%m'), date_format(current_date, '%m'))
  AND concat(year, month, day) BETWEEN date_format(current_date - INTERVAL '${from}' DAY, '%Y%m%d') AND date_format(current_date, '%Y%m%d')
  AND rejected_at >= date_format(current_date - INTERVAL '${days}' DAY, '%Y-%m-%d')
GROUP BY 1, 2, 3, 4
ORDER BY events DESC, 1, 2, 3, 4
LIMIT 100
