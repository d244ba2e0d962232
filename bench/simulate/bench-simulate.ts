import type { BenchSettings } from '../report/bench.ts'
import type { BenchResult } from '../report/result.ts'
import { fleetFor } from './deployment.ts'
import { defaultFleet, shardBytesPerSecond, shardRecordsPerSecond } from './fleet-options.ts'
import { outageMeasures, outagePlot, runOutage, spooledBytes } from './outage.ts'
import { type Case, casesOf, runSteady, steadyMeasures, wideShards } from './steady.ts'

const outageSeconds = 600
const defaultSpoolBytes = 4 * 1024 ** 3

/** The shipper, the packing and the sink as they are, by the hundred, in time that is made up. */
export async function benchSimulate({ isQuick, say }: BenchSettings): Promise<BenchResult> {
  const rates = isQuick ? [1000, 10_000] : [1000, 10_000, 70_000, 200_000, 1_000_000]
  const steady = []
  for (const each of casesOf(rates)) {
    say(each.name)
    steady.push(await runSteady(each))
  }
  const outages = []
  for (const each of outageCases(isQuick)) {
    say(`an outage of ${outageSeconds / 60} minutes: ${each.name}`)
    const whole = { outageSeconds, simulatedSeconds: outageSeconds, afterSeconds: 3600 }
    const part = { outageSeconds, simulatedSeconds: 20, afterSeconds: 14 }
    outages.push(await runOutage(each, each.isWhole ? whole : part))
  }
  return {
    isSimulated: true,
    measures: [...steadyMeasures(steady), ...outageMeasures(outages, outageSeconds)],
    facts: spoolFacts(outages),
    notes: assumptions,
    plots: [outagePlot(outages)],
  }
}

interface WatchedCase extends Case {
  readonly isWhole: boolean
}

function outageCases(isQuick: boolean): WatchedCase[] {
  const small = fleetFor(isQuick ? 1000 : 5000)
  const large = [fleetFor(1_000_000), fleetFor(1_000_000, wideShards)]
  const nameOf = ({ rate, gateways, shards }: typeof small) =>
    `${rate.toLocaleString('en')} events/s, ${gateways} gateways, ${shards.toLocaleString('en')} shards`
  const watched = [{ name: nameOf(small), options: small, isWhole: true }]
  const parts = large.map((options) => ({ name: nameOf(options), options, isWhole: false }))
  return isQuick ? watched : [...watched, ...parts]
}

const spoolFacts = (cases: readonly Case[]): (readonly [string, string])[] =>
  cases.map(({ name, options }) => {
    const perSecond = (options.rate / options.gateways) * spooledBytes(options)
    return [
      `the default spool (4 GiB) is full, and browsers keep their events, at ${name}`,
      `after ${(defaultSpoolBytes / perSecond / 60).toFixed(1)} minutes`,
    ]
  })

const { acceptMicros, deliverMicros, answerMs, eventBytes, eventsPerRequest, scale } = defaultFleet

const assumptions: readonly string[] = [
  'The code is the product’s: shipper, bucket choice, lanes, the ndjson codec, gathering, send window, backoff and breaker. The clock, the stream, the spool’s disk and everything before the spool are simulated.',
  `Stored events of ${eventBytes} bytes, ${eventsPerRequest} in a request and all of one visitor; visitors are spread evenly, none is hot.`,
  `A gateway has one core: ${acceptMicros} µs for an event until it is answered and ${deliverMicros} µs from the spool to the stream, together what the cost model assumes; what comes in has precedence. Gateways are as many as run at 60 % of their core. A machine that is slower or faster needs more or fewer.`,
  `A shard takes ${shardBytesPerSecond.toLocaleString('en')} bytes and ${shardRecordsPerSecond.toLocaleString('en')} records a second and up to a second’s worth at once; the hash space is cut evenly; shards are as many as are 70 % full, where no other number is named. None is split or added.`,
  `Kinesis answers after ${answerMs.join(' to ')} ms, and refuses within 5 ms while it is gone. The account’s and the region’s own limits are not looked at: so many shards as a million events a second need have to be asked for.`,
  'The load is steady but for half of it that varies at random from one 10 ms to the next; no day and night, no gateway that fails, and the load balancer is fair.',
  `Sizes in bytes are divided by ${scale}, so that the fleet fits into one process; a test shows that the results are those of full size.`,
  'The memory of a gateway with thousands of buckets is not looked at: each bucket has a record of 24 KB in the making, so 4,096 of them take 96 MiB.',
  'The load grows from a tenth for 12 s; what is measured are 5 s after 18. A fleet that meets its highest load at once, with one bucket each, is behind for minutes.',
  'The large outage is simulated for 20 s and 14 s of catching up; the rest goes on at the rate of the last 10 s. The small one is simulated to its end.',
  'Every gateway has a spool that holds the whole outage, and writing and reading it takes no time of a disk. With the default of 4 GiB it is full long before: then gateways answer 503, and browsers keep their events.',
  'Prices as in `pnpm cost`, with the shards and the records that are here; without shards for the busiest hour. What a fleet costs that does not keep up is not told.',
]
