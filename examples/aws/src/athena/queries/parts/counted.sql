counted AS (
  SELECT
    *,
    "timestamp" || lpad(CAST(coalesce(seq, -1) + 1 AS varchar), 16, '0') || event_id AS place,
    site_id || ' ' || coalesce(anonymous_id, network_id, user_id, session_id) AS visitor
  FROM recent
  WHERE NOT coalesce(is_bot, false)
)
