import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchSettings } from '../report/bench.ts'
import { compare } from '../report/compare.ts'
import type { BenchResult } from '../report/result.ts'
import { startSubject } from '../gateway/measure.ts'
import { startNullKinesis } from '../gateway/null-kinesis.ts'
import { buildPackages } from '../support/build-packages.ts'
import { startSteadyLoad } from './steady-load.ts'
import { backlogOf, createWatch, type Look, type Watch } from './watch.ts'

/** As the Dockerfile sets it: large buffers go back to the system when they are freed. */
const allocator = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072' }
const maxRssMiB = 300
/** Of full load, that a backlog has to be to show how fast it goes. */
const leastSeconds = 10
/** Delivered for each event that comes in meanwhile. */
const catchUpAim = 3

/** A rate between two looks, in events a second. */
const rate = (key: 'accepted' | 'delivered', { first, last }: { first: Look; last: Look }) =>
  (last[key] - first[key]) / ((last.atMs - first.atMs) / 1000)

const isLevel = (look: Look): boolean => backlogOf(look) < 2000

/**
 * A minute without Kinesis at the highest rate that one core takes: how much memory that needs, and
 * how fast the backlog is gone afterwards, with the load going on as it was, and at a third of it.
 */
export async function benchOutage({ isQuick }: BenchSettings): Promise<BenchResult> {
  const outageSeconds = isQuick ? 10 : 60
  // As it is published: run from source, the compiler would take 35 MiB of its own.
  buildPackages(['schema', 'archive', 'gateway'])
  const folder = await mkdtemp(join(tmpdir(), 'weir-bench-'))
  const kinesis = await startNullKinesis('h1')
  const gateway = await startSubject('weir', {
    folder,
    kinesis,
    program: 'packages/gateway/dist/main.js',
    env: allocator,
  })
  const { admin = '' } = gateway
  const watch = createWatch({ ...gateway, admin })
  const load = startSteadyLoad({ url: gateway.url, eventsPerRequest: 10, connections: 32 })
  try {
    await watch.during('warming up', 5)
    const steady = await watch.during('steady', 10)
    kinesis.outage(true)
    const outage = await watch.during('outage', outageSeconds)
    kinesis.outage(false)
    const full = await watch.during('after, full load', 30, isLevel)
    const most = rate('accepted', steady)
    load.pace(most / catchUpAim)
    const third = await watch.during('after, a third', 120, isLevel)
    const backlog = backlogOf(outage.last)
    const refusals = await watch.refusals()
    return resultOf({ most, outageSeconds, backlog, full, third, watch, refusals })
  } finally {
    await load.stop()
    const exit = once(gateway.process, 'exit')
    gateway.process.kill('SIGTERM')
    await exit
    kinesis.close()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Results {
  readonly most: number
  readonly outageSeconds: number
  readonly backlog: number
  readonly full: { first: Look; last: Look }
  readonly third: { first: Look; last: Look }
  readonly watch: Watch
  readonly refusals: string
}

function resultOf(results: Results): BenchResult {
  const { most, outageSeconds, backlog, full, third, watch, refusals } = results
  const ratio = (phase: { first: Look; last: Look }) =>
    rate('delivered', phase) / rate('accepted', phase)
  const group = `an outage of ${outageSeconds} s`
  // A rest of the backlog that is gone in a moment says nothing of a rate.
  const isOverSoon = backlogOf(third.first) < most * leastSeconds
  const atLeast = { of: 'median', atLeast: catchUpAim } as const
  const below = { of: 'median', atMost: maxRssMiB } as const
  return {
    measures: [
      compare({
        group,
        name: 'most memory',
        unit: 'MiB RSS',
        better: 'less',
        samples: { gateway: [watch.mostRssMiB()] },
        aims: { gateway: below },
      }),
      compare({
        group: `${group}, after it`,
        name: 'delivered for each that comes',
        unit: '',
        better: 'more',
        samples: {
          'at full load': [ratio(full)],
          ...(isOverSoon ? {} : { 'at a third of it': [ratio(third)] }),
        },
        aims: isOverSoon ? { 'at full load': atLeast } : { 'at a third of it': atLeast },
      }),
    ],
    facts: [
      ['highest rate that is taken', `${Math.round(most).toLocaleString('en')} events/s`],
      ['backlog after the outage', `${backlog.toLocaleString('en')} events`],
      ['refused', refusals],
    ],
    failures: refusals === 'none' ? [] : [`requests were refused: ${refusals}`],
  }
}
