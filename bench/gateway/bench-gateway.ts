import { median, type Sample } from './sample.ts'
import { measure, type Subject } from './measure.ts'

/** Interleaved runs of each subject. */
const runs = 5

/**
 * The whole gateway (validation, enrichment, fsync, shipping to something that only answers) beside
 * a Fastify handler that parses the same body and answers 202, and beside what one would write
 * oneself. CPU is that of the process, user and system, for each event.
 */
export async function benchGateway(): Promise<boolean> {
  for (const eventsPerRequest of [1, 10, 50]) {
    const subjects: Subject[] =
      eventsPerRequest === 1 ? ['floor', 'weir', 'naive'] : ['floor', 'weir']
    const samples: Record<Subject, Sample[]> = { floor: [], weir: [], naive: [] }
    for (let run = 0; run < runs; run++) {
      for (const subject of subjects)
        samples[subject].push(await measure(subject, eventsPerRequest))
    }
    console.log(
      `\n${eventsPerRequest} event${eventsPerRequest === 1 ? '' : 's'} a request, medians of ${runs} interleaved runs`,
    )
    const floor = samples.floor
    for (const subject of subjects) console.log(row(subject, samples[subject], floor))
  }
  return true
}

function stream(samples: readonly Sample[]): string {
  const of = (key: keyof Sample) => median(samples.map((sample) => sample[key]))
  const records = Math.round(of('recordsPerMillion')).toLocaleString('en')
  const behind = (of('behind') * 100).toFixed(1)
  return `a million events: ${records} records, ${Math.round(of('mbPerMillion'))} MB; behind ${behind} %`
}

function row(subject: Subject, samples: readonly Sample[], floor: readonly Sample[]): string {
  const of = (key: keyof Sample, from = samples) => median(from.map((sample) => sample[key]))
  const cpu = of('cpuMicrosPerEvent') / of('cpuMicrosPerEvent', floor)
  const rate = of('eventsPerSecond') / of('eventsPerSecond', floor)
  const cells = [
    subject.padEnd(6),
    `${Math.round(of('eventsPerSecond')).toLocaleString('en').padStart(8)} events/s`,
    `${of('cpuMicrosPerEvent').toFixed(1).padStart(6)} s CPU/million`,
    `p50 ${of('p50').toFixed(1)} ms`,
    `p99 ${of('p99').toFixed(1)} ms`,
    `RSS ${Math.round(of('rssMiB'))} MiB`,
    `CPU ${cpu.toFixed(2)}×`,
    `throughput ${rate.toFixed(2)}×`,
    ...(subject === 'floor' ? [] : [stream(samples)]),
  ]
  return cells.join('  ')
}
