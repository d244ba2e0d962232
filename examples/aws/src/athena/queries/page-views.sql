-- Page views of each day: loaded by the browser, or inside of a single-page app.
WITH ${recent}, ${counted}
SELECT
  substr("timestamp", 1, 10) AS day,
  count(*) AS page_views,
  count(*) - count_if(coalesce(json_extract_scalar(properties, '$.navigation'), '') = 'in_app') AS loaded,
  count_if(coalesce(json_extract_scalar(properties, '$.navigation'), '') = 'in_app') AS in_app
FROM counted
WHERE event_type = 'page_view'
GROUP BY 1
ORDER BY 1
