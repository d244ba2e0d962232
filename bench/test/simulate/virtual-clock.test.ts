import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createVirtualClock } from '../../simulate/virtual-clock.ts'

test('runs what is due in the order of time, and of asking at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }),
      async (delays) => {
        const clock = createVirtualClock()
        const ran: [number, number][] = []
        for (const [turn, ms] of delays.entries()) {
          clock.after(ms, () => {
            expect(clock.now()).toBe(ms)
            ran.push([ms, turn])
          })
        }
        await clock.pass(20)
        const due = delays.map((ms, turn): [number, number] => [ms, turn])
        expect(ran).toEqual(due.sort(([a, first], [b, second]) => a - b || first - second))
      },
    ),
  )
})

test('runs nothing that was cancelled, and nothing before its time', async () => {
  const clock = createVirtualClock()
  const ran: string[] = []
  const cancel = clock.after(5, () => ran.push('cancelled'))
  clock.after(6, () => ran.push('later'))
  cancel()
  await clock.pass(5.5)
  expect(ran).toEqual([])
  expect(clock.now()).toBe(5.5)
  await clock.pass(0.5)
  expect(ran).toEqual(['later'])
})

test('lets what waits for a promise go on before the next moment', async () => {
  const clock = createVirtualClock()
  const seen: number[] = []
  const wait = async () => {
    for (let step = 0; step < 3; step++) {
      await new Promise<void>((resolve) => void clock.after(1, resolve))
      seen.push(clock.now())
    }
  }
  void wait()
  await clock.pass(10)
  expect(seen).toEqual([1, 2, 3])
})
