import { expect, test } from 'vitest'
import type { Sink, StreamName } from '../../src/sinks/sink.ts'
import { deliveryOf, firstStored, linesOf, type Line } from '../support/lines.ts'

/** A sink under test, and a look at what it stored. */
export interface Subject {
  readonly sink: Sink
  readonly stored: (stream: StreamName) => readonly Line[]
  readonly close: () => Promise<void>
}

/** What every sink promises. */
const promises: Readonly<Record<string, (subject: Subject) => Promise<void>>> = {
  'starts with nothing to say and is ready': async ({ sink }) => {
    expect(await sink.start()).toEqual([])
    expect(sink.health()).toEqual({ state: 'ready' })
  },
  'has stored every line when a delivery resolves': async ({ sink, stored }) => {
    await sink.start()
    const lines = linesOf(500, 7)
    await sink.deliver(deliveryOf(lines))
    expect(stored('events').toSorted((a, b) => a.seq - b.seq)).toEqual(lines)
    expect(stored('rejected')).toEqual([])
  },
  'keeps the two streams apart': async ({ sink, stored }) => {
    await sink.start()
    const [good, bad] = [linesOf(3, 1), linesOf(2, 1, 10)]
    await Promise.all([sink.deliver(deliveryOf(good)), sink.deliver(deliveryOf(bad, 'rejected'))])
    expect(stored('events')).toEqual(good)
    expect(stored('rejected')).toEqual(bad)
  },
  'keeps the order of each visitor over many deliveries': async ({ sink, stored }) => {
    await sink.start()
    const lines = linesOf(600, 5)
    const deliveries = Array.from({ length: 60 }, (_, at) => lines.slice(at * 10, at * 10 + 10))
    await Promise.all(deliveries.map((each) => sink.deliver(deliveryOf(each))))
    const { byVisitor, duplicates } = firstStored(stored('events'))
    expect(duplicates).toBe(0)
    expect([...byVisitor.values()].flat()).toHaveLength(600)
    for (const seqs of byVisitor.values()) expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
  },
  'takes a delivery of no lines': async ({ sink, stored }) => {
    await sink.start()
    await sink.deliver(deliveryOf([]))
    expect(stored('events')).toEqual([])
  },
  'keeps every character of a line': async ({ sink, stored }) => {
    await sink.start()
    const line = { visitor: 'ä€😀\u2028', seq: 1, pad: '"\\\n\t\0' }
    await sink.deliver(deliveryOf([line]))
    expect(stored('events')).toEqual([line])
  },
  'refuses a delivery whose signal is aborted already': async ({ sink, stored }) => {
    await sink.start()
    const reason = new Error('given up')
    const delivery = deliveryOf(linesOf(1, 1))
    await expect(sink.deliver(delivery, AbortSignal.abort(reason))).rejects.toBe(reason)
    sink.flush()
    await sink.deliver(deliveryOf(linesOf(1, 1, 5)))
    expect(stored('events').map(({ seq }) => seq)).toEqual([5])
  },
  'refuses a delivery once it is closed, and closes twice': async ({ sink }) => {
    await sink.start()
    await sink.close()
    await expect(sink.deliver(deliveryOf(linesOf(1, 1)))).rejects.toThrow('the sink is closed')
    await sink.close()
  },
}

/** Runs every promise against a sink. */
export function contract(name: string, create: () => Promise<Subject>): void {
  for (const [title, check] of Object.entries(promises)) {
    test(`${name}: ${title}`, async () => {
      const subject = await create()
      await expect(check(subject)).resolves.toBeUndefined()
      await subject.close()
    })
  }
}
