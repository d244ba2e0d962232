import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import type { Illness } from '../../faults/illness.ts'

interface Told {
  readonly nowMs: number
  readonly dateMs: number
  readonly isDate: boolean
  readonly given: string
  readonly bytes: number
  readonly refused?: string
}

async function startOnMachine() {
  const folder = await mkdtemp(join(tmpdir(), 'weir-campaign-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'file')
  const machine = import.meta.resolve('../../faults/ill-machine.ts')
  const program = join(import.meta.dirname, 'tell-machine.ts')
  const child = fork(program, [file], { execArgv: [`--import=${machine}`], silent: true })
  onTestFinished(() => void child.kill('SIGKILL'))
  return {
    file,
    ail: async (change: Partial<Illness>) => {
      child.send(change)
      await once(child, 'message')
    },
    ask: async (): Promise<Told> => {
      child.stdin?.write('?\n')
      const [answer] = (await once(child.stdout as Readable, 'data')) as [Buffer]
      return JSON.parse(answer.toString()) as Told
    },
  }
}

const hourMs = 3_600_000

test('sets the clock of a program, and leaves dates dates', async () => {
  const { ail, ask, file } = await startOnMachine()
  await ail({ clockMs: -49 * hourMs })
  const told = await ask()
  expect(told).toMatchObject({ isDate: true, given: '2026-11-21T00:00:00.000Z', bytes: 7 })
  for (const ms of [told.nowMs, told.dateMs]) {
    expect(Math.abs(Date.now() - 49 * hourMs - ms)).toBeLessThan(hourMs)
  }
  expect(await readFile(`${file}.gz`, 'utf8')).toBe('written')
})

test('refuses to write, until there is space again, and still lets a program speak', async () => {
  const { ail, ask, file } = await startOnMachine()
  await ail({ isFull: true })
  expect(await ask()).toEqual({ refused: 'ENOSPC' })
  expect(await readFile(file, 'utf8')).toBe('')
  await ail({ isFull: false })
  expect((await ask()).bytes).toBe(7)
})

test('says at once that it is done, where it is to lie, and has not done it', async () => {
  const { ail, ask, file } = await startOnMachine()
  await ail({ lieMs: hourMs })
  expect((await ask()).bytes).toBe(7)
  expect(await readFile(file, 'utf8')).toBe('')
})
