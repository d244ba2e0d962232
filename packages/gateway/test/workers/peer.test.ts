import { expect, test } from 'vitest'
import { createPeer, type Handlers } from '../../src/workers/peer.ts'
import { channel } from '../support/channel.ts'

function pair(handlers: Handlers) {
  const { ends, cut } = channel()
  createPeer(ends[1], handlers)
  return { peer: createPeer(ends[0], {}), port: ends[0], cut }
}

test('answers what is asked, also when the answer takes its time, each to its own question', async () => {
  const { peer } = pair({
    double: (value: number) => value * 2,
    later: (value: number) => new Promise((resolve) => setImmediate(() => resolve(value))),
  })
  expect(await Promise.all([peer.ask('later', 1), peer.ask('double', 2)])).toEqual([1, 4])
})

test('tells who asked what was thrown', async () => {
  const { peer } = pair({
    fail: () => {
      throw new Error('sites.json is not JSON')
    },
  })
  await expect(peer.ask('fail')).rejects.toThrow('sites.json is not JSON')
  await expect(peer.ask('nothing')).rejects.toThrow('nobody here knows nothing')
})

test('does not wait for ever, nor for one that is gone', async () => {
  const { peer, cut } = pair({ never: () => new Promise(() => undefined) })
  await expect(peer.ask('never', undefined, 5)).rejects.toThrow('no answer to never within 5 ms')
  const open = peer.ask('never')
  cut()
  await expect(open).rejects.toThrow('the other process is gone')
  await expect(peer.ask('never')).rejects.toThrow('the other process is gone')
})

test('leaves alone what others send over the same channel', async () => {
  const seen: unknown[] = []
  const { peer, port } = pair({ see: (value: unknown) => void seen.push(value) })
  for (const message of [null, 'NODE_CLUSTER', { cmd: 'NODE_HANDLE' }, 7]) port.send(message)
  peer.tell('see', 1)
  await peer.ask('see', 2)
  expect(seen).toEqual([1, 2])
})
