import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, test } from 'vitest'
import { envelope, event, testGateway } from '../support/gateway.ts'

const idle = 10_000

/** How many files this process may have open: one for each connection. */
async function maxOpenFiles(): Promise<number> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '')
  return Number(/^Max open files +(\d+)/mu.exec(limits)?.[1] ?? Infinity)
}

function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Of this process, which has the one end of each connection. */
const openFiles = async (): Promise<number> => (await readdir('/proc/self/fd')).length

test('serves on while ten thousand connections are idle, and holds little for each', async (context) => {
  const files = await maxOpenFiles()
  context.skip(files < idle + 1000, `this process may open ${files} files, not ${idle + 1000}`)
  const gateway = await testGateway()
  expect((await gateway.post(envelope([event()]))).status).toBe(202)
  const before = heldBytes()
  const { port } = new URL(gateway.url)
  const clients = fork(join(import.meta.dirname, 'idle-clients.ts'), [port, String(idle)])
  onTestFinished(() => void clients.kill())
  expect(await once(clients, 'message')).toContain(idle)
  for (let n = 0; n < 20; n++) {
    expect((await gateway.post(envelope([event()]))).status).toBe(202)
  }
  const each = (heldBytes() - before) / idle
  // 2.7 KiB with Node 26; about 12 with all that the process holds for it.
  expect(each).toBeGreaterThan(1024)
  expect(each).toBeLessThan(8 * 1024)
  expect(gateway.metrics.counts).toMatchObject({ received: 21, accepted: 21, unexpected: 0 })
  expect(await openFiles()).toBeGreaterThan(idle)
}, 60_000)
