visits AS (
  SELECT
    site_id,
    session_id,
    site_id || ' ' || coalesce(
      min_by(anonymous_id, place) FILTER (WHERE anonymous_id IS NOT NULL),
      min_by(network_id, place) FILTER (WHERE network_id IS NOT NULL),
      min_by(user_id, place) FILTER (WHERE user_id IS NOT NULL),
      session_id
    ) AS visitor,
    min("timestamp") AS started_at,
    date_diff('millisecond', from_iso8601_timestamp(min("timestamp")), from_iso8601_timestamp(max("timestamp"))) AS duration_ms,
    count(*) AS events,
    count_if(event_type = 'page_view') AS page_views,
    coalesce(sum(CASE WHEN event_type = 'engagement' THEN TRY_CAST(json_extract_scalar(properties, '$.active_ms') AS bigint) END), 0) AS active_ms,
    count_if(event_type = 'page_view') <= 1
      AND coalesce(sum(CASE WHEN event_type = 'engagement' THEN TRY_CAST(json_extract_scalar(properties, '$.active_ms') AS bigint) END), 0) < 10000 AS bounced,
    min_by(page_host || page_path, place) FILTER (WHERE event_type = 'page_view') AS entry_page,
    min_by(CASE WHEN referrer_host IS NULL OR referrer_host = page_host THEN '(none)' ELSE referrer_host END, place) FILTER (WHERE event_type = 'page_view') AS referrer,
    min_by(utm_source, place) FILTER (WHERE utm_source IS NOT NULL) AS utm_source,
    min_by(coalesce(utm_medium, ''), place) FILTER (WHERE utm_source IS NOT NULL) AS utm_medium,
    min_by(coalesce(utm_campaign, ''), place) FILTER (WHERE utm_source IS NOT NULL) AS utm_campaign,
    min_by(device_type, place) FILTER (WHERE device_type IS NOT NULL) AS device_type,
    min_by(browser, place) FILTER (WHERE browser IS NOT NULL) AS browser,
    min_by(os, place) FILTER (WHERE os IS NOT NULL) AS os,
    min_by(country, place) FILTER (WHERE country IS NOT NULL) AS country
  FROM counted
  GROUP BY site_id, session_id
)
