import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { parsePartition } from '@weir/archive'
import { startFauxqs } from 'fauxqs'
import { expect, onTestFinished, test } from 'vitest'
import type { FirehoseStatus } from '../src/firehose/status.ts'
import { createFirehoseRig, eventually, type FirehoseRig, range } from './firehose/firehose-rig.ts'
import { run } from './run.ts'

const statusOf = async (url: string): Promise<FirehoseStatus> =>
  (await (await fetch(url)).json()) as FirehoseStatus

/** A Firehose in a process of its own, and the address of its status. */
async function runFirehose(
  rig: FirehoseRig,
  { words = [], env = {} }: { words?: readonly string[]; env?: Record<string, string> } = {},
) {
  const program = run(
    ['firehose', '--endpoint', rig.server.url, '--port', '0', '--archive', 'archive', ...words],
    { cwd: rig.folder, env },
  )
  const [, url = ''] = await program.says(/status on (\S+)/)
  return { program, url }
}

test('drains on SIGTERM: what was read is in the archive, and the exit code is 0', async () => {
  const rig = await createFirehoseRig()
  await rig.put(range(100))
  const { program, url } = await runFirehose(rig)
  await eventually(async () => (await statusOf(url)).streams[0]?.events === 100)
  expect(await rig.seqs()).toEqual([])
  program.child.kill('SIGTERM')
  await program.says(/drained/)
  expect(await program.exit).toBe(0)
  expect((await rig.seqs()).toSorted((a, b) => a - b)).toEqual(range(100))
  expect(await readdir(join(rig.folder, 'data', 'firehose'))).toEqual([
    '.writing',
    'firehose-positions.json',
  ])
})

test('archives into a bucket that the SDK’s own variables lead to', async () => {
  const s3 = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  s3.createBucket('weir-archive')
  onTestFinished(() => s3.stop())
  const rig = await createFirehoseRig()
  await rig.put(range(10))
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  // By name: buckets are then looked up as hosts, unless the store knows better.
  const endpoint = `http://localhost:${s3.port}`
  const { program, url } = await runFirehose(rig, {
    words: ['--archive', 's3://weir-archive/a', '--buffer-seconds', '0'],
    env: {
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
  })
  await eventually(async () => (await statusOf(url)).stored.events?.lines === 10)
  program.child.kill('SIGTERM')
  expect(await program.exit).toBe(0)
  const client = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true })
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'weir-archive' }))
  client.destroy()
  const keys = Contents.map(({ Key = '' }) => Key)
  expect(keys.length).toBeGreaterThan(0)
  for (const key of keys) expect(parsePartition(key.replace('a/', ''))?.prefix).toBe('events')
})

test('tells its status to this machine only, and to no page of another site', async () => {
  const rig = await createFirehoseRig()
  const { url } = await runFirehose(rig)
  const base = new URL(url).origin
  const get = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(base + path, { headers })).status
  expect(await get('/weir/health')).toBe(200)
  expect(await get('/weir/status', { origin: 'https://evil.example.com' })).toBe(403)
  expect(await get('/weir/other')).toBe(404)
  expect((await fetch(url, { method: 'POST' })).status).toBe(404)
  const mayRead = async (origin: string) =>
    (await fetch(url, { headers: { origin } })).headers.get('access-control-allow-origin')
  expect(await mayRead('http://localhost:8080')).toBe('http://localhost:8080')
  expect(await mayRead('https://evil.example.com')).toBeNull()
})

test('says in one line what keeps it from starting', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weir-local-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  onTestFinished(() => void taken.close())
  const port = String((taken.address() as AddressInfo).port)
  for (const [words, line] of [
    [['--buffer-mib', '0'], /^weir-local: --buffer-mib: must be at least 1\n$/],
    [['--port', port], /^weir-local: the port is taken: .*\n$/],
    [['--port', '0', '--state', '/dev/null/a'], /^weir-local: ENOTDIR: [^\n]*\n$/],
  ] as const) {
    const program = run(['firehose', ...words], { cwd: folder })
    await program.says(line)
    expect(await program.exit).toBe(1)
  }
})
