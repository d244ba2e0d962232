import type { BenchSettings } from '../report/bench.ts'
import type { BenchResult } from '../report/result.ts'
import { peakOf, startSubject } from '../gateway/measure.ts'
import { startNullKinesis } from '../gateway/null-kinesis.ts'
import { buildPackages } from '../support/build-packages.ts'
import { endProgram } from '../support/end-program.ts'
import { createScratchFolder } from '../support/scratch-folder.ts'
import { startSteadyLoad } from './steady-load.ts'
import { catchUpAim, outageResult, rate } from './outage-result.ts'
import { backlogOf, createWatch, type Look } from './watch.ts'

/** As the Dockerfile sets it: large buffers go back to the system when they are freed. */
const allocator = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072' }

const isLevel = (look: Look): boolean => backlogOf(look) < 2000

/**
 * A minute without Kinesis at the highest rate that one core takes: how much memory that needs, and
 * how fast the backlog is gone afterwards, with the load going on as it was, and at a third of it.
 */
export async function benchOutage({ isQuick }: BenchSettings): Promise<BenchResult> {
  const outageSeconds = isQuick ? 10 : 60
  // As it is published: run from source, the compiler would take 35 MiB of its own.
  buildPackages(['schema', 'archive', 'gateway'])
  const scratch = createScratchFolder()
  const kinesis = await startNullKinesis('h1')
  const gateway = await startSubject('weir', {
    folder: scratch.path,
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
    const peakMiB = await peakOf(gateway.process)
    const broken = await load.stop()
    if (broken !== undefined) throw broken
    return outageResult({ most, outageSeconds, backlog, full, third, peakMiB, refusals })
  } finally {
    await load.stop()
    await endProgram(gateway.process)
    kinesis.close()
    scratch.remove()
  }
}
