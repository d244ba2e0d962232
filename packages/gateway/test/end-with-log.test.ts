import { execFile } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { endWithLog, type Log } from '../src/end-with-log.ts'

afterEach(() => vi.useRealTimers())

/** Its one thread for files is busy when it has something to say at last. */
const program = (end: string): string => `
  import { pbkdf2 } from 'node:crypto'
  import { pino } from 'pino'
  import { endWithLog } from './src/end-with-log.ts'
  const log = pino.destination(1)
  const logger = pino(log)
  for (let i = 0; i < 3; i++) pbkdf2('a', 'b', 10_000, 64, 'sha512', () => {})
  logger.info('draining')
  logger.info('drained')
  ${end}`

async function said(end: string): Promise<readonly string[]> {
  const words = ['--input-type=module-typescript', '--eval', program(end)]
  const { stdout } = await promisify(execFile)(process.execPath, words, {
    cwd: resolve(import.meta.dirname, '..'),
    env: { UV_THREADPOOL_SIZE: '1' },
  })
  return Array.from(stdout.matchAll(/"msg":"(\w+)"/gu), ([, message = '']) => message)
}

test('ends when all lines are written, in their order, however long they wait for their turn', async () => {
  expect(await said('endWithLog(log, () => process.exit(0))')).toEqual(['draining', 'drained'])
})

/** A log that is closed when somebody says so. */
function createLog() {
  const log = Object.assign(new EventEmitter(), { end: () => undefined })
  return { log: log as unknown as Log, close: () => log.emit('close') }
}

test('ends once, and not before the log is closed', () => {
  vi.useFakeTimers()
  const { log, close } = createLog()
  const exit = vi.fn<() => void>()
  endWithLog(log, exit)
  vi.advanceTimersByTime(900)
  expect(exit).not.toHaveBeenCalled()
  close()
  vi.advanceTimersByTime(2000)
  expect(exit).toHaveBeenCalledTimes(1)
})

test('ends after a second when nobody reads the log any more', () => {
  vi.useFakeTimers()
  const { log } = createLog()
  const exit = vi.fn<() => void>()
  endWithLog(log, exit)
  vi.advanceTimersByTime(1000)
  expect(exit).toHaveBeenCalledTimes(1)
})
