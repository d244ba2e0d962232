import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { usualEvent } from '../src/corpus/example.ts'
import { eventColumns, partitionColumns, rejectedColumns } from '../src/generated/columns.ts'
import * as root from '../src/index.ts'
import { validateEnvelope, validateRejectedRecord, validateStoredRecord } from '../src/validate.ts'

/** The names and their order are promised to readers of the archive; nothing may move. */
const stored =
  `event_id event_type timestamp client_timestamp received_at site_id user_id anonymous_id
  network_id session_id instance_id seq previous_instance page_view_id page_url page_host page_path
  page_title referrer referrer_host utm_source utm_medium utm_campaign utm_term utm_content
  user_agent ip_address country region city device_type browser browser_version os is_bot language
  timezone screen_width screen_height viewport_width viewport_height value consent sdk_name
  sdk_version schema_version properties`.split(/\s+/u)
const rejected =
  'rejected_at site_id code errors schema_version ip_address user_agent origin event'.split(' ')

test('gives every field of a record a column, in the promised order', () => {
  expect(eventColumns.map(({ name }) => name)).toEqual(stored)
  expect(rejectedColumns.map(({ name }) => name)).toEqual(rejected)
  expect(partitionColumns.map(({ name }) => name)).toEqual(['year', 'month', 'day', 'hour'])
})

test('describes every column, with a name that needs no quoting in Hive', () => {
  for (const { name, comment, glue, duckdb } of [...eventColumns, ...rejectedColumns]) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/u)
    expect([comment, glue, duckdb]).not.toContain('')
  }
})

test('creates the same columns in Athena', async () => {
  const sql = await readFile(resolve(import.meta.dirname, '../athena.sql'), 'utf8')
  const tables = sql.split('CREATE EXTERNAL TABLE').slice(1)
  const columns = tables.map((table) => {
    const body = table.slice(0, table.indexOf('PARTITIONED BY'))
    return Array.from(body.matchAll(/^ {2}`(\w+)` (\S+) COMMENT '/gmu), ([, name, type]) => [
      name,
      type,
    ])
  })
  expect(columns).toEqual([
    eventColumns.map(({ name, glue }) => [name, glue]),
    rejectedColumns.map(({ name, glue }) => [name, glue]),
  ])
})

test('keeps the case of keys in Athena: two that differ by it alone would end every query', async () => {
  const sql = await readFile(resolve(import.meta.dirname, '../athena.sql'), 'utf8')
  expect(sql.match(/SERDEPROPERTIES \(.*'case\.insensitive' = 'false'\)/gu)).toHaveLength(2)
})

test('fixes the built-in events and the limits of the contract', () => {
  expect(root.builtinEventTypes.toSorted()).toEqual([
    'click',
    'engagement',
    'form_abandon',
    'form_start',
    'form_submit',
    'identify',
    'js_error',
    'page_view',
    'scroll',
    'web_vital',
  ])
  const { builtinEventTypes: _types, maxLengths, ...limits } = root
  expect(limits).toEqual({
    schemaVersion: '1.0.0',
    maxEnvelopeBytes: 1_048_576,
    maxInflatedBytes: 4_194_304,
    maxInflateRatio: 100,
    maxEnvelopeEvents: 1000,
    maxEventBytes: 65_536,
    maxPropertiesBytes: 16_384,
    maxPropertiesDepth: 5,
    maxPropertiesKeys: 255,
  })
  expect(maxLengths).toMatchObject({
    page_url: 2048,
    page_title: 512,
    referrer: 2048,
    user_id: 128,
  })
})

const sent = {
  write_key: 'wk_demo',
  sent_at: usualEvent.timestamp,
  sdk: { name: 'x', version: '1' },
}
test.each([
  ['the envelope of the contract', { ...sent, events: [usualEvent] }, 'ok'],
  ['nothing but events, which are any JSON', { events: [1, null, 'x'] }, 'ok'],
  ['what a later SDK may add', { ...sent, later: { a: 1 }, events: [1] }, 'ok'],
  ['what the client gave up', { events: [1], dropped: { queue_full: 3 } }, 'ok'],
  ['no events', { ...sent }, '/events'],
  ['an empty list of events', { events: [] }, '/events'],
  ['events that are no list', { events: {} }, '/events'],
  ['a write key that is a number', { events: [1], write_key: 7 }, '/write_key'],
  ['a time that is none', { events: [1], sent_at: 'now' }, '/sent_at'],
  ['drops that are no numbers', { events: [1], dropped: { full: 'x' } }, '/dropped/full'],
  ['a list', [], ''],
])('judges an envelope with %s', (_name, value, expected) => {
  const outcome = validateEnvelope(value)
  expect(outcome.ok ? 'ok' : outcome.path).toBe(expected)
})

test('validates stored and rejected records', () => {
  const { event_id, event_type, timestamp, session_id, page_url } = usualEvent
  const record = { event_id, event_type, timestamp, session_id, page_url, is_bot: false }
  const more = { client_timestamp: timestamp, received_at: timestamp, site_id: 'demo' }
  const whole = { ...record, ...more, schema_version: '1.0.0' }
  expect(validateStoredRecord(whole).ok).toBe(true)
  expect(validateStoredRecord({ ...whole, device_type: 'toaster' }).ok).toBe(false)
  const refusal = {
    rejected_at: timestamp,
    site_id: 'demo',
    code: 'schema',
    errors: [{ path: '/page_url', message: 'is required' }],
    schema_version: '1.0.0',
    event: ['anything'],
  }
  expect(validateRejectedRecord(refusal).ok).toBe(true)
  expect(validateRejectedRecord({ ...refusal, code: 'No!' }).ok).toBe(false)
})
