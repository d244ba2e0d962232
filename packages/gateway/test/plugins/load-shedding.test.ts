import Fastify from 'fastify'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createLateness, registerLoadShedding } from '../../src/plugins/load-shedding.ts'

test('takes requests after a start that kept the event loop', async () => {
  const app = Fastify()
  onTestFinished(() => app.close())
  await registerLoadShedding(app)
  app.get('/', () => 'fine')
  await app.ready()
  // Longer than a sample, before there is one.
  const until = performance.now() + 600
  while (performance.now() < until);
  while (app.memoryUsage().eventLoopDelay === 0) await setImmediate()
  // What the plugin makes of having measured nothing yet.
  expect(app.memoryUsage().eventLoopDelay).toBe(Number.POSITIVE_INFINITY)
  expect((await app.inject('/')).statusCode).toBe(200)
})

test('says that it is overloaded after three late samples in a row, and not again after a pause', () => {
  const isOverloaded = createLateness()
  expect(isOverloaded(Number.POSITIVE_INFINITY, 0)).toBe(false)
  expect(isOverloaded(2100, 1000)).toBe(false)
  // Many requests see the same sample.
  expect([isOverloaded(2100, 1001), isOverloaded(2100, 1002)]).toEqual([false, false])
  expect(isOverloaded(2200, 3600)).toBe(false)
  expect([isOverloaded(2300, 6300), isOverloaded(2300, 6301)]).toEqual([true, true])
  expect(isOverloaded(2400, 8900)).toBe(true)
  expect(isOverloaded(2500, 20_000)).toBe(false)
})
