-- How complete the archive is: how many events page loads numbered, and how many are here.
-- Every page load numbers its events from 0 and tells the next one how far it came: what is not here
-- was lost on the way, or blocked.
-- The first day is left out: page loads that began before it would look as if they lost events.
WITH ${recent},
counted AS (
  SELECT
    instance_id,
    min(substr("timestamp", 1, 10)) AS date,
    min(browser) AS browser,
    max(seq) AS last_seq,
    count(DISTINCT seq) AS arrived
  FROM recent
  WHERE instance_id IS NOT NULL AND seq IS NOT NULL
  GROUP BY instance_id
),
told AS (
  SELECT
    previous_instance.instance_id AS instance_id,
    min(substr("timestamp", 1, 10)) AS date,
    min(browser) AS browser,
    max(previous_instance.last_seq) AS last_seq
  FROM recent
  WHERE previous_instance.instance_id IS NOT NULL
  GROUP BY 1
),
page_loads AS (
  SELECT
    coalesce(c.date, t.date) AS date,
    coalesce(c.browser, t.browser, 'other') AS browser,
    greatest(coalesce(c.last_seq, -1), coalesce(t.last_seq, -1)) + 1 AS numbered,
    coalesce(c.arrived, 0) AS arrived
  FROM counted c FULL JOIN told t ON c.instance_id = t.instance_id
)
SELECT
  date,
  browser,
  count(*) AS page_loads,
  sum(numbered) AS numbered,
  sum(arrived) AS arrived,
  round(100.0 * sum(arrived) / sum(numbered), 2) AS percent
FROM page_loads
WHERE date > date_format(current_date - INTERVAL '${days}' DAY, '%Y-%m-%d')
GROUP BY 1, 2
ORDER BY 1, 2
