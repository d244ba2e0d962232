import { PutObjectCommand } from '@aws-sdk/client-s3'
import { gzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { program } from '../support/program.ts'
import { bucket, startS3 } from '../support/s3.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { hour, storedRecord } from '../support/write-lines.ts'

const archive = `s3://${bucket}/clicks`

async function startBucket(): Promise<void> {
  const { url, client } = await startS3()
  vi.stubEnv('AWS_ENDPOINT_URL_S3', url)
  vi.stubEnv('AWS_REGION', 'us-east-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test')
  const Body = gzipSync(`${JSON.stringify(storedRecord({}))}\n`)
  const Key = `clicks/events/${hour}/a.json.gz`
  await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }))
}

test('asks a bucket as it asks a folder', async () => {
  await startBucket()
  const cache = await temporaryFolder()
  const asked = await program(['sql', 'select count(*) AS n from events', '--json'], {
    archive,
    cache,
  })
  expect(asked).toEqual({ code: 0, out: '{"n":1}\n', said: [] })
  const report = await program(['report', 'visits', '--json'], { archive, cache })
  expect(JSON.parse(report.out)).toMatchObject({ archive, sources: { lineFiles: 1 } })
})

test('says in one line what keeps it from a bucket', async () => {
  await startBucket()
  const cache = await temporaryFolder()
  const ask = (...words: string[]) => program(['report', 'visits', ...words], { archive, cache })
  expect(await ask('--archive', 's3://no-such-bucket')).toMatchObject({
    code: 1,
    said: ['weir-archive: s3://no-such-bucket: there is no such bucket'],
  })
  expect(await ask('--cache-size', '1KB')).toMatchObject({ code: 0 })
  vi.stubEnv('AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:1')
  expect((await ask()).said).toEqual([`weir-archive: ${archive}: the endpoint cannot be reached`])
  expect(await ask('--cache-size', 'much')).toMatchObject({ code: 2 })
})
