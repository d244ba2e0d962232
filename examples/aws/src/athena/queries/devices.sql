-- Visits by kind of device, browser and operating system.
WITH ${recent}
SELECT
  coalesce(device_type, 'other') AS device_type,
  coalesce(browser, 'other') AS browser,
  coalesce(os, 'other') AS os,
  count(DISTINCT session_id) AS visits,
  round(100.0 * count(DISTINCT session_id) / sum(count(DISTINCT session_id)) OVER (), 1) AS percent
FROM recent
WHERE NOT coalesce(is_bot, false)
GROUP BY 1, 2, 3
ORDER BY visits DESC, device_type, browser, os
LIMIT 100
