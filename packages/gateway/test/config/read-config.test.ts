import { availableParallelism } from 'node:os'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { configTable } from '../../src/config/config-table.ts'
import { configHelp, describeConfig, readConfig, workersOf } from '../../src/config/read-config.ts'

const least = { WEIR_STREAM: 'events' }

test('fills in the defaults of the contract', () => {
  const { config, faults } = readConfig(least)
  expect(faults).toEqual([])
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 8080,
    adminHost: '127.0.0.1',
    adminPort: 9090,
    sites: './sites.json',
    sink: 'kinesis',
    codec: 'ndjson',
    lingerMs: 100,
    recordBytes: 24_576,
    archive: './data/archive',
    archiveBytes: 5 * 1024 ** 2,
    archiveMs: 300_000,
    spool: './data/spool',
    spoolMaxBytes: 4 * 1024 ** 3,
    bodyLimit: 1_048_576,
    maxEvents: 1000,
    rateLimit: { max: 600, windowMs: 60_000 },
    trustProxy: 0,
    ip: 'anonymize',
    privacySignals: 'strip',
    cookie: 'off',
    geo: 'header',
    workers: 1,
    console: false,
    shutdownMs: 25_000,
    logLevel: 'info',
  })
})

test.each([
  ['WEIR_PORT', '80a', 'must be a whole number from 0 to 65535; it is "80a"'],
  ['WEIR_PORT', '70000', 'must be a whole number'],
  ['WEIR_SINK', 'kafka', 'must be one of kinesis, archive, memory'],
  ['WEIR_RATE_LIMIT', '600', 'must be off, or a number for each s, min or h'],
  ['WEIR_SPOOL_MAX_BYTES', '1000 KiB', 'must be a number of bytes from 1048576'],
  ['WEIR_BODY_LIMIT', '0', 'must be a number of bytes from 1'],
  ['WEIR_STREAM', 'bad name!', 'must be the name of a stream, or its ARN'],
  ['WEIR_REJECTED_STREAM', 'arn:aws:s3:::bucket', 'must be the name of a stream, or its ARN'],
  ['WEIR_COOKIE_DOMAIN', 'a;b', 'must be a domain'],
  ['WEIR_ARCHIVE', 'gs://bucket', 'must be a directory or s3://bucket/prefix'],
  ['WEIR_ARCHIVE_BYTES', '17 MiB', 'must be a number of bytes from 65536 to 16777216, such as'],
  ['WEIR_CONSOLE', 'yes', 'must be one of 0, 1'],
  ['WEIR_COOKIE', 'a b', 'must be the name of a cookie'],
  [
    'WEIR_REDIS_URL',
    'secret-nonsense',
    'must be a URL of Redis, such as redis://host:6379; it is (set, masked)',
  ],
  ['WEIR_REDIS_URL', 'http://host', 'must be a URL of Redis'],
  ['WEIR_SPOOL', 'OFF', 'must be off, spelled so'],
  ['WEIR_COOKIE', 'false', 'must be off, spelled so'],
])('refuses %s=%s with one clear line', (name, value, words) => {
  const { config, faults } = readConfig({ ...least, [name]: value })
  expect(config).toBeUndefined()
  expect(faults).toEqual([expect.stringContaining(`${name} ${words}`)])
})

test.each([
  ['WEIR_STREAM', 'arn:aws-cn:kinesis:cn-north-1:123456789012:stream/events.v1'],
  ['WEIR_REDIS_URL', 'rediss://user:secret@host:6379/1'],
  ['WEIR_COOKIE_DOMAIN', '.example.com'],
  ['WEIR_LOG_LEVEL', 'fatal'],
  ['WEIR_BODY_LIMIT', '100'],
  ['WEIR_SPOOL', './OFF'],
  ['WEIR_COOKIE', 'off'],
])('takes %s=%s', (name, value) => {
  expect(readConfig({ ...least, [name]: value }).faults).toEqual([])
})

test('refuses a name that it does not know, and says which it may have been', () => {
  expect(readConfig({ ...least, WEIR_PORTS: '1', WEIR_NONSENSE: '1' }).faults).toEqual([
    'WEIR_PORTS is not a setting; did you mean WEIR_PORT?',
    'WEIR_NONSENSE is not a setting; weir-gateway --help lists them',
  ])
})

test('finds all faults at once, and asks for a stream where one is needed', () => {
  expect(readConfig({ WEIR_PORT: 'x', WEIR_SINK: 'y' }).faults).toHaveLength(2)
  expect(readConfig({}).faults).toEqual([
    'WEIR_STREAM must name a stream when WEIR_SINK is kinesis',
  ])
  expect(readConfig({ WEIR_SINK: 'memory' }).faults).toEqual([])
})

test('says where a name comes from that Kubernetes has set', () => {
  expect(readConfig({ ...least, WEIR_GATEWAY_SERVICE_HOST: '10.0.0.1' }).faults).toEqual([
    'WEIR_GATEWAY_SERVICE_HOST is not a setting; it is of Kubernetes: set enableServiceLinks: false in the pod',
  ])
})

test('asks for a spool that is large enough for all workers', () => {
  const env = { WEIR_SINK: 'memory', WEIR_WORKERS: '3', WEIR_SPOOL_MAX_BYTES: '2 MiB' }
  expect(readConfig(env).faults).toEqual([
    'WEIR_SPOOL_MAX_BYTES must be at least 1 MiB for each of 3 workers',
  ])
  expect(readConfig({ ...env, WEIR_SPOOL: 'off' }).faults).toEqual([])
  expect(workersOf({ workers: 3 })).toBe(3)
  expect(workersOf({ workers: 'auto' })).toBe(availableParallelism())
})

test('shows what is in force, without its secrets', () => {
  const shown = describeConfig({
    ...least,
    WEIR_REDIS_URL: 'redis://u:secret@host',
    WEIR_PORT: '',
  }).join('\n')
  expect(shown).toMatch(/^WEIR_PORT +"8080" \(default\)$/mu)
  expect(shown).toMatch(/^WEIR_REDIS_URL +\(set, masked\)$/mu)
  expect(shown).not.toContain('secret')
})

test('lists every setting in its help and in the manual, and no other', async () => {
  const names = Object.values(configTable).map(({ name }) => name)
  const help = configHelp().join('\n')
  for (const name of names) expect(help).toContain(name)
  const page = await readFile(
    resolve(import.meta.dirname, '../../../../docs/configuration.md'),
    'utf8',
  )
  const described = Array.from(
    page.matchAll(/^\| `(WEIR_\w+)` +\| (\S+) +\|/gmu),
    ([, name, value]) => [name, value],
  )
  const code = (text: string | undefined) =>
    text === undefined ? '–' : `\`${text.replaceAll(' ', '&nbsp;')}\``
  expect(described).toEqual(
    Object.values(configTable).map(({ name, fallback }) => [name, code(fallback)]),
  )
})

test('allows no larger records than the sink makes', () => {
  const fault = (value: string) => readConfig({ ...least, WEIR_RECORD_BYTES: value }).faults
  expect(fault('250000')).toEqual([])
  expect(fault('250001')).toEqual([
    'WEIR_RECORD_BYTES must be a whole number from 1024 to 250000; it is "250001"',
  ])
})

test('says a missing stream together with what else is wrong', () => {
  expect(readConfig({ WEIR_PORT: 'x', WEIR_WORKERS: 'none' }).faults).toEqual([
    expect.stringMatching(/^WEIR_PORT /u),
    expect.stringMatching(/^WEIR_WORKERS /u),
    'WEIR_STREAM must name a stream when WEIR_SINK is kinesis',
  ])
})
