import { createKinesisServer } from '@weir/local'
import { startSubject } from '../gateway/measure.ts'
import { endProgram } from '../support/end-program.ts'
import { createScratchFolder } from '../support/scratch-folder.ts'
import { cpuOfTree } from './cpu-of-tree.ts'
import { offerPacedLoad } from './paced-load.ts'

export interface Setup {
  readonly workers: number
  readonly shards: number
}

export interface ScaleSample {
  readonly cpuMicros: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly rssMiB: number
  /** Delivered to the stream for each event accepted meanwhile. */
  readonly delivered: number
  readonly refusedRequests: number
}

export const load = { eventsPerSecond: 3000, eventsPerRequest: 10, connections: 32 } as const

/**
 * A gateway with so many workers before a local Kinesis with so many shards, at a fixed load. It
 * warms up for as long as it is then looked at.
 */
export async function measureScale(
  { workers, shards }: Setup,
  seconds: number,
): Promise<ScaleSample> {
  const scratch = createScratchFolder()
  const kinesis = await createKinesisServer({
    streams: ['events', 'rejected'].map((name) => ({ name, shards })),
    region: 'eu-west-1',
    retention: { bytes: 16 * 1024 * 1024 },
  })
  const env = { WEIR_WORKERS: String(workers), WEIR_SHUTDOWN_MS: '1000' }
  const folder = scratch.path
  const gateway = await startSubject('weir', { folder, kinesis, env, cores: '0-1' })
  try {
    const { pid = 0 } = gateway.process
    await offerPacedLoad({ ...load, url: gateway.url, seconds })
    const before = await cpuOfTree(pid)
    const deliveredBefore = await deliveredOf(gateway.admin ?? '')
    const { accepted, refused, answerMs } = await offerPacedLoad({
      ...load,
      url: gateway.url,
      seconds,
    })
    const delivered = (await deliveredOf(gateway.admin ?? '')) - deliveredBefore
    const after = await cpuOfTree(pid)
    const sorted = answerMs.toSorted((a, b) => a - b)
    const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN
    return {
      cpuMicros: ((after.seconds - before.seconds) * 1e6) / accepted,
      p50Ms: at(0.5),
      p99Ms: at(0.99),
      rssMiB: after.rssMiB,
      delivered: delivered / accepted,
      refusedRequests: refused,
    }
  } finally {
    await endProgram(gateway.process)
    await kinesis.close()
    scratch.remove()
  }
}

async function deliveredOf(admin: string): Promise<number> {
  const text = await (await fetch(`${admin}/metrics`)).text()
  return Number(/^weir_events_delivered_total\{stream="events"\} (\S+)$/mu.exec(text)?.[1] ?? 0)
}
