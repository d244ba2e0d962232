/**
 * Runs beside the gateway, in its image, handed to node as text: reads `/metrics` and writes what
 * has changed to its log in the embedded metric format, from which CloudWatch makes metrics. It
 * imports nothing, as there is nothing beside it to import, and has no template literal:
 * CloudFormation would take its placeholders for its own.
 *
 * Words: the address, how often in milliseconds, the namespace, the stack, the metrics as JSON.
 */
interface Metric {
  readonly name: string
  readonly from: string
  readonly kind: 'counter' | 'gauge' | 'mean'
  readonly unit: string
  readonly where?: string
}
type Series = readonly [name: string, where?: string | undefined]
type Sample = ReadonlyMap<string, number>

const [address = '', everyMs = '', namespace = '', stack = '', table = ''] = process.argv.slice(-5)
const metrics = JSON.parse(table) as readonly Metric[]
/** While it waits for the gateway to come, or to go. */
const nearMs = Math.min(1000, Number(everyMs))

/** Every series of the text, by its name with its labels. */
function parse(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ')
      return [line.slice(0, end), Number(line.slice(end + 1))] as const
    }),
  )
}

/** Undefined when the gateway does not answer. */
async function scrape(): Promise<Sample | undefined> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) })
    return answer.ok ? parse(await answer.text()) : undefined
  } catch {
    return undefined
  }
}

/** All series of one name together; undefined when there is none. */
function total(sample: Sample, name: string, where = ''): number | undefined {
  let sum: number | undefined
  for (const [series, value] of sample) {
    const [plain = '', labels = ''] = series.split('{')
    if (plain === name && labels.includes(where)) sum = (sum ?? 0) + value
  }
  return sum
}

/** What a counter has gained; one that is lower than before has begun anew with its gateway. */
function gained(before: Sample, now: Sample, [name, where]: Series): number | undefined {
  const value = total(now, name, where)
  if (value === undefined) return undefined
  const old = total(before, name, where) ?? 0
  return value < old ? value : value - old
}

function valueOf({ from, kind, where }: Metric, before: Sample, now: Sample): number | undefined {
  if (kind === 'gauge') return total(now, from)
  if (kind === 'counter') return gained(before, now, [from, where]) ?? 0
  const count = gained(before, now, [from.concat('_count')]) ?? 0
  return count > 0 ? (gained(before, now, [from.concat('_sum')]) ?? 0) / count : undefined
}

function print(before: Sample, now: Sample): void {
  const found = metrics.flatMap((metric) => {
    const value = valueOf(metric, before, now)
    return value === undefined ? [] : [{ ...metric, value }]
  })
  const definition = {
    Namespace: namespace,
    Dimensions: [['stack']],
    Metrics: found.map(({ name, unit }) => ({ Name: name, Unit: unit })),
  }
  const document = {
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: [definition] },
    stack,
    ...Object.fromEntries(found.map(({ name, value }) => [name, value])),
  }
  process.stdout.write(JSON.stringify(document).concat('\n'))
}

let stopping = false
let wake = (): void => undefined
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    wake = () => {
      clearTimeout(timer)
      resolve()
    }
  })
// The gateway is told to stop at the same moment, and counts until it is drained.
process.on('SIGTERM', () => {
  stopping = true
  wake()
})

// What the gateway counted before it was first seen was told by whoever looked before, or is little.
let printed: Sample | undefined
let seen: Sample | undefined
let due = 0
for (;;) {
  const now = await scrape()
  seen = now ?? seen
  printed ??= now
  if (stopping && now === undefined) break
  if (printed !== undefined && now !== undefined && !stopping && Date.now() >= due) {
    print(printed, now)
    printed = now
    due = Date.now() + Number(everyMs)
  }
  await pause(stopping || now === undefined ? nearMs : Math.max(0, due - Date.now()))
}
if (printed !== undefined && seen !== undefined) print(printed, seen)
