import { setImmediate } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createConsoleLog } from '../../src/console-log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createConsoleDesk } from '../../src/workers/console-desk.ts'
import { createCrew, type WorkerProcess } from '../../src/workers/crew.ts'
import { createPeer, patienceMs, type Peer } from '../../src/workers/peer.ts'
import { createSharedConsole } from '../../src/workers/shared-console.ts'
import { channel } from '../support/channel.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** A primary and the live pages of its workers, of which the last one answers nothing. */
async function stuckAtLast(size: number) {
  const pages: ReturnType<typeof createSharedConsole>[] = []
  const fork = (): WorkerProcess => {
    const { ends } = channel()
    const { counts } = createMetrics()
    const log = createConsoleLog(counts, { facts: {} as never })
    const page = createSharedConsole(log, () => peer)
    const isStuck = pages.push(page) === size
    const stuck = { 'console own summary': () => new Promise(() => undefined) }
    const peer: Peer = createPeer(ends[1], { ...page.handlers, ...(isStuck && stuck) })
    counts.accepted = 1
    peer.tell('ready', '')
    return { pid: undefined, port: ends[0], kill: () => undefined, onExit: () => undefined }
  }
  const desk = createConsoleDesk(() => crew)
  const metrics = createMetrics()
  const logger = pino({ level: 'silent' })
  const { handlers, greet } = desk
  const crew = createCrew({ size, logger, fork, metrics, handlers, onReady: greet })
  await crew.started
  return pages
}

test('shows what the others know while one of the workers is stuck', async () => {
  const [page] = await stuckAtLast(3)
  const asked = page?.summary()
  await setImmediate()
  await vi.advanceTimersByTimeAsync(patienceMs)
  expect(await asked).toMatchObject({ accepted: 2 })
})
