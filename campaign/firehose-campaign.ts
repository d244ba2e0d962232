import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { KinesisClient, UpdateShardCountCommand } from '@aws-sdk/client-kinesis'
import { parseFileName } from '@weir/archive'
import { decodeKpl } from '@weir/archive/kpl'
import { createRandom, type Random } from '@weir/local/random'
import {
  doubledByOneLife,
  type Positions,
  storedBeforePosition,
  type StreamPlace,
} from './archived-twice.ts'
import { miscountedIn } from './count-events.ts'
import { type KillOptions, writeSites } from './kill-campaign.ts'
import { createLedger, type Verdict } from './ledger.ts'
import { startLoad } from './load.ts'
import { kinesisSink, startFirehose, startGateway, startKinesis } from './processes.ts'
import { readArchive } from './read-archive.ts'
import { createScratchFolder } from './scratch-folder.ts'
import { positionsIn, recordsOf, type StreamRecord, untilArchived } from './stream-end.ts'

export interface FirehoseVerdict extends Verdict {
  /** In the stream and not in the archive, whoever was told what. */
  readonly missing: readonly string[]
  /** Lines that could not be decoded: nothing that was sent is of that kind. */
  readonly undecodable: number
  /** Stored more often by one life than it is in the stream: only a kill may double. */
  readonly doubled: readonly string[]
  /** Stored again although the position was past it: a kill doubles what is behind it, no more. */
  readonly early: readonly string[]
  /** Where the view `events` of the archive counts something else than each event once. */
  readonly miscounted: readonly string[]
}

type Codec = 'ndjson' | 'ndjson-gzip' | 'kpl'

/** Fewer than a gateway takes: the Firehose has to get its share of the machine. */
const clients = 4

interface Place {
  readonly kinesisUrl: string
  readonly archive: string
  readonly state: string
  /** What each writer found when it began: noted behind each life. */
  readonly found: Map<string, Positions>
}

/**
 * A Firehose is killed at random instants while it archives a stream that a gateway fills, with one
 * codec after the other, and while Kinesis fails and changes its shards. In the end everything that
 * is in the stream has to be in whole files of the archive.
 */
export async function runFirehoseCampaign(options: KillOptions): Promise<FirehoseVerdict> {
  const random = createRandom(options.seed)
  const ledger = createLedger()
  const scratch = createScratchFolder()
  const folder = scratch.path
  const sites = await writeSites(folder)
  const kinesis = await startKinesis()
  const place = {
    kinesisUrl: kinesis.ready,
    archive: join(folder, 'archive'),
    state: join(folder, 'firehose'),
    found: new Map<string, Positions>(),
  }
  const codecs: readonly Codec[] = ['ndjson', 'kpl', 'ndjson-gzip']
  try {
    for (const [turn, codec] of codecs.entries()) {
      const sink = { ...kinesisSink(kinesis.ready), WEIR_CODEC: codec }
      const gateway = await startGateway({ sink, sites, spool: join(folder, 'spool') })
      const load = startLoad({ url: gateway.ready, clients, random, ledger, life: codec })
      for (let kill = turn; kill < options.kills; kill += codecs.length) {
        await oneLife(place, random)
        options.onKill?.(kill + 1)
      }
      await clearFaults(kinesis.ready)
      await load.stop()
      const code = await gateway.end('SIGTERM')
      if (code !== 0) throw new Error(`the gateway did not drain: ${gateway.lines.join('\n')}`)
    }
    await archiveTheRest(place)
    return await judge(place, ledger)
  } finally {
    await kinesis.end('SIGTERM')
    scratch.remove()
  }
}

async function oneLife(place: Place, random: Random): Promise<void> {
  const before = await positionsIn(place.state)
  const firehose = await startFirehose({ ...place, bufferSeconds: random.pick([0, 0, 1]) })
  if (random.chance(0.5)) await addFault(place.kinesisUrl, random)
  if (random.chance(0.15)) await reshard(place.kinesisUrl, random)
  // The instant of the kill is the fault under test, not a wait for something to be done.
  await delay(random.between(20, 1200))
  await firehose.end('SIGKILL')
  await noteWriters(place, before)
}

