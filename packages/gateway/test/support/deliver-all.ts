import { expect } from 'vitest'
import type { Rig } from './kinesis.ts'
import { deliveryOf, firstStored, type Line } from './lines.ts'

/** Delivers the lines in order, so many at once, and resolves when all are stored. */
export async function deliverAll(rig: Rig, lines: readonly Line[], each = 20): Promise<void> {
  const deliveries: Promise<void>[] = []
  for (let at = 0; at < lines.length; at += each) {
    deliveries.push(rig.sink.deliver(deliveryOf(lines.slice(at, at + each))))
  }
  await Promise.all(deliveries)
}

/** Nothing is lost, each visitor's order is kept, and no duplicate came unannounced. */
export function expectAllStored(rig: Rig, lines: readonly Line[]): { duplicates: number } {
  const { byVisitor, duplicates } = firstStored(rig.stored())
  expect([...byVisitor.values()].reduce((sum, seqs) => sum + seqs.length, 0)).toBe(lines.length)
  for (const seqs of byVisitor.values()) expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
  expect(duplicates).toBeLessThanOrEqual(rig.told.repeated)
  expect(rig.told.events).toBe(lines.length)
  expect(rig.server.control.stats().unexpected).toEqual([])
  return { duplicates }
}
