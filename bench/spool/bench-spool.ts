import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createSpool } from '@weir/gateway/internals'
import type { BenchSettings } from '../report/bench.ts'
import { compare } from '../report/compare.ts'
import type { BenchResult, Measure } from '../report/result.ts'
import { createScratchFolder } from '../support/scratch-folder.ts'
import { turned } from '../support/turned.ts'
import { createRawFloor } from './raw-floor.ts'
import { type Appender, type Sample, sampleAppends } from './sample-appends.ts'

const payloadBytes = 600
const writers = [1, 32, 256]
const floor = 'raw write'

/** Each opens its file in a folder of the benchmark. */
const openers: Readonly<Record<string, (folder: string) => Promise<Appender>>> = {
  [floor]: (folder) => createRawFloor(join(folder, 'raw'), payloadBytes),
  spool: (folder) => openSpool(folder, { isDelivering: false }),
  'spool, read meanwhile': (folder) => openSpool(folder, { isDelivering: true }),
}

/** `isDelivering`: a reader takes and confirms everything at the same time. */
async function openSpool(
  folder: string,
  { isDelivering }: { isDelivering: boolean },
): Promise<Appender> {
  const path = await mkdtemp(join(folder, 'spool-'))
  const spool = await createSpool({ directory: path, maxBytes: 4 * 2 ** 30 })
  const stop = new AbortController()
  const deliver = async (): Promise<void> => {
    for (;;) spool.confirm((await spool.read(1 << 20, stop.signal)).at(-1)?.position ?? 0)
  }
  const delivery = isDelivering ? deliver().catch(() => undefined) : undefined
  return {
    append: (payload) => spool.append(payload),
    async close() {
      stop.abort()
      await delivery
      await spool.close()
      await rm(path, { recursive: true })
    },
  }
}

/**
 * The spool against what the disk allows: writes of the same bytes in the same groups to a
 * preallocated O_DSYNC file, in turns in one process.
 */
export async function benchSpool({ isQuick, say }: BenchSettings): Promise<BenchResult> {
  const [rounds, seconds] = isQuick ? [1, 0.5] : [5, 2]
  const scratch = createScratchFolder()
  const measures: Measure[] = []
  try {
    for (const concurrency of writers) {
      const samples: Record<string, Sample[]> = {}
      for (let round = 0; round < rounds; round++) {
        say(`${concurrency} writers, round ${round + 1} of ${rounds}`)
        for (const [name, open] of turned(Object.entries(openers), round)) {
          const appender = await open(scratch.path)
          const sample = await sampleAppends(appender, { concurrency, payloadBytes, seconds })
          await appender.close()
          ;(samples[name] ??= []).push(sample)
        }
      }
      measures.push(...measuresOf(concurrency, samples))
    }
  } finally {
    scratch.remove()
  }
  return {
    measures,
    notes: [
      `Appends of ${payloadBytes} bytes in a closed loop: a writer appends again when it is answered, after its bytes are on the disk.`,
      'The raw write copies nothing, has no checksum and no order, and cannot be read back.',
      'On a disk that answers from its cache, as those of many virtual machines, the CPU decides; on one that does not, the number of writes does, which is the same for both.',
    ],
  }
}

function measuresOf(
  concurrency: number,
  samples: Readonly<Record<string, readonly Sample[]>>,
): Measure[] {
  const group = `${concurrency} ${concurrency === 1 ? 'writer' : 'writers'}`
  const of = (key: keyof Sample) =>
    Object.fromEntries(
      Object.entries(samples).map(([name, list]) => [name, list.map((each) => each[key])]),
    )
  const perSecond = of('perSecond')
  const isPlotted = concurrency === 32
  return [
    compare({
      group,
      name: 'appends',
      unit: 'a second',
      better: 'more',
      floor,
      isPlotted,
      samples: perSecond,
    }),
    compare({ group, name: 'p50', unit: 'ms', better: 'less', samples: of('p50Ms') }),
    compare({ group, name: 'p99', unit: 'ms', better: 'less', floor, samples: of('p99Ms') }),
    compare({
      group,
      name: 'CPU for an append',
      unit: 'µs',
      better: 'less',
      samples: of('cpuMicros'),
    }),
  ]
}
