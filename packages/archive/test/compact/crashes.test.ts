import { cp } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { nodeChanges } from '../../src/housekeeping/prepare-changes.ts'
import type { Changes } from '../../src/housekeeping/publish-file.ts'
import { compact, everything } from '../support/compact.ts'
import { readFolder } from '../support/read-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, hour, putFile, storedRecord } from '../support/write-lines.ts'

/** Changes that stop at one of their steps, before it or after it, and never go on: the power is gone. */
function failing(
  step: number,
  when: 'before' | 'after',
): { changes: Changes; steps: () => number } {
  let count = 0
  const wrap =
    <Words extends readonly string[]>(change: (...words: Words) => Promise<void>) =>
    async (...words: Words): Promise<void> => {
      count += 1
      if (count > step || (count === step && when === 'before'))
        throw new Error('the power is gone')
      await change(...words)
      if (count === step) throw new Error('the power is gone')
    }
  const { makeDirectory, rename, remove, syncDirectory, sync } = nodeChanges
  return {
    steps: () => count,
    changes: {
      makeDirectory: wrap(makeDirectory),
      rename: wrap(rename),
      remove: wrap(remove),
      syncDirectory: wrap(syncDirectory),
      sync: wrap(sync),
    },
  }
}

async function archive(): Promise<string> {
  const root = await temporaryFolder()
  const record = (number: number) => storedRecord({ event_id: eventId(number) })
  await putFile(root, `events/${hour}/a.json.gz`, [record(1), record(2)])
  await compact(root)
  await putFile(root, `events/${hour}/late.json.gz`, [record(2), record(3)])
  await putFile(root, `events/${hour.replace('hour=01', 'hour=02')}/b.json.gz`, [record(4)])
  return root
}

test('leaves the old state or the new one, wherever it stops', { timeout: 120_000 }, async () => {
  const origin = await archive()
  const expected = await everything(origin)
  const done = await temporaryFolder()
  await cp(origin, done, { recursive: true })
  const { steps, changes } = failing(Number.POSITIVE_INFINITY, 'before')
  await compact(done, { changes, deleteOriginals: true })
  const names = [...(await readFolder(done)).keys()]
  expect(steps()).toBeGreaterThan(10)
  for (let step = 1; step <= steps(); step++) {
    for (const when of ['before', 'after'] as const) {
      const root = await temporaryFolder()
      await cp(origin, root, { recursive: true })
      const { changes: dying } = failing(step, when)
      // What cannot be cleared away is none of its errors, so that it may even seem to have ended well.
      await compact(root, { changes: dying, deleteOriginals: true }).catch(() => {})
      expect([step, when, await everything(root)]).toEqual([step, when, expected])
      await compact(root, { deleteOriginals: true })
      expect([step, when, await everything(root)]).toEqual([step, when, expected])
      const left = [...(await readFolder(root)).keys()].filter((each) => !each.endsWith('.tmp'))
      expect([step, when, left]).toEqual([step, when, names])
    }
  }
})

test('leaves nothing half-written when it is interrupted', async () => {
  const root = await archive()
  const before = await readFolder(root)
  const stopping = new AbortController()
  const changes: Changes = {
    ...nodeChanges,
    async sync(path) {
      stopping.abort(new Error('interrupted'))
      stopping.signal.throwIfAborted()
      await nodeChanges.sync(path)
    },
  }
  await expect(compact(root, { changes, signal: stopping.signal })).rejects.toThrow('interrupted')
  expect(await readFolder(root)).toEqual(before)
})
