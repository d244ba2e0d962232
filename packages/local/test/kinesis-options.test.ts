import { expect, test } from 'vitest'
import { awsLimits } from '../src/kinesis/engine/limits.ts'
import { kinesisHelp, parseKinesisOptions } from '../src/kinesis-options.ts'

const parse = (line: string) => parseKinesisOptions(line.split(' ').filter(Boolean))

test('starts with AWS’s limits on the usual port', () => {
  expect(parse('')).toMatchObject({ port: 4567, streams: [], limits: {}, transitionMs: 0 })
})

test('makes streams', () => {
  expect(
    parse('--stream events:4 --stream rejected --mode on-demand --distribution auto'),
  ).toMatchObject({
    streams: [
      { name: 'events', shards: 4, mode: 'ON_DEMAND', distribution: 'AUTO' },
      { name: 'rejected', shards: 1, mode: 'ON_DEMAND', distribution: 'AUTO' },
    ],
  })
})

test('sets limits, or none', () => {
  expect(parse('--limit readsPerSecond=off --limit recordsPerRequest=10').limits).toEqual({
    readsPerSecond: Number.POSITIVE_INFINITY,
    recordsPerRequest: 10,
  })
  expect(Object.keys(parse('--limits off').limits ?? {})).toEqual(Object.keys(awsLimits))
})

test.each([
  ['--port x', '--port: "x" is not a whole number up to 65535'],
  ['--port 70000', '--port: "70000" is not a whole number up to 65535'],
  ['--stream a:0', '--stream: "a:0" is not NAME or NAME:SHARDS'],
  ['--stream a/b', '--stream: "a/b" is not NAME or NAME:SHARDS'],
  ['--mode constructor', '--mode: "constructor" is none of provisioned, on-demand'],
  ['--limit nope=1', '--limit: there is no limit "nope"'],
  ['--limits on', '--limits: "on" is none of off'],
  ['--nope', "Unknown option '--nope'"],
])('refuses %s', (line, message) => {
  expect(() => parse(line)).toThrow(message)
})

test('names every limit in its help', () => {
  for (const name of Object.keys(awsLimits)) expect(kinesisHelp).toContain(name)
})
