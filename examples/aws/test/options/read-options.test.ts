import { expect, test } from 'vitest'
import { optionsTable } from '../../src/options/options-table.ts'
import { OptionsError, readOptions } from '../../src/options/read-options.ts'

const certificate = 'arn:aws:acm:eu-west-1:111111111111:certificate/0a1b-2c3d'
const read = (given: Record<string, unknown>) =>
  readOptions({
    'weir:certificate': certificate,
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`weir:${name}`, value])),
  })
const faults = (given: Record<string, unknown>): readonly string[] => {
  try {
    read(given)
    return []
  } catch (error) {
    return error instanceof OptionsError ? error.lines : [String(error)]
  }
}

test('needs nothing but a certificate', () => {
  const options = read({})
  expect(options.certificate).toBe(certificate)
  expect(options).toMatchObject({ codec: 'ndjson', capacity: 'on-demand', spool: 'off' })
  expect(Object.keys(options)).toEqual(Object.keys(optionsTable))
})

test('takes the same from a command line as from a file', () => {
  const text = { minTasks: '3', live: 'true', settings: '{"WEIR_COOKIE":"id"}' }
  const typed = { minTasks: 3, live: true, settings: { WEIR_COOKIE: 'id' } }
  expect(read(text)).toEqual(read(typed))
  expect(read(typed)).toMatchObject(typed)
})

test('takes an empty value for none', () => {
  expect(read({ vpc: '', minTasks: ' ' })).toEqual(read({}))
})

test.each([
  [{ codec: 'zip' }, 'weir:codec must be one of ndjson, ndjson-gzip, kpl; it is "zip"'],
  [{ minTasks: 0 }, 'weir:minTasks must be a whole number from 1 to 1000; it is "0"'],
  [{ http: 'yes' }, 'weir:http must be one of true, false; it is "yes"'],
  [{ vpc: 'mine' }, 'weir:vpc must be like vpc-0123456789abcdef0; it is "mine"'],
  [
    { settings: { cookie: 'id' } },
    'weir:settings must be an object of WEIR_ names and texts, such as {"WEIR_COOKIE": "weir_id"}; it is "{\\"cookie\\":\\"id\\"}"',
  ],
  [
    { settings: 'x' },
    'weir:settings must be an object of WEIR_ names and texts, such as {"WEIR_COOKIE": "weir_id"}; it is "x"',
  ],
  [{ tasks: 2 }, 'weir:tasks is not an option; did you mean weir:minTasks?'],
  [{ colour: 'red' }, 'weir:colour is not an option; docs/aws.md lists them'],
  [
    { certificate: '' },
    'weir:certificate must be given, or weir:http=true for a trial without TLS',
  ],
  [{ http: true }, 'weir:http=true and weir:certificate exclude each other'],
  [
    { memory: 1024 },
    'weir:memory must be one that Fargate offers with 1024 CPU, 2048 to 8192 in steps of 1024; it is 1024',
  ],
  [
    { cpu: 256, memory: 1536 },
    'weir:memory must be one that Fargate offers with 256 CPU, 512 to 2048 in steps of 512; it is 1536',
  ],
  [
    { image: 'ghcr.io/acme/weir:1.0.0' },
    'weir:image must be in ECR, unless weir:vpc names a VPC with a way to another registry',
  ],
  [{ minTasks: 11 }, 'weir:minTasks must not be above weir:maxTasks; they are 11 and 10'],
  [
    { settings: { WEIR_STREAM: 'mine' } },
    'weir:settings must not have WEIR_STREAM: the stack sets it',
  ],
  [
    { settings: { WEIR_REDIS_URL: 'redis://redis.example.com:6379' } },
    'weir:settings must not have WEIR_REDIS_URL without weir:vpc: from a VPC of our own nothing but AWS is reached',
  ],
  [
    { format: 'parquet', codec: 'ndjson-gzip' },
    'weir:format=parquet needs weir:codec=ndjson or kpl: Firehose does not look into gzip',
  ],
  [{ format: 'parquet', bufferMiB: 32 }, 'weir:bufferMiB must be 64 or more for Parquet; it is 32'],
  [
    { expireDays: 90 },
    'weir:glacierDays must be 30 after weir:infrequentDays, and weir:expireDays after that; they are 30, 90 and 90',
  ],
  [{ shards: 4 }, 'weir:shards needs weir:capacity=provisioned'],
  [
    { host: 'https://collect.example.com' },
    'weir:host must be like collect.example.com; it is "https://collect.example.com"',
  ],
  [
    { certificate: '', http: true, host: 'collect.example.com' },
    'weir:host needs weir:certificate: a trial is asked by the name of the load balancer',
  ],
  [{ spoolGiB: 20 }, 'weir:spoolGiB needs weir:spool=volume'],
])('refuses %j with one line', (given, line) => {
  expect(faults(given)).toEqual([line])
})

test('takes a Redis where there may be a way to it', () => {
  const settings = { WEIR_REDIS_URL: 'redis://redis.example.com:6379' }
  expect(faults({ vpc: 'vpc-0123456789abcdef0', settings })).toEqual([])
})

test('tells all faults at once', () => {
  expect(faults({ cpu: 3, maxTasks: 'x', typo: 1 })).toHaveLength(3)
})

test('leaves the rest of the context alone', () => {
  expect(() => readOptions({ 'weir:http': true, '@aws-cdk/core:x': 1, weir: 2 })).not.toThrow()
})
