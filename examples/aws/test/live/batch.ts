import type { KinesisBatch } from '../../src/live/handler/create-handler.ts'
import { createHandler } from '../../src/live/handler/create-handler.ts'

export interface Data {
  readonly sequenceNumber: string
  readonly data: Uint8Array
}

/** Records as Lambda hands them over. */
export const batchOf = (records: readonly Data[]): KinesisBatch => ({
  Records: records.map(({ sequenceNumber, data }) => ({
    kinesis: { sequenceNumber, data: Buffer.from(data).toString('base64') },
  })),
})

export const recordsOf = (...datas: readonly Uint8Array[]): Data[] =>
  datas.map((data, at) => ({ sequenceNumber: String(100 + at), data }))

export const lineOf = (event: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify(event)}\n`

export type Told = Readonly<Record<string, unknown>>

/** What the handler writes for a batch, and what it answers. */
export async function handle(
  batch: KinesisBatch,
  nowMs: number,
): Promise<{ told: Told[]; failed: string[] }> {
  const told: Told[] = []
  const handler = createHandler({
    stack: 'Weir',
    namespace: 'Weir',
    now: () => nowMs,
    write: (line) => told.push(JSON.parse(line) as Told),
  })
  const { batchItemFailures } = await handler(batch)
  return { told, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) }
}

/** Every metric of every site and minute, added up. */
export function totals(told: readonly Told[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const document of told) {
    const { Timestamp } = document['_aws'] as { Timestamp: number }
    for (const [name, value] of Object.entries(document)) {
      if (!name.startsWith('live_') || typeof value !== 'number' || value === 0) continue
      const key = `${new Date(Timestamp).toISOString()} ${String(document.site)} ${name}`
      sums[key] = (sums[key] ?? 0) + value
    }
  }
  return sums
}
