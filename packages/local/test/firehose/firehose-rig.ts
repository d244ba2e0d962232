import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis'
import { onTestFinished } from 'vitest'
import { type Firehose, type FirehoseOptions, startFirehose } from '../../src/firehose/firehose.ts'
import {
  createKinesisServer,
  type KinesisServer,
  type KinesisServerOptions,
} from '../../src/kinesis/kinesis-server.ts'
import { createClient } from '../kinesis/sdk.ts'

export interface FirehoseRig {
  readonly server: KinesisServer
  readonly client: KinesisClient
  readonly folder: string
  /** What the Firehoses said, all of them. */
  readonly lines: string[]
  /** Starts one on this rig's folders; a test may start the next when it is drained. */
  readonly start: (options?: Partial<FirehoseOptions>) => Promise<Firehose>
  /** Puts events of these numbers, one to a record. */
  readonly put: (seqs: readonly number[], stream?: string) => Promise<void>
  /** Files by their paths from the archive's root, each as its lines. */
  readonly files: () => Promise<Map<string, string[]>>
  /** The numbers of the events in the archive, in the order of its files. */
  readonly seqs: (prefix?: string) => Promise<number[]>
}

/** No limit of the service holds back a test that is not about it. */
export const noLimits: NonNullable<KinesisServerOptions['limits']> = {
  writeBytesPerSecond: Number.POSITIVE_INFINITY,
  writeRecordsPerSecond: Number.POSITIVE_INFINITY,
  readsPerSecond: Number.POSITIVE_INFINITY,
  readBytesPerSecond: Number.POSITIVE_INFINITY,
  iteratorsPerSecond: Number.POSITIVE_INFINITY,
}

const quick: Partial<FirehoseOptions> = { ageMs: 20, pace: { busyMs: 1, idleMs: 5 } }

async function readFiles(root: string): Promise<Map<string, string[]>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = new Map<string, string[]>()
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || path.includes('.writing')) continue
    const text = gunzipSync(await readFile(path)).toString()
    files.set(relative(root, path), text.split('\n').slice(0, -1))
  }
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** A hundred visitors take turns. */
export const visitorOf = (seq: number): string => String(seq % 100)

async function put(client: KinesisClient, stream: string, seqs: readonly number[]): Promise<void> {
  for (let at = 0; at < seqs.length; at += 500) {
    const Records = seqs.slice(at, at + 500).map((seq) => ({
      PartitionKey: visitorOf(seq),
      Data: Buffer.from(`${JSON.stringify({ seq })}\n`),
    }))
    await client.send(new PutRecordsCommand({ StreamName: stream, Records }))
  }
}

/** A Kinesis endpoint with streams `events` (2 shards) and `rejected`, and a place for an archive. */
export async function createFirehoseRig(options: KinesisServerOptions = {}): Promise<FirehoseRig> {
  const streams = [
    { name: 'events', shards: 2 },
    { name: 'rejected', shards: 1 },
  ]
  const server = await createKinesisServer({ streams, limits: noLimits, ...options })
  const client = createClient(server.url)
  const folder = await mkdtemp(join(tmpdir(), 'weir-firehose-'))
  const root = join(folder, 'archive')
  const lines: string[] = []
  const running = new Set<Firehose>()
  onTestFinished(async () => {
    for (const firehose of running) await firehose.drain()
    client.destroy()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    server,
    client,
    folder,
    lines,
    async start(more = {}) {
      const firehose = await startFirehose({
        streams: [
          { name: 'events', prefix: 'events' },
          { name: 'rejected', prefix: 'rejected' },
        ],
        archive: root,
        state: join(folder, 'state'),
        endpoint: server.url,
        say: (line) => lines.push(line),
        drainMs: 5000,
        ...quick,
        ...more,
      })
      running.add(firehose)
      return {
        ...firehose,
        drain() {
          running.delete(firehose)
          return firehose.drain()
        },
      }
    },
    put: (seqs, stream = 'events') => put(client, stream, seqs),
    files: () => readFiles(root),
    async seqs(prefix = 'events') {
      const all = [...(await readFiles(root))].filter(([path]) => path.startsWith(`${prefix}/`))
      return all.flatMap(([, text]) =>
        text.map((line) => (JSON.parse(line) as { seq: number }).seq),
      )
    },
  }
}

export const range = (count: number, from = 0): number[] =>
  Array.from({ length: count }, (_, at) => from + at)

export const sorted = (seqs: readonly number[]): number[] => seqs.toSorted((a, b) => a - b)

/** Looks again and again; the test's own time limit ends what never comes true. */
export async function eventually(isTrue: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isTrue())) await delay(2)
}
