counted AS (
  SELECT
    *,
    site_id || ' ' || coalesce(anonymous_id, network_id, user_id, session_id) AS visitor
  FROM recent
  WHERE NOT coalesce(is_bot, false)
)
