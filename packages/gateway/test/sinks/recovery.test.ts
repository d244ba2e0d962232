import { expect, test } from 'vitest'
import { deliveryOf, linesOf } from '../support/lines.ts'
import { createWriterRig, failure, type WriterRig } from '../support/writer-rig.ts'

/** Lets time pass in small steps and answers every request: with an error until `endMs`. */
async function passUntil(rig: WriterRig, endMs: number, isDone: () => boolean): Promise<number> {
  const { clock, requests } = rig
  let answered = 0
  while (!isDone()) {
    clock.advance(10)
    for (; answered < requests.length; answered++) {
      await requests[answered]?.answer(clock.now() < endMs ? failure : undefined)
    }
  }
  return answered
}

const outageMs = 600_000
const backlog = linesOf(400, 40)

// Whatever dice it throws, and whenever in its pauses the outage ends.
for (const dice of [0, 0.3, 1]) {
  for (const phaseMs of [0, 700, 1300]) {
    test(`is back within two seconds of an outage's end, dice ${dice}, phase ${phaseMs}`, async () => {
      const rig = createWriterRig({ limits: { minBuckets: 8 }, random: () => dice })
      let done = false
      void rig.writer.deliver(deliveryOf(backlog), undefined).then(() => (done = true))
      const endMs = outageMs + phaseMs
      const asked = await passUntil(rig, endMs, () => rig.clock.now() >= endMs)
      // Five before it opens; then at most one in the half of its longest pause.
      expect(asked).toBeGreaterThan(outageMs / 3000)
      expect(asked).toBeLessThan(outageMs / 900)
      await passUntil(rig, endMs, () => done)
      expect(rig.clock.now() - endMs).toBeLessThanOrEqual(2200)
    })
  }
}
