import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSpool } from '../src/spool/spool.ts'
import { createRawFloor } from './raw-floor.ts'
import { type Appender, medianOf, type Sample, sampleAppends } from './sample-appends.ts'

/*
 * The spool against the floor: raw writes of the same bytes in the same groups to a preallocated
 * O_DSYNC file, interleaved with it in one process; medians over the rounds.
 *
 *   node bench/spool.ts [directory] [rounds] [seconds per sample]
 */
const [where = tmpdir(), rounds = '5', seconds = '2'] = process.argv.slice(2)
const payloadBytes = 600
const writers = [1, 32, 256]

const openers: Record<string, (() => Promise<Appender>) | undefined> = {
  spool: () => openSpool({ isDelivering: false }),
  delivering: () => openSpool({ isDelivering: true }),
  floor: () => createRawFloor(join(directory, `raw-${Date.now()}`), payloadBytes),
}

/** `delivering`: a reader takes and confirms everything at the same time. */
async function openSpool({ isDelivering }: { isDelivering: boolean }): Promise<Appender> {
  const path = await mkdtemp(join(directory, 'spool-'))
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

const directory = await mkdtemp(join(where, 'weir-spool-bench-'))
try {
  for (const concurrency of writers) await compare(concurrency)
} finally {
  await rm(directory, { recursive: true })
}

async function compare(concurrency: number): Promise<void> {
  const samples: Record<string, Sample[]> = { spool: [], delivering: [], floor: [] }
  for (let round = 0; round < Number(rounds); round += 1) {
    for (const [name, list] of Object.entries(samples)) {
      const appender = await openers[name]?.()
      if (!appender) continue
      list.push(
        await sampleAppends(appender, { concurrency, payloadBytes, seconds: Number(seconds) }),
      )
      await appender.close()
    }
  }
  const floor = medianOf(samples['floor'] ?? [])
  for (const [name, list] of Object.entries(samples)) {
    const m = medianOf(list)
    const per = (value: number, unit: string): string => `${value.toFixed(2)} ${unit}`
    const columns = [
      `${String(concurrency).padStart(3)} writers`,
      name.padEnd(10),
      `${Math.round(m.perSecond).toLocaleString('en')}/s`.padStart(10),
      `p50 ${per(m.p50Ms, 'ms')}`,
      `p99 ${per(m.p99Ms, 'ms')}`,
      `cpu ${per(m.cpuMicros, 'µs/append')}`,
      `rate ${(m.perSecond / floor.perSecond).toFixed(2)} of the floor`,
      `spread ${list.map((it) => Math.round(it.perSecond / 1000)).join(' ')} k/s`,
    ]
    console.log(columns.join('  '))
  }
}
