import { decodeRecord } from './decode-record.ts'
import { createMinuteWindows, type MinuteWindow } from './minute-windows.ts'

/** As much of what Lambda gives for Kinesis as is looked at. */
export interface KinesisBatch {
  readonly Records: readonly {
    readonly kinesis: { readonly sequenceNumber: string; readonly data: string }
  }[]
}

/** Where Lambda is to go on: at this record, after those before it. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}

export interface HandlerParts {
  readonly stack: string
  readonly namespace: string
  readonly now: () => number
  readonly write: (line: string) => void
}

/**
 * Counts a batch by minutes of event time and tells CloudWatch, in the embedded metric format.
 *
 * A record that cannot be read ends the batch: what came before it is counted and not given again,
 * and Lambda comes back with this one, until it puts it aside.
 */
export function createHandler(parts: HandlerParts): (batch: KinesisBatch) => Promise<BatchAnswer> {
  const { now, write } = parts
  return (batch) => {
    const windows = createMinuteWindows(now())
    const broken = batch.Records.find(({ kinesis }) => {
      try {
        for (const line of decodeRecord(Buffer.from(kinesis.data, 'base64'))) windows.add(line)
        return false
      } catch {
        return true
      }
    })
    for (const window of windows.windows()) write(metricsOf(window, parts))
    const unusable = windows.unusable()
    if (unusable > 0) write(unusableOf(unusable, parts))
    const batchItemFailures =
      broken === undefined ? [] : [{ itemIdentifier: broken.kinesis.sequenceNumber }]
    return Promise.resolve({ batchItemFailures })
  }
}

function metricsOf({ site, startMs, counts }: MinuteWindow, parts: HandlerParts): string {
  return document(parts, {
    timestamp: startMs,
    dimensions: { stack: parts.stack, site },
    values: Object.fromEntries(
      Object.entries(counts).map(([name, value]) => [`live_${name}`, value]),
    ),
  })
}

const unusableOf = (count: number, parts: HandlerParts): string =>
  document(parts, {
    timestamp: parts.now(),
    dimensions: { stack: parts.stack },
    values: { live_unusable: count },
  })

interface Told {
  readonly timestamp: number
  readonly dimensions: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, number>>
}

function document({ namespace }: HandlerParts, { timestamp, dimensions, values }: Told): string {
  const definition = {
    Namespace: namespace,
    Dimensions: [Object.keys(dimensions)],
    Metrics: Object.keys(values).map((name) => ({ Name: name, Unit: 'Count' })),
  }
  return JSON.stringify({
    _aws: { Timestamp: timestamp, CloudWatchMetrics: [definition] },
    ...dimensions,
    ...values,
  })
}
