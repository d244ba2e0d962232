import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { factsOf, idsOf, writeParquet } from '../../src/compact/compact-hour.ts'
import { createDb } from '../../src/reader/db.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

async function write(rows: string, { events, of }: { events: number; of?: string }): Promise<void> {
  const scratch = await temporaryFolder()
  const db = await createDb({ scratch, memory: '100MB' })
  onTestFinished(db.close)
  const ids =
    of === undefined
      ? undefined
      : (await db.one<{ ids: string }>(`SELECT ${idsOf} AS ids ${of}`)).ids
  const facts = factsOf({ sources: [], events, duplicates: 0, notices: [] })
  await writeParquet(db, join(scratch, 'events.parquet'), { rows, facts, ids })
}

const ab = `FROM (VALUES ('a'), ('b')) AS t(event_id)`
const ac = `FROM (VALUES ('a'), ('c')) AS t(event_id)`
const aa = `FROM (VALUES ('a'), ('a')) AS t(event_id)`

test('takes a file that holds each event that it was to hold', async () => {
  await expect(write(ab, { events: 2, of: ab })).resolves.toBeUndefined()
  await expect(write(ab, { events: 2 })).resolves.toBeUndefined()
})

test('takes no file that lacks an event, holds another or one twice', async () => {
  await expect(write(`${ab} LIMIT 1`, { events: 2, of: ab })).rejects.toThrow(
    /1 events instead of 2/u,
  )
  await expect(write(ac, { events: 2, of: ab })).rejects.toThrow(/other events than those/u)
  await expect(write(aa, { events: 2, of: ab })).rejects.toThrow(/other events than those/u)
  await expect(write(aa, { events: 2 })).rejects.toThrow(/1 events instead of 2/u)
})
