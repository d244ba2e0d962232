import { hash } from 'node:crypto'
import type { Delivery, StreamName } from '../../src/sinks/sink.ts'

/** One event of a visitor, by its number; `pad` makes it longer. */
export interface Line {
  readonly visitor: string
  readonly seq: number
  readonly pad?: string
}

const hashOf = (visitor: string): number => hash('md5', visitor, 'buffer').readUInt32BE(0)

/** A delivery of these lines, as the gateway would make it. */
export function deliveryOf(lines: readonly Line[], stream: StreamName = 'events'): Delivery {
  const texts = lines.map((line) => Buffer.from(`${JSON.stringify(line)}\n`))
  let end = 0
  return {
    stream,
    bytes: Buffer.concat(texts),
    ends: Uint32Array.from(texts, (text) => (end += text.length)),
    hashes: Uint32Array.from(lines, ({ visitor }) => hashOf(visitor)),
  }
}

/** So many events of so many visitors, turn by turn. */
export const linesOf = (count: number, visitors: number, from = 0): Line[] =>
  Array.from({ length: count }, (_, at) => ({
    visitor: `v${(from + at) % visitors}`,
    seq: from + at,
  }))

export const parseLine = (line: string): Line => JSON.parse(line) as Line

/** The first time each event was stored, for each visitor, and how many came more than once. */
export function firstStored(lines: readonly Line[]): {
  readonly byVisitor: Map<string, number[]>
  readonly duplicates: number
} {
  const seen = new Set<string>()
  const byVisitor = new Map<string, number[]>()
  for (const { visitor, seq } of lines) {
    const id = `${visitor}/${seq}`
    if (!seen.has(id)) byVisitor.set(visitor, [...(byVisitor.get(visitor) ?? []), seq])
    seen.add(id)
  }
  return { byVisitor, duplicates: lines.length - seen.size }
}
