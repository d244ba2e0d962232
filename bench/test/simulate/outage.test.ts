import { expect, test } from 'vitest'
import { defaultFleet } from '../../simulate/fleet-options.ts'
import { outagePlot, runOutage, spooledBytes } from '../../simulate/outage.ts'

const name = 'a small fleet'
const options = { ...defaultFleet, rate: 1000, gateways: 1, shards: 2 }

test('a part of an outage tells as much as all of it', async () => {
  const whole = await runOutage(
    { name, options },
    { outageSeconds: 60, simulatedSeconds: 60, afterSeconds: 300 },
  )
  const part = await runOutage(
    { name, options },
    { outageSeconds: 60, simulatedSeconds: 20, afterSeconds: 14 },
  )
  expect(part.backlog / whole.backlog).toBeCloseTo(1, 1)
  expect(part.catchUpSeconds / whole.catchUpSeconds).toBeGreaterThan(0.8)
  expect(part.catchUpSeconds / whole.catchUpSeconds).toBeLessThan(1.25)
})

test('a stream with no room to spare is never caught up', async () => {
  // What these shards take is less than what comes in.
  const tight = { ...options, rate: 2000, shards: 2 }
  const { ratio, catchUpSeconds } = await runOutage(
    { name, options: tight },
    { outageSeconds: 600, simulatedSeconds: 20, afterSeconds: 14 },
  )
  expect(ratio).toBeLessThan(1)
  expect(catchUpSeconds).toBe(Infinity)
})

test('an event takes its bytes, its places in the frame, and its part of the header', () => {
  const bytes = spooledBytes(options)
  expect(bytes).toBeGreaterThan(1208)
  expect(bytes).toBeLessThan(1220)
})

test('draws at most about a hundred points of a line, the last of them always', () => {
  const line = Array.from({ length: 951 }, (_each, at): [number, number] => [at * 60, 60])
  const one = { name, options, backlog: 1, ratio: 2, catchUpSeconds: 1, line }
  const [drawn] = outagePlot([one]).lines
  expect(drawn?.points.length).toBeLessThan(110)
  expect(drawn?.points.at(-1)).toEqual([950, 1])
})
