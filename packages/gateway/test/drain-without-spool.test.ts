import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { envelope, event, testGateway } from './support/gateway.ts'
import { heldSink } from './support/held-sink.ts'

test('waits in a drain for the answers that wait for the sink, where there is no spool', async () => {
  const held = heldSink()
  const { promise: isAsked, resolve: ask } = Promise.withResolvers<void>()
  const sink: typeof held = {
    ...held,
    deliver(...words) {
      ask()
      return held.deliver(...words)
    },
  }
  const gateway = await testGateway({ sink, env: { WEIR_SPOOL: 'off', WEIR_SHUTDOWN_MS: '2000' } })
  const answer = gateway.post(envelope([event()]))
  await isAsked
  const drained = gateway.drain()
  // Longer than half of the time, after which clients of a gateway with a spool are cut off.
  await delay(1200)
  held.release()
  expect([(await answer).status, await drained]).toEqual([202, true])
})
