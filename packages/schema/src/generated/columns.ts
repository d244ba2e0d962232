// Written by packages/schema/build/generate.ts from packages/schema/schemas. Do not edit.
import type { Column } from '../compile/to-columns.ts'

/** One column for each field of a stored record. */
export const eventColumns: readonly Column[] = [
  {
    "name": "event_id",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "Names this event for ever; duplicates are removed by it."
  },
  {
    "name": "event_type",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "What happened."
  },
  {
    "name": "timestamp",
    "glue": "string",
    "duckdb": "TIMESTAMP",
    "comment": "When it happened, corrected for the skew of the clock of the visitor."
  },
  {
    "name": "client_timestamp",
    "glue": "string",
    "duckdb": "TIMESTAMP",
    "comment": "When it happened, by the clock of the visitor."
  },
  {
    "name": "received_at",
    "glue": "string",
    "duckdb": "TIMESTAMP",
    "comment": "When the gateway received it."
  },
  {
    "name": "site_id",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The site, from the write key."
  },
  {
    "name": "user_id",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The visitor, by an id of yours."
  },
  {
    "name": "anonymous_id",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The visitor, by an id of our making."
  },
  {
    "name": "network_id",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The visitor, by the cookie that the gateway set."
  },
  {
    "name": "session_id",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The visit that the event belongs to."
  },
  {
    "name": "instance_id",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The SDK instance: one page load."
  },
  {
    "name": "seq",
    "glue": "bigint",
    "duckdb": "BIGINT",
    "comment": "The number of this event within its instance."
  },
  {
    "name": "previous_instance",
    "glue": "struct<instance_id:string,last_seq:bigint>",
    "duckdb": "STRUCT(\"instance_id\" VARCHAR, \"last_seq\" BIGINT)",
    "comment": "The page load before this one and the number of its last event."
  },
  {
    "name": "page_view_id",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "Groups what happened on one page view."
  },
  {
    "name": "page_url",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The page where it happened."
  },
  {
    "name": "page_host",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The host of page_url, with its port if it is not the usual one."
  },
  {
    "name": "page_path",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The path of page_url."
  },
  {
    "name": "page_title",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The title of the page."
  },
  {
    "name": "referrer",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The page that the visitor came from."
  },
  {
    "name": "referrer_host",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The host of referrer."
  },
  {
    "name": "utm_source",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "utm_source of page_url."
  },
  {
    "name": "utm_medium",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "utm_medium of page_url."
  },
  {
    "name": "utm_campaign",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "utm_campaign of page_url."
  },
  {
    "name": "utm_term",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "utm_term of page_url."
  },
  {
    "name": "utm_content",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "utm_content of page_url."
  },
  {
    "name": "user_agent",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The User-Agent header."
  },
  {
    "name": "ip_address",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The address of the visitor, as much of it as the policy keeps."
  },
  {
    "name": "country",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "ISO 3166-1 alpha-2."
  },
  {
    "name": "region",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The region within the country."
  },
  {
    "name": "city",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The city."
  },
  {
    "name": "device_type",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The kind of device, from the user agent."
  },
  {
    "name": "browser",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The browser, from the user agent."
  },
  {
    "name": "browser_version",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "Its version."
  },
  {
    "name": "os",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The operating system, from the user agent."
  },
  {
    "name": "is_bot",
    "glue": "boolean",
    "duckdb": "BOOLEAN",
    "comment": "Whether the user agent says that it is a program."
  },
  {
    "name": "language",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The language of the browser."
  },
  {
    "name": "timezone",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The time zone of the browser."
  },
  {
    "name": "screen_width",
    "glue": "bigint",
    "duckdb": "BIGINT",
    "comment": "Width of the screen."
  },
  {
    "name": "screen_height",
    "glue": "bigint",
    "duckdb": "BIGINT",
    "comment": "Height of the screen."
  },
  {
    "name": "viewport_width",
    "glue": "bigint",
    "duckdb": "BIGINT",
    "comment": "Width of the window that shows the page."
  },
  {
    "name": "viewport_height",
    "glue": "bigint",
    "duckdb": "BIGINT",
    "comment": "Height of the window that shows the page."
  },
  {
    "name": "value",
    "glue": "double",
    "duckdb": "DOUBLE",
    "comment": "One number to add up."
  },
  {
    "name": "consent",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "What the visitor allowed when the event happened."
  },
  {
    "name": "sdk_name",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The library that made the event."
  },
  {
    "name": "sdk_version",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "Its version."
  },
  {
    "name": "schema_version",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The version of the event schema that it was validated against."
  },
  {
    "name": "properties",
    "glue": "string",
    "duckdb": "JSON",
    "comment": "The event's own payload."
  }
]

/** One column for each field of a rejected record. */
export const rejectedColumns: readonly Column[] = [
  {
    "name": "rejected_at",
    "glue": "string",
    "duckdb": "TIMESTAMP",
    "comment": "When the gateway rejected it."
  },
  {
    "name": "site_id",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The site, from the write key."
  },
  {
    "name": "code",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The kind of reason, such as schema."
  },
  {
    "name": "errors",
    "glue": "array<struct<path:string,message:string>>",
    "duckdb": "STRUCT(\"path\" VARCHAR, \"message\" VARCHAR)[]",
    "comment": "What is wrong, and where."
  },
  {
    "name": "schema_version",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The version of the event schema that it was validated against."
  },
  {
    "name": "ip_address",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The address of the visitor, as much of it as the policy keeps."
  },
  {
    "name": "user_agent",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The User-Agent header."
  },
  {
    "name": "origin",
    "glue": "string",
    "duckdb": "VARCHAR",
    "comment": "The Origin header."
  },
  {
    "name": "event",
    "glue": "string",
    "duckdb": "JSON",
    "comment": "The original, whole, as it was sent."
  }
]

/** The partition keys, in their order. */
export const partitionColumns: readonly { name: string; glue: string }[] = [{"name":"year","glue":"string"},{"name":"month","glue":"string"},{"name":"day","glue":"string"},{"name":"hour","glue":"string"}]

/** Table properties that make Athena find partitions without a crawler. */
export const projection: Readonly<Record<string, string>> = {
  "projection.enabled": "true",
  "projection.year.type": "integer",
  "projection.year.range": "2025,2035",
  "projection.year.digits": "4",
  "projection.month.type": "integer",
  "projection.month.range": "1,12",
  "projection.month.digits": "2",
  "projection.day.type": "integer",
  "projection.day.range": "1,31",
  "projection.day.digits": "2",
  "projection.hour.type": "integer",
  "projection.hour.range": "0,23",
  "projection.hour.digits": "2"
}
