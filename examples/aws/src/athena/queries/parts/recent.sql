recent AS (
  SELECT
    *,
    "timestamp" || lpad(CAST(coalesce(seq, -1) + 1 AS varchar), 16, '0') || event_id AS place
  FROM (
    SELECT *, row_number() OVER (PARTITION BY event_id ORDER BY received_at) AS copy
    FROM events
    WHERE year IN (date_format(current_date - INTERVAL '${from}' DAY, '%Y'), date_format(current_date, '%Y'))
      AND month IN (date_format(current_date - INTERVAL '${from}' DAY, '%m'), date_format(current_date, '%m'))
      AND concat(year, month, day) BETWEEN date_format(current_date - INTERVAL '${from}' DAY, '%Y%m%d') AND date_format(current_date, '%Y%m%d')
      AND "timestamp" >= date_format(current_date - INTERVAL '${days}' DAY, '%Y-%m-%d')
  )
  WHERE copy = 1
)