/** Whoever has files now and had none before wrote them in the life that ended. */
async function noteWriters({ archive, found }: Place, before: Positions): Promise<void> {
  const entries = await readdir(archive, { recursive: true }).catch(() => [])
  for (const path of entries) {
    const writer = parseFileName(basename(path))?.writer
    if (writer !== undefined && !found.has(writer)) found.set(writer, before)
  }
}

/** What strikes a reader and leaves writers alone, so that the stream goes on filling. */
async function addFault(url: string, random: Random): Promise<void> {
  const operations = ['GetRecords', 'GetShardIterator', 'ListShards', 'DescribeStreamSummary']
  const kind = random.pick([
    { kind: 'throttle' },
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'after' },
    { kind: 'error' },
    { kind: 'error', code: 'ExpiredIteratorException', operations: ['GetRecords'] },
    { kind: 'latency', ms: 50 },
  ])
  const scope = { operations, rate: 0.3, seed: random.between(0, 1e9), forMs: 700 }
  const answer = await fetch(`${url}/weir/faults`, {
    method: 'POST',
    body: JSON.stringify({ ...scope, ...kind }),
  })
  if (answer.status !== 201) throw new Error(`no such fault: ${await answer.text()}`)
}

/** Splits and merges shards, while they are written to and read. */
async function reshard(endpoint: string, random: Random): Promise<void> {
  const credentials = { accessKeyId: 'campaign', secretAccessKey: 'campaign' }
  const client = new KinesisClient({ endpoint, region: 'eu-west-1', credentials })
  const count = new UpdateShardCountCommand({
    StreamName: 'events',
    TargetShardCount: random.pick([9, 12, 16]),
    ScalingType: 'UNIFORM_SCALING',
  })
  // Refused where the stream has so many already.
  await client.send(count).catch((error: Error) => {
    if (error.name !== 'InvalidArgumentException') throw error
  })
  client.destroy()
}

const clearFaults = (url: string): Promise<unknown> =>
  fetch(`${url}/weir/faults`, { method: 'DELETE' })

/** One that may end in peace: it has to archive what all the others left. */
async function archiveTheRest(place: Place): Promise<void> {
  const before = await positionsIn(place.state)
  const firehose = await startFirehose({ ...place, bufferSeconds: 1 })
  await untilArchived(place)
  const code = await firehose.end('SIGTERM')
  await noteWriters(place, before)
  const drained = firehose.lines.some((line) => line.endsWith('drained'))
  if (code !== 0 || !drained) throw new Error(`it did not drain: ${firehose.lines.join('\n')}`)
}

/** The lines of a record, whatever packed them. */
function linesIn({ data }: StreamRecord): string {
  const bytes = Buffer.from(data, 'base64')
  if (bytes[0] === 0x1f) return gunzipSync(bytes).toString()
  return (decodeKpl(bytes)?.map((record) => record.data.toString()) ?? [bytes.toString()]).join('')
}

async function judge(
  { kinesisUrl, archive, found }: Place,
  ledger: ReturnType<typeof createLedger>,
): Promise<FirehoseVerdict> {
  const archived = await readArchive(archive)
  const places = new Map<string, StreamPlace[]>()
  for (const stream of ['events', 'rejected']) {
    for (const record of await recordsOf(kinesisUrl, stream)) {
      const place = { ...record, stream }
      for (const line of linesIn(record).split('\n').filter(Boolean)) {
        places.set(line, [...(places.get(line) ?? []), place])
      }
    }
  }
  const there = new Set(archived.files.flatMap(({ lines }) => lines))
  const undecodable = archived.errors.split('\n').length - 1
  return {
    ...ledger.judge(archived),
    // An archive promises no order: shards are read each at its own pace, and `seq` tells it.
    disordered: [],
    missing: [...places.keys()].filter((line) => !there.has(line)),
    undecodable,
    doubled: doubledByOneLife(archived.files, (line) => places.get(line)?.length ?? 0),
    early: storedBeforePosition(archived.files, places, (writer) => found.get(writer) ?? {}),
    miscounted: await miscountedIn(archive, archived),
  }
}
