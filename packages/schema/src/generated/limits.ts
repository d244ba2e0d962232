// Written by packages/schema/build/generate.ts from packages/schema/schemas. Do not edit.
/** The version of the event schema, stored with every record. */
export const schemaVersion = '1.0.0'

/** Bytes of one envelope on the wire. */
export const maxEnvelopeBytes = 1048576

/** Bytes of one envelope after decompression. */
export const maxInflatedBytes = 4194304

/** How far an envelope may expand. */
export const maxInflateRatio = 100

/** Events in one envelope. */
export const maxEnvelopeEvents = 1000

/** Bytes of one event as JSON. */
export const maxEventBytes = 65536

/** Bytes of `properties` as JSON. */
export const maxPropertiesBytes = 16384

/** Levels of `properties`, itself included. */
export const maxPropertiesDepth = 5

/** Keys in `properties`, over all levels. */
export const maxPropertiesKeys = 255

/** Characters (not UTF-16 units) in the fields of an event. */
export const maxLengths = {
  event_type: 64,
  session_id: 64,
  page_url: 2048,
  anonymous_id: 64,
  user_id: 128,
  instance_id: 64,
  page_view_id: 64,
  page_title: 512,
  referrer: 2048,
  language: 35,
  timezone: 64,
} as const
