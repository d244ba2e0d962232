import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { createKinesisServer } from '@weir/local'
import { onTestFinished } from 'vitest'
import { startProgram } from './start-program.ts'

/** The gateway as a program, on a Kinesis of this machine. */
export interface RunningGateway {
  readonly url: string
  readonly adminUrl: string
  /** Answers what the gateway has answered. */
  readonly send: (events: readonly object[], writeKey?: string) => Promise<unknown>
  /** Drains it; what it took is in the streams then. */
  readonly stop: () => Promise<number | null>
  /** What a stream holds, read with the SDK of AWS. */
  readonly records: (stream: string) => Promise<readonly Data[]>
}

interface Data {
  readonly sequenceNumber: string
  readonly data: Uint8Array
}

const program = resolve(import.meta.dirname, '../../../../packages/gateway/src/main.ts')
const sites = {
  sites: [{ site_id: 'shop', write_keys: ['wk_test'], origins: ['https://a.example'] }],
}
const local = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }

/** `settings` are those of the task; where it listens and keeps its files is the test's. */
export async function runGateway(
  settings: Readonly<Record<string, string>>,
  sitesFile?: string,
): Promise<RunningGateway> {
  const kinesis = await createKinesisServer({
    streams: [
      { name: 'events', shards: 2 },
      { name: 'rejected', shards: 1 },
    ],
  })
  onTestFinished(() => kinesis.close())
  const running = startProgram(['--conditions=weir-source', program], {
    ...settings,
    ...local,
    AWS_ENDPOINT_URL_KINESIS: kinesis.url,
    WEIR_HOST: '127.0.0.1',
    WEIR_PORT: '0',
    WEIR_ADMIN_PORT: '0',
    WEIR_SITES: sitesFile ?? (await writeSites()),
  })
  const { url, admin } = await ready(running.line)
  return {
    url,
    adminUrl: admin,
    async send(events, writeKey = 'wk_test') {
      const answer = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ write_key: writeKey, sent_at: new Date().toISOString(), events }),
      })
      return answer.json()
    },
    stop() {
      running.signal('SIGTERM')
      return running.ended()
    },
    records: (stream) => readAll(kinesis.url, stream),
  }
}

/** A file of sites, until the test ends. */
export async function writeSites(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-aws-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'sites.json')
  await writeFile(path, JSON.stringify(sites))
  return path
}

async function ready(line: () => Promise<string>): Promise<{ url: string; admin: string }> {
  for (;;) {
    const entry = JSON.parse(await line()) as { msg: string; url: string; admin: string }
    if (entry.msg === 'ready') return entry
  }
}

async function readAll(endpoint: string, StreamName: string): Promise<Data[]> {
  const client = new KinesisClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: new NodeHttpHandler(),
  })
  const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }))
  const all: Data[] = []
  for (const { ShardId } of Shards) {
    const from = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const
    const { ShardIterator } = await client.send(new GetShardIteratorCommand(from))
    const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator }))
    all.push(
      ...Records.map(({ SequenceNumber = '', Data: data = new Uint8Array() }) => ({
        sequenceNumber: SequenceNumber,
        data,
      })),
    )
  }
  client.destroy()
  return all
}
