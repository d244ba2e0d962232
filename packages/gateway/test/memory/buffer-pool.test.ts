import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBufferPool } from '../../src/memory/buffer-pool.ts'

test('lends no buffer twice, and always one that is large enough', () => {
  const uses = fc.array(fc.record({ bytes: fc.nat(5000), keep: fc.nat(3) }), { maxLength: 60 })
  fc.assert(
    fc.property(uses, (given) => {
      const pool = createBufferPool({ smallestBytes: 64, largestBytes: 4096, keptBytes: 8192 })
      const lent: Buffer[] = []
      for (const { bytes, keep } of given) {
        const buffer = pool.take(bytes)
        expect(buffer.length).toBeGreaterThanOrEqual(bytes)
        expect(lent.some((other) => other.buffer === buffer.buffer)).toBe(false)
        lent.push(buffer)
        while (lent.length > keep) pool.give(lent.shift() ?? buffer)
      }
    }),
  )
})

test('uses again what was given back, and keeps no more than it may', () => {
  const pool = createBufferPool({ smallestBytes: 64, largestBytes: 1024, keptBytes: 1024 })
  const [first, second] = [pool.take(1000), pool.take(1000)]
  pool.give(first)
  pool.give(second)
  expect(pool.take(900)).toBe(first)
  expect(pool.take(900)).not.toBe(second)
})

test('leaves small and huge ones to the collector', () => {
  const pool = createBufferPool({ smallestBytes: 64, largestBytes: 1024, keptBytes: 8192 })
  for (const bytes of [0, 10, 4096, 5000]) {
    const buffer = pool.take(bytes)
    expect(buffer).toHaveLength(bytes)
    pool.give(buffer)
    expect(pool.take(bytes)).not.toBe(buffer)
  }
})
