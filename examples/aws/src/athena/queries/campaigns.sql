-- Visits by campaign: the first utm_source of a visit, with its utm_medium and utm_campaign.
WITH ${recent}, ${counted}, ${visits}
SELECT
  utm_source AS source,
  utm_medium AS medium,
  utm_campaign AS campaign,
  count(*) AS visits,
  count(DISTINCT visitor) AS visitors,
  sum(page_views) AS page_views,
  CAST(count_if(bounced) AS double) / count(*) AS bounce_share
FROM visits
WHERE utm_source IS NOT NULL
GROUP BY 1, 2, 3
ORDER BY visits DESC, source, medium, campaign
LIMIT 100
