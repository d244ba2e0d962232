import { expect, test } from 'vitest'
import { parseLocation } from '../../src/stores/location.ts'
import { openStore } from '../../src/stores/open-store.ts'

test.each([
  ['./data/archive', { kind: 'directory', root: './data/archive' }],
  ['/srv/s3', { kind: 'directory', root: '/srv/s3' }],
  ['s3://bucket', { kind: 's3', bucket: 'bucket', prefix: '' }],
  ['s3://my.bucket-1/', { kind: 's3', bucket: 'my.bucket-1', prefix: '' }],
  ['s3://bucket/a/b=c/', { kind: 's3', bucket: 'bucket', prefix: 'a/b=c' }],
])('reads %s', (text, location) => {
  expect(parseLocation(text)).toEqual(location)
})

test.each(['', ' ', 's3://', 's3:///a', 's3://Bucket/a', 's3://b', 'gs://bucket', 'S3://bucket'])(
  'refuses "%s" with one line',
  (text) => {
    expect(() => parseLocation(text)).toThrow('must be a directory or s3://bucket/prefix')
  },
)

test('opens what a location names', async () => {
  const [directory, s3] = [await openStore('data'), await openStore('s3://bucket/a')]
  expect(directory.location).toMatch(/\/data$/u)
  expect(s3.location).toBe('s3://bucket/a')
  await s3.close()
})
