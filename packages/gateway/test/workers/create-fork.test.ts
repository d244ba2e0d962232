import cluster from 'node:cluster'
import { pino } from 'pino'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createFork } from '../../src/workers/create-fork.ts'

test('tells the end of a process that could not be made, and why it could not', async () => {
  const log: string[] = []
  const fork = createFork(pino({}, { write: (line: string) => void log.push(line) }))
  const { cwd = process.cwd() } = cluster.settings
  onTestFinished(() => cluster.setupPrimary({ cwd }))
  cluster.setupPrimary({ cwd: '/nowhere/at/all' })
  const made = fork()
  expect(made.pid).toBeUndefined()
  expect(await new Promise((see) => made.onExit((...end) => see(end)))).toEqual([null, null])
  expect(log).toEqual([expect.stringMatching(/no process for a worker: spawn .* ENOENT/u)])
})

test('tells the same of one for which Node throws', async () => {
  const log: string[] = []
  const fork = createFork(pino({}, { write: (line: string) => void log.push(line) }))
  const spy = vi.spyOn(cluster, 'fork').mockImplementationOnce(() => {
    throw new Error('spawn ENOMEM')
  })
  onTestFinished(() => spy.mockRestore())
  const made = fork()
  expect(await new Promise((see) => made.onExit((...end) => see(end)))).toEqual([null, null])
  expect(log).toEqual([expect.stringContaining('no process for a worker: spawn ENOMEM')])
})
