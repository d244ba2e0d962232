-- Written by packages/schema/build/generate.ts from packages/schema/schemas. Do not edit.
-- Replace ${database} and ${bucket}. Always filter on year, month and day: without them
-- partition projection looks at every hour of eleven years.
CREATE EXTERNAL TABLE IF NOT EXISTS `${database}`.`events` (
  `event_id` string COMMENT 'Names this event for ever; duplicates are removed by it.',
  `event_type` string COMMENT 'What happened.',
  `timestamp` string COMMENT 'When it happened, corrected for the skew of the clock of the visitor.',
  `client_timestamp` string COMMENT 'When it happened, by the clock of the visitor.',
  `received_at` string COMMENT 'When the gateway received it.',
  `site_id` string COMMENT 'The site, from the write key.',
  `user_id` string COMMENT 'The visitor, by an id of yours.',
  `anonymous_id` string COMMENT 'The visitor, by an id of our making.',
  `network_id` string COMMENT 'The visitor, by the cookie that the gateway set.',
  `session_id` string COMMENT 'The visit that the event belongs to.',
  `instance_id` string COMMENT 'The SDK instance: one page load.',
  `seq` bigint COMMENT 'The number of this event within its instance.',
  `previous_instance` struct<instance_id:string,last_seq:bigint> COMMENT 'The page load before this one and the number of its last event.',
  `page_view_id` string COMMENT 'Groups what happened on one page view.',
  `page_url` string COMMENT 'The page where it happened.',
  `page_host` string COMMENT 'The host of page_url, with its port if it is not the usual one.',
  `page_path` string COMMENT 'The path of page_url.',
  `page_title` string COMMENT 'The title of the page.',
  `referrer` string COMMENT 'The page that the visitor came from.',
  `referrer_host` string COMMENT 'The host of referrer.',
  `utm_source` string COMMENT 'utm_source of page_url.',
  `utm_medium` string COMMENT 'utm_medium of page_url.',
  `utm_campaign` string COMMENT 'utm_campaign of page_url.',
  `utm_term` string COMMENT 'utm_term of page_url.',
  `utm_content` string COMMENT 'utm_content of page_url.',
  `user_agent` string COMMENT 'The User-Agent header.',
  `ip_address` string COMMENT 'The address of the visitor, as much of it as the policy keeps.',
  `country` string COMMENT 'ISO 3166-1 alpha-2.',
  `region` string COMMENT 'The region within the country.',
  `city` string COMMENT 'The city.',
  `device_type` string COMMENT 'The kind of device, from the user agent.',
  `browser` string COMMENT 'The browser, from the user agent.',
  `browser_version` string COMMENT 'Its version.',
  `os` string COMMENT 'The operating system, from the user agent.',
  `is_bot` boolean COMMENT 'Whether the user agent says that it is a program.',
  `language` string COMMENT 'The language of the browser.',
  `timezone` string COMMENT 'The time zone of the browser.',
  `screen_width` bigint COMMENT 'Width of the screen.',
  `screen_height` bigint COMMENT 'Height of the screen.',
  `viewport_width` bigint COMMENT 'Width of the window that shows the page.',
  `viewport_height` bigint COMMENT 'Height of the window that shows the page.',
  `value` double COMMENT 'One number to add up.',
  `consent` string COMMENT 'What the visitor allowed when the event happened.',
  `sdk_name` string COMMENT 'The library that made the event.',
  `sdk_version` string COMMENT 'Its version.',
  `schema_version` string COMMENT 'The version of the event schema that it was validated against.',
  `properties` string COMMENT 'The event''s own payload.'
)
PARTITIONED BY (`year` string, `month` string, `day` string, `hour` string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('ignore.malformed.json' = 'false', 'case.insensitive' = 'false')
LOCATION 's3://${bucket}/events/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.year.type' = 'integer',
  'projection.year.range' = '2025,2035',
  'projection.year.digits' = '4',
  'projection.month.type' = 'integer',
  'projection.month.range' = '1,12',
  'projection.month.digits' = '2',
  'projection.day.type' = 'integer',
  'projection.day.range' = '1,31',
  'projection.day.digits' = '2',
  'projection.hour.type' = 'integer',
  'projection.hour.range' = '0,23',
  'projection.hour.digits' = '2'
);

CREATE EXTERNAL TABLE IF NOT EXISTS `${database}`.`rejected` (
  `rejected_at` string COMMENT 'When the gateway rejected it.',
  `site_id` string COMMENT 'The site, from the write key.',
  `code` string COMMENT 'The kind of reason, such as schema.',
  `errors` array<struct<path:string,message:string>> COMMENT 'What is wrong, and where.',
  `schema_version` string COMMENT 'The version of the event schema that it was validated against.',
  `ip_address` string COMMENT 'The address of the visitor, as much of it as the policy keeps.',
  `user_agent` string COMMENT 'The User-Agent header.',
  `origin` string COMMENT 'The Origin header.',
  `event` string COMMENT 'The original, whole, as it was sent.'
)
PARTITIONED BY (`year` string, `month` string, `day` string, `hour` string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('ignore.malformed.json' = 'false', 'case.insensitive' = 'false')
LOCATION 's3://${bucket}/rejected/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.year.type' = 'integer',
  'projection.year.range' = '2025,2035',
  'projection.year.digits' = '4',
  'projection.month.type' = 'integer',
  'projection.month.range' = '1,12',
  'projection.month.digits' = '2',
  'projection.day.type' = 'integer',
  'projection.day.range' = '1,31',
  'projection.day.digits' = '2',
  'projection.hour.type' = 'integer',
  'projection.hour.range' = '0,23',
  'projection.hour.digits' = '2'
);
