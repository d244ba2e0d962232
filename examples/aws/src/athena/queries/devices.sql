-- What visitors used, and where they were: kinds of devices, browsers, systems, countries.
WITH ${recent}, ${counted}, ${visits},
known AS (
  SELECT 'device_type' AS kind, coalesce(device_type, '(unknown)') AS name, visitor FROM visits
  UNION ALL SELECT 'browser', coalesce(browser, '(unknown)'), visitor FROM visits
  UNION ALL SELECT 'os', coalesce(os, '(unknown)'), visitor FROM visits
  UNION ALL SELECT 'country', coalesce(country, '(unknown)'), visitor FROM visits
)
SELECT
  kind,
  name,
  count(*) AS visits,
  count(DISTINCT visitor) AS visitors,
  CAST(count(*) AS double) / sum(count(*)) OVER (PARTITION BY kind) AS share
FROM known
GROUP BY 1, 2
ORDER BY kind, visits DESC, name
