import { setTimeout as delay } from 'node:timers/promises'
import { startKinesisLocal } from '../test/kinesis/start-kinesis-local.ts'
import { findOlderNode } from './find-older-node.ts'
import { startOurs } from './start-ours.ts'
import { leanTalker, measure, sdkTalker, type Talker } from './workload.ts'

/**
 * PutRecords against our endpoint and kinesis-local, in turns on the same machine, each its own
 * process. Once with the AWS SDK, as it is used, and once with a client that costs next to nothing,
 * because the SDK's own work would hide the difference.
 *
 * kinesis-local 0.6.2 runs on the first older Node in the PATH: on Node 26 it sometimes never answers
 * a request of this size.
 */
const [rounds = '5', concurrent = '4'] = process.argv.slice(2)
const concurrency = Number(concurrent)
const theirNode = findOlderNode()
/** The faster one gets more, so that both are measured for about as long. */
const loads = { ours: { batches: 120, concurrency }, theirs: { batches: 8, concurrency } }

interface Pair {
  readonly ours: number
  readonly theirs: number
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** A stream takes records once it is made; kinesis-local needs a moment for that. */
async function ready(talker: Talker): Promise<void> {
  await talker.createStream()
  await delay(1000)
}

async function compare(name: string, connect: (url: string) => Talker): Promise<void> {
  const ours = await startOurs(['--limits', 'off'])
  const theirs = await startKinesisLocal(theirNode)
  const talkers = { ours: connect(ours.url), theirs: connect(theirs.url) }
  const pairs: Pair[] = []
  try {
    await ready(talkers.ours)
    await ready(talkers.theirs)
    // The first round warms both up and does not count.
    for (let round = 0; round <= Number(rounds); round++) {
      const pair = {
        ours: await measure(talkers.ours, loads.ours),
        theirs: await measure(talkers.theirs, loads.theirs),
      }
      if (round > 0) pairs.push(pair)
    }
  } finally {
    talkers.ours.close()
    talkers.theirs.close()
    await ours.close()
    await theirs.close()
  }
  report(name, pairs)
}

function report(name: string, pairs: readonly Pair[]): void {
  const show = (values: readonly number[]) =>
    `${Math.round(median(values)).toLocaleString('en')} records/s`
  const ratio = median(pairs.map(({ ours, theirs }) => ours / theirs))
  const mine = show(pairs.map(({ ours }) => ours))
  const others = show(pairs.map(({ theirs }) => theirs))
  console.log(
    `${name}: weir-local ${mine}, kinesis-local ${others}, ratio ${ratio.toFixed(1)} (medians of ${pairs.length})`,
  )
}

await compare('AWS SDK, HTTP/1.1', sdkTalker)
await compare('lean client', leanTalker)
