-- How complete the archive is: how many events page loads numbered, and how many are here.
-- Every page load numbers its events from 0 and tells the next one how far it came: what is not here
-- was lost on the way, or blocked. Unseen are page loads that only the next one speaks of. The first
-- day is left out: page loads that began before it would look as if they lost events.
WITH ${recent},
own AS (
  SELECT
    site_id,
    instance_id,
    min("timestamp") AS first_at,
    min_by(browser, place) FILTER (WHERE browser IS NOT NULL) AS browser,
    count_if(coalesce(is_bot, false)) > 0 AS is_bot,
    max(seq) AS last_seq,
    count(DISTINCT seq) AS arrived
  FROM recent
  WHERE instance_id IS NOT NULL AND seq >= 0
  GROUP BY site_id, instance_id
),
told AS (
  SELECT
    site_id,
    previous_instance.instance_id AS instance_id,
    min("timestamp") AS first_at,
    min_by(browser, place) FILTER (WHERE browser IS NOT NULL) AS browser,
    count_if(coalesce(is_bot, false)) > 0 AS is_bot,
    max(previous_instance.last_seq) AS last_seq
  FROM recent
  WHERE previous_instance.last_seq >= 0
  GROUP BY 1, 2
),
refused AS (
  SELECT
    site_id,
    json_extract_scalar(event, '$.instance_id') AS instance_id,
    TRY_CAST(json_extract_scalar(event, '$.seq') AS bigint) AS seq,
    min(rejected_at) AS first_at
  FROM rejected
  WHERE year IN (date_format(current_date - INTERVAL '${from}' DAY, '%Y'), date_format(current_date, '%Y'))
    AND month IN (date_format(current_date - INTERVAL '${from}' DAY, '%m'), date_format(current_date, '%m'))
    AND concat(year, month, day) BETWEEN date_format(current_date - INTERVAL '${from}' DAY, '%Y%m%d') AND date_format(current_date, '%Y%m%d')
    AND TRY_CAST(json_extract_scalar(event, '$.seq') AS bigint) >= 0
    AND json_extract_scalar(event, '$.instance_id') IS NOT NULL
  GROUP BY 1, 2, 3
),
rejected_only AS (
  SELECT r.site_id, r.instance_id, min(r.first_at) AS first_at, max(r.seq) AS last_seq, count(*) AS rejected
  FROM refused r LEFT JOIN recent e
    ON e.site_id = r.site_id AND e.instance_id = r.instance_id AND e.seq = r.seq
  WHERE e.event_id IS NULL
  GROUP BY 1, 2
),
known AS (
  SELECT site_id, instance_id FROM own
  UNION SELECT site_id, instance_id FROM told
  UNION SELECT site_id, instance_id FROM rejected_only
),
page_loads AS (
  SELECT
    substr(coalesce(o.first_at, t.first_at, r.first_at), 1, 10) AS day,
    coalesce(o.browser, t.browser, '(unknown)') AS browser,
    coalesce(o.arrived, 0) AS arrived,
    coalesce(r.rejected, 0) AS rejected,
    greatest(coalesce(o.last_seq, -1), coalesce(t.last_seq, -1), coalesce(r.last_seq, -1)) + 1 AS numbered,
    t.last_seq IS NULL AS is_open,
    o.last_seq IS NULL AND r.last_seq IS NULL AS is_unseen,
    coalesce(o.is_bot, t.is_bot, false) AS is_bot
  FROM known k
  LEFT JOIN own o ON o.site_id = k.site_id AND o.instance_id = k.instance_id
  LEFT JOIN told t ON t.site_id = k.site_id AND t.instance_id = k.instance_id
  LEFT JOIN rejected_only r ON r.site_id = k.site_id AND r.instance_id = k.instance_id
)
SELECT
  day,
  browser,
  count_if(NOT is_unseen) AS loads,
  count_if(NOT is_unseen AND is_open) AS open_loads,
  coalesce(sum(CASE WHEN NOT is_unseen THEN numbered END), 0) AS numbered,
  sum(arrived) AS arrived,
  sum(rejected) AS rejected,
  coalesce(sum(CASE WHEN NOT is_unseen THEN numbered - arrived - rejected END), 0) AS missing,
  count_if(is_unseen) AS unseen_loads,
  coalesce(sum(CASE WHEN is_unseen THEN numbered END), 0) AS unseen_events
FROM page_loads
WHERE NOT is_bot
  -- A number that nobody counted to is somebody's invention.
  AND numbered - arrived - rejected <= 10000
  AND day > date_format(current_date - INTERVAL '${days}' DAY, '%Y-%m-%d')
GROUP BY 1, 2
ORDER BY 1, 2
