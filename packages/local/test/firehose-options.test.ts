import { expect, test } from 'vitest'
import { firehoseHelp } from '../src/firehose-help.ts'
import { parseFirehoseOptions } from '../src/firehose-options.ts'

const parse = (line: string) => parseFirehoseOptions(line.split(' ').filter(Boolean))

test('has the hints of Firehose, and the places of the one-machine pipeline', () => {
  expect(parse('')).toEqual({
    streams: [
      { name: 'events', prefix: 'events' },
      { name: 'rejected', prefix: 'rejected' },
    ],
    archive: './data/archive',
    state: './data/firehose',
    endpoint: undefined,
    fileBytes: 5 * 1024 ** 2,
    ageMs: 300_000,
    compression: 'gzip',
    port: 4568,
  })
})

test('takes everything from the command line', () => {
  expect(
    parse(
      '--events good --rejected off --archive s3://bucket/a --state s --endpoint http://127.0.0.1:1 ' +
        '--buffer-mib 128 --buffer-seconds 10 --compression zstd --port 0',
    ),
  ).toEqual({
    streams: [{ name: 'good', prefix: 'events' }],
    archive: 's3://bucket/a',
    state: 's',
    endpoint: 'http://127.0.0.1:1',
    fileBytes: 128 * 1024 ** 2,
    ageMs: 10_000,
    compression: 'zstd',
    port: 0,
  })
})

test.each([
  ['--events a/b', '--events: "a/b" is not the name of a stream'],
  ['--archive gs://a', '--archive: "gs://a" must be a directory or s3://bucket/prefix'],
  ['--endpoint nonsense', '--endpoint: "nonsense" is not a URL'],
  ['--endpoint ftp://a', '--endpoint: "ftp://a" is not a URL'],
  ['--buffer-mib 0', '--buffer-mib: must be at least 1'],
  ['--buffer-mib 129', '--buffer-mib: "129" is not a whole number up to 128'],
  ['--buffer-seconds 901', '--buffer-seconds: "901" is not a whole number up to 900'],
  ['--compression brotli', '--compression: "brotli" is none of gzip, zstd'],
  ['--port x', '--port: "x" is not a whole number up to 65535'],
  ['--nope', "Unknown option '--nope'"],
])('refuses %s', (line, message) => {
  expect(() => parse(line)).toThrow(message)
})

test('helps with every option', () => {
  for (const name of ['events', 'rejected', 'archive', 'state', 'endpoint', 'port', 'help']) {
    expect(firehoseHelp).toContain(`--${name} `)
  }
})
