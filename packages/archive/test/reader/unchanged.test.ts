import { copyFileSync, renameSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runProgram } from '../../src/cli/run-program.ts'
import { answerQuestion } from '../../src/reading/answer-question.ts'
import { compact } from '../support/compact.ts'
import { open } from '../support/open.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, hour, putFile, storedRecord } from '../support/write-lines.ts'

async function archive(): Promise<string> {
  const root = await temporaryFolder()
  await putFile(root, `events/${hour}/a.json.gz`, [storedRecord({})])
  await compact(root)
  return root
}

/** A late file, and what makes the hour anew. */
async function compactAgain(root: string): Promise<void> {
  await putFile(root, `events/${hour}/b.json.gz`, [storedRecord({ event_id: eventId(7) })])
  await compact(root)
}

test('says that an hour was compacted again while it was read', async () => {
  const root = await archive()
  const { db, ensureUnchanged } = await open(root)
  await ensureUnchanged()
  await compactAgain(root)
  expect(await db.all('SELECT count(*) AS events FROM events')).toEqual([{ events: 2 }])
  await expect(ensureUnchanged()).rejects.toThrow(
    /^parquet\/.*events\.parquet was replaced while it was read: ask again$/u,
  )
})

test('says that an hour expired while it was read', async () => {
  const root = await archive()
  const { ensureUnchanged } = await open(root)
  await rm(join(root, 'parquet'), { recursive: true })
  await expect(ensureUnchanged()).rejects.toThrow(/was removed while it was read/u)
})

/** Puts a copy of the hour in its place, as whoever rewrites it does. */
function replaceHour(root: string): void {
  const path = join(root, `parquet/${hour}/events.parquet`)
  copyFileSync(path, `${path}.new`)
  renameSync(`${path}.new`, path)
}

test.each(['report', 'sql'])('%s gives no answer of two times', async (command) => {
  const root = await archive()
  // Of a bad line the program says something when it has opened the archive.
  await putFile(root, `events/${hour}/bad.json.gz`, 'no record\n')
  const out: string[] = []
  const said: string[] = []
  const code = await runProgram([command, command === 'sql' ? 'FROM events' : 'visits'], {
    archive: root,
    cache: '/nowhere',
    signal: new AbortController().signal,
    now: () => Date.UTC(2026, 10, 22),
    terminal: {
      write: async (text) => void out.push(text),
      say(line) {
        said.push(line)
        if (said.length === 1) replaceHour(root)
      },
      redraw: undefined,
      isTty: false,
      width: 80,
      colors: false,
    },
  })
  expect([code, said.at(-1)]).toEqual([1, expect.stringMatching(/was replaced while it was read/u)])
  // Rows of a query are printed as they come.
  expect(out.length).toBe(command === 'sql' ? 1 : 0)
})

test('answers a question anew when a file changed meanwhile, once', async () => {
  const root = await archive()
  let changes = 1
  const place = {
    location: root,
    memory: '500MB',
    threads: 1,
    temporary: await temporaryFolder(),
    signal: new AbortController().signal,
    now() {
      changes -= 1
      if (changes >= 0) replaceHour(root)
      return changes
    },
  }
  const ask = () => answerQuestion<'reports'>({ kind: 'reports', query: {} }, place)
  expect((await ask()).head.madeAtMs).toBe(-1)
  changes = 9
  const refused = await ask().catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'failed' })
  expect(String(refused)).toMatch(/ask again$/u)
})
