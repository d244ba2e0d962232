-- Written by weir-schema build from the tracking plan "tidebook". Do not edit.
-- Athena views over the table events; replace ${database}.
CREATE OR REPLACE VIEW "${database}"."event_book_trip" AS
SELECT
  "year",
  "month",
  "day",
  "hour",
  "event_id",
  "timestamp",
  "site_id",
  "anonymous_id",
  "user_id",
  "session_id",
  "page_url",
  "value",
  json_extract_scalar(properties, '$.trip') AS "properties_trip",
  TRY_CAST(json_extract_scalar(properties, '$.people') AS bigint) AS "properties_people",
  TRY_CAST(json_extract_scalar(properties, '$.value') AS double) AS "properties_value"
FROM "${database}"."events"
WHERE event_type = 'book_trip';

CREATE OR REPLACE VIEW "${database}"."event_save_trip" AS
SELECT
  "year",
  "month",
  "day",
  "hour",
  "event_id",
  "timestamp",
  "site_id",
  "anonymous_id",
  "user_id",
  "session_id",
  "page_url",
  "value",
  json_extract_scalar(properties, '$.trip') AS "properties_trip",
  TRY_CAST(json_extract_scalar(properties, '$.saved') AS boolean) AS "properties_saved"
FROM "${database}"."events"
WHERE event_type = 'save_trip';
