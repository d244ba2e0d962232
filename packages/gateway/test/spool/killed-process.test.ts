import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { createSpool } from '../../src/spool/spool.ts'
import { killSizes, payloadOf } from './kill-payloads.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const rounds = 20
const program = join(import.meta.dirname, 'appending-program.ts')

/** Lets a process append until it has been acknowledged so many times, then kills it. */
async function appendUntilKilled(
  directory: string,
  { round, count }: { round: number; count: number },
): Promise<{ position: number; id: string }[]> {
  const child = spawn(process.execPath, [program, directory, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const acknowledged: { position: number; id: string }[] = []
  const ended = once(child, 'close')
  for await (const line of createInterface({ input: child.stdout })) {
    const [position, id = ''] = line.split(' ')
    acknowledged.push({ position: Number(position), id })
    if (acknowledged.length === count) child.kill('SIGKILL')
  }
  const [, signal] = (await ended) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  return acknowledged
}

/** Reads what is there, confirms some of it, and returns all of it. */
async function readBack(directory: string): Promise<{ position: number; payload: Uint8Array }[]> {
  const spool = await createSpool({ directory, ...killSizes })
  const { appended, confirmed } = spool.stats()
  const entries: { position: number; payload: Uint8Array }[] = []
  while ((entries.at(-1)?.position ?? confirmed) < appended) {
    for (const { position, payload } of await spool.read(1 << 18)) {
      entries.push({ position, payload: Buffer.from(payload) })
    }
  }
  const half = entries[Math.floor(entries.length / 2)]
  if (half) spool.confirm(half.position)
  expect(spool.stats().skippedRecords).toBe(0)
  await spool.close()
  return entries
}

test(
  `keeps every acknowledged payload through ${rounds} kills, in order, and invents none`,
  { timeout: 120_000 },
  async () => {
    const directory = await temporaryDirectory()
    const found = new Map<number, Uint8Array>()
    const acknowledged: { position: number; id: string }[] = []
    for (let round = 0; round < rounds; round += 1) {
      acknowledged.push(...(await appendUntilKilled(directory, { round, count: 50 + round * 37 })))
      const entries = await readBack(directory)
      const positions = entries.map(({ position }) => position)
      expect(positions).toEqual(positions.map((_, index) => (positions[0] ?? 0) + index))
      for (const { position, payload } of entries) {
        expect(payload).toEqual(found.get(position) ?? payload)
        found.set(position, payload)
        const id = Buffer.from(payload).toString('latin1').split(' ', 1)[0] ?? ''
        expect(payload).toEqual(payloadOf(id))
      }
    }
    expect(new Set(acknowledged.map(({ position }) => position)).size).toBe(acknowledged.length)
    for (const { position, id } of acknowledged) expect(found.get(position)).toEqual(payloadOf(id))
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * 50)
  },
)
