import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Positions } from './archived-twice.ts'
import { createStandstill } from './standstill.ts'

export interface StreamRecord {
  readonly shardId: string
  readonly sequenceNumber: string
  readonly data: string
}

/** All records of a stream of the local Kinesis. */
export async function recordsOf(url: string, stream: string): Promise<StreamRecord[]> {
  // A connection of its own: one that stood idle while files were read may just be closing.
  const init = { headers: { connection: 'close' } }
  const text = await (await fetch(`${url}/weir/streams/${stream}/records`, init)).text()
  const lines = text.split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line) as StreamRecord)
}

/** Resolves when a Firehose with this state has archived both streams to their ends; rejects when it stands still. */
export async function untilArchived(place: {
  kinesisUrl: string
  state: string
  /** How long it may stand still. Default: a minute. */
  stuckMs?: number
}): Promise<void> {
  const last = new Map<string, string>()
  for (const stream of ['events', 'rejected']) {
    for (const { shardId, sequenceNumber } of await recordsOf(place.kinesisUrl, stream)) {
      last.set(`${stream} ${shardId}`, sequenceNumber)
    }
  }
  const look = createStandstill({ what: 'the Firehose stands still', mostMs: place.stuckMs })
  while (!(await isArchived(place.state, last))) {
    look(JSON.stringify(await positionsIn(place.state)))
    await delay(50)
  }
}

/** Where every shard is archived to, as a Firehose that starts now will find it. */
export async function positionsIn(state: string): Promise<Positions> {
  const text = await readFile(join(state, 'firehose-positions.json'), 'utf8').catch(() => '{}')
  const { positions = {} } = JSON.parse(text) as {
    readonly positions?: Readonly<Record<string, { readonly shards: Record<string, string> }>>
  }
  return Object.fromEntries(Object.entries(positions).map(([name, { shards }]) => [name, shards]))
}

/** Whether the positions say of every shard that its last record is archived. */
async function isArchived(state: string, last: ReadonlyMap<string, string>): Promise<boolean> {
  const positions = await positionsIn(state)
  return [...last].every(([key, sequenceNumber]) => {
    const [stream = '', shardId = ''] = key.split(' ')
    const position = positions[stream]?.[shardId]
    return position === 'SHARD_END' || position === sequenceNumber
  })
}
