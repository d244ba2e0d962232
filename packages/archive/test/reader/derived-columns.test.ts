import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDb } from '../../src/reader/db.ts'
import { derivedColumns, storedColumns } from '../../src/reader/derived-columns.ts'
import { compact, everything } from '../support/compact.ts'
import { open } from '../support/open.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, hour, putFile, storedRecord } from '../support/write-lines.ts'

const engagement = (number: number, active: unknown) =>
  storedRecord({
    event_id: eventId(number),
    event_type: 'engagement',
    properties: { visible_ms: 9, active_ms: active },
  })
const inHour = (number: number) => hour.replace('hour=01', `hour=0${number}`)
/** A file alone: DuckDB would add the folders that it lies in. */
const rowsOf = (path: string) => `read_parquet('${path}', hive_partitioning = false)`
const pathOf = (root: string, number: number) =>
  join(root, `parquet/${inHour(number)}/events.parquet`)

/** Two hours: only engagement events say how long somebody was active, and not all say a number. */
async function archive(): Promise<string> {
  const root = await temporaryFolder()
  const custom = { event_type: 'custom', properties: { active_ms: 1000 } }
  await putFile(root, `events/${inHour(1)}/a.json.gz`, [
    engagement(1, 20),
    storedRecord({ event_id: eventId(2), ...custom }),
  ])
  await putFile(root, `events/${inHour(2)}/a.json.gz`, [engagement(3, 7), engagement(4, 'long')])
  return root
}

async function activeMs(root: string): Promise<unknown> {
  const { db } = await open(root, { streams: ['events'] })
  return db.all('SELECT active_ms, events FROM sessions')
}

/** As a version wrote it that knew no derived columns. */
async function makeOlder(path: string): Promise<void> {
  const db = await createDb({ scratch: await temporaryFolder() })
  const { facts } = await db.one<{ facts: string }>(
    `SELECT decode(value) AS facts FROM parquet_kv_metadata('${path}') WHERE decode(key) = 'weir'`,
  )
  const derived = derivedColumns.map(({ name }) => name)
  const columns = storedColumns.filter((name) => !derived.includes(name))
  const told = JSON.stringify({ ...(JSON.parse(facts) as object), columns })
  await db.run(`COPY (SELECT * EXCLUDE (${derived.join(', ')}) FROM ${rowsOf(path)}) TO '${path}.new'
    (FORMAT parquet, KV_METADATA {weir: '${told}'})`)
  db.close()
  await rename(`${path}.new`, path)
}

test('says the same of lines, of compacted hours and of hours that were compacted before', async () => {
  const root = await archive()
  const answer = [{ active_ms: 27, events: 4 }]
  expect(await activeMs(root)).toEqual(answer)
  await compact(root, { deleteOriginals: true })
  expect(await activeMs(root)).toEqual(answer)
  await makeOlder(pathOf(root, 1))
  expect(await activeMs(root)).toEqual(answer)
  await makeOlder(pathOf(root, 2))
  expect(await activeMs(root)).toEqual(answer)
})

test('is in the files of compacted hours, and not among the columns of events', async () => {
  const root = await archive()
  const before = await everything(root)
  await compact(root)
  expect(await everything(root)).toEqual(before)
  const db = await createDb({ scratch: root })
  const rows = rowsOf(pathOf(root, 1))
  const found = await db.all<{ column_name: string }>(`DESCRIBE FROM ${rows}`)
  const said = await db.all(`SELECT weir_active_ms AS ms FROM ${rows} ORDER BY event_id`)
  db.close()
  expect(found.map(({ column_name: name }) => name)).toEqual(storedColumns)
  expect(said).toEqual([{ ms: 20 }, { ms: null }])
})
