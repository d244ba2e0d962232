import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import {
  type ArchiveReader,
  type ArchiveReaderOptions,
  createArchiveReader,
  type ReportName,
  reportNames,
} from '../../src/reading.ts'
import { compact } from '../support/compact.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, hour, putFile, rejectedRecord, storedRecord } from '../support/write-lines.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'weir-reading-test-'))
  await putFile(root, `events/${hour}/a.json.gz`, [
    storedRecord({ event_id: eventId(1), instance_id: 'i-1', seq: 0 }),
    storedRecord({ event_id: eventId(1), instance_id: 'i-1', seq: 0 }),
    storedRecord({ event_id: eventId(2), instance_id: 'i-1', seq: 2, event_type: 'purchase' }),
    storedRecord({ event_id: eventId(3), session_id: 's-2', is_bot: true }),
    storedRecord({ event_id: eventId(4), session_id: 's-3', site_id: 'blog' }),
  ])
  await putFile(root, `rejected/${hour}/b.json.gz`, [rejectedRecord({})])
  return () => rm(root, { recursive: true })
})

/** On a machine with much to do, a process takes its time to start. */
const patient = { timeout: 25_000 }

/** A reader that is closed when the test ends. */
function reading(options: Partial<ArchiveReaderOptions> = {}): ArchiveReader {
  const reader = createArchiveReader({ location: root, timeLimitMs: 30_000, ...options })
  onTestFinished(reader.close)
  return reader
}

test('answers with reports, sessions and a timeline as plain data', async () => {
  const reader = reading()
  const { head, reports } = await reader.reports({
    names: ['visits', 'funnel', 'completeness'],
    funnel: { by: 'visit', steps: [{ label: 'page_view', eventType: 'page_view' }] },
  })
  expect(reports.map(({ name }) => name)).toEqual(['visits', 'funnel', 'completeness'])
  expect(reports[0]?.facts[1]).toEqual({ key: 'visits', label: 'visits', kind: 'count', value: 2 })
  expect(reports[2]?.facts[0]?.value).toBe(2 / 3)
  expect(head).toMatchObject({ archive: root, bots: false, sources: { duplicates: 1 } })
  const { sessions } = await reader.sessions({ bots: true, site: 'shop' })
  expect(sessions.map((session) => session.session_id)).toEqual(['s-1', 's-2'])
  const { sessions: visits, hasEarlier } = await reader.timeline({ by: 'session_id', id: 's-1' })
  expect(hasEarlier).toBe(false)
  expect(visits).toMatchObject([
    { session_id: 's-1', events: 2, pages: [{ events: [{ seq: 0 }, { seq: 2 }] }] },
  ])
  expect(await reader.timeline({ by: 'user_id', id: "nobody's" })).toMatchObject({ sessions: [] })
})

test('lists what landed, and counts it once there is time', async () => {
  const reader = reading()
  const first = await reader.files({ limit: 1 })
  expect(first).toMatchObject({ hasMore: true, files: [{ events: null }] })
  const { files } = await vi.waitFor(async () => {
    const answer = await reader.files()
    expect(answer.files.map(({ events }) => events)).not.toContain(null)
    return answer
  }, patient)
  expect(files).toMatchObject([
    { key: `rejected/${hour}/b.json.gz`, stream: 'rejected', events: 1 },
    { key: `events/${hour}/a.json.gz`, hourMs: Date.UTC(2026, 10, 21, 1), events: 5 },
  ])
})

test('counts rows of compacted hours, and nothing in a damaged file', async () => {
  const folder = await temporaryFolder()
  await putFile(folder, `events/${hour}/a.json.gz`, [storedRecord({}), storedRecord({})])
  await compact(folder)
  await putFile(folder, `rejected/${hour}/b.json.gz`, Buffer.from('not gzip'))
  const reader = reading({ location: folder })
  const counts = async () => {
    const { files } = await reader.files()
    return Object.fromEntries(files.map(({ stream, events }) => [stream, events]))
  }
  await expect.poll(counts, patient).toEqual({ events: 2, parquet: 1, rejected: null })
})

test('waits for an archive that is not there yet', async () => {
  const folder = await temporaryFolder()
  const location = join(folder, 'later')
  const reader = reading({ location })
  const nothing = { code: 'no_archive', message: `${location}: no such folder` }
  await expect(reader.files()).rejects.toMatchObject(nothing)
  await expect(reader.reports()).rejects.toMatchObject(nothing)
  await putFile(location, `events/${hour}/a.json.gz`, [storedRecord({})])
  expect((await reader.files()).files).toHaveLength(1)
  expect((await reader.sessions()).sessions).toHaveLength(1)
})

test('says why files cannot be listed', async () => {
  const folder = await temporaryFolder()
  await symlink('rejected', join(folder, 'events'))
  await symlink('events', join(folder, 'rejected'))
  await expect(reading({ location: folder }).files()).rejects.toMatchObject({
    name: 'ReadingError',
    code: 'failed',
  })
})

test('ends a question that takes too long, and answers the next', async () => {
  const reader = reading({ timeLimitMs: 1 })
  await expect(reader.reports()).rejects.toMatchObject({
    code: 'too_slow',
    message: 'no answer within 0.001 s: ask for fewer days, or compact the archive',
  })
  const slower = reading()
  expect((await slower.sessions()).sessions).toHaveLength(2)
})

test('says what is wrong with a question', async () => {
  const reader = reading()
  const invalid = (message: string) => ({ code: 'invalid_query', message })
  await expect(reader.files({ limit: 0 })).rejects.toMatchObject(
    invalid('0 is not a whole number from 1 to 1000'),
  )
  await expect(reader.files({ streams: ['x' as 'events'] })).rejects.toMatchObject(
    invalid('"x" is none of events, rejected, parquet, errors'),
  )
  await expect(reader.reports({ names: ['nope' as ReportName] })).rejects.toMatchObject(
    invalid(`there is no report "nope"; there is ${reportNames.join(', ')}`),
  )
  await expect(reader.reports({ names: ['funnel'] })).rejects.toMatchObject(
    invalid('a funnel needs steps'),
  )
  await expect(reader.timeline({ by: '1=1 --' as 'user_id', id: 'x' })).rejects.toMatchObject(
    invalid('"1=1 --" is none of session_id, anonymous_id, user_id'),
  )
})

test('asks the same question once, and takes no more than may wait', async () => {
  const reader = reading({ mostWaiting: 1 })
  const same = [reader.sessions(), reader.sessions()] as const
  const other = reader.sessions({ limit: 1 })
  await expect(reader.sessions({ limit: 2 })).rejects.toMatchObject({ code: 'busy' })
  const [one, two] = await Promise.all(same)
  expect(one).toBe(two)
  expect((await other).sessions).toHaveLength(1)
})

test('answers with an error what needs more memory than there is', async () => {
  const reader = reading({ memory: '1MB' })
  await expect(reader.reports()).rejects.toMatchObject({ code: 'too_large' })
})

test('leaves nothing behind and answers nothing any more when it is closed', async () => {
  const temporary = await temporaryFolder()
  const reader = createArchiveReader({ location: root, temporary })
  await reader.sessions()
  expect(await readdir(temporary)).toHaveLength(1)
  const under = Promise.allSettled([reader.reports(), reader.sessions()])
  await nextTurn()
  await reader.close()
  const ended = await under
  expect(ended.map((each) => each.status === 'rejected' && String(each.reason))).toEqual([
    'ReadingError: the archive reader is closed',
    'ReadingError: the archive reader is closed',
  ])
  await expect(reader.reports()).rejects.toMatchObject({ code: 'failed' })
  expect(await readdir(temporary)).toEqual([])
})

test('ends its process when there are no questions, and starts it again for the next', async () => {
  const temporary = await temporaryFolder()
  const reader = reading({ temporary, idleMs: 1 })
  await reader.sessions()
  await expect.poll(() => readdir(temporary), patient).toEqual([])
  expect((await reader.sessions()).sessions).toHaveLength(2)
})

/** Runs a module of a few lines that knows `createArchiveReader`, and says what it writes. */
async function runModule(text: string): Promise<string> {
  const entry = pathToFileURL(resolve(import.meta.dirname, '../../src/reading.ts')).href
  const script = `const { createArchiveReader } = await import(${JSON.stringify(entry)})\n${text}`
  const words = ['--conditions=weir-source', '--input-type=module', '--eval', script]
  return (await promisify(execFile)(process.execPath, words)).stdout
}

test('does not load DuckDB into the program that asks', async () => {
  const libraries = await runModule('console.log(process.report.getReport().sharedObjects.join())')
  expect(libraries).not.toBe('')
  expect(libraries).not.toMatch(/duckdb/iu)
})

test('holds up no program that ends without a word, and leaves nothing behind then', async () => {
  const temporary = await temporaryFolder()
  const options = { location: root, temporary, idleMs: 1e9 }
  const said = await runModule(`
    const reader = createArchiveReader(${JSON.stringify(options)})
    console.log((await reader.sessions()).sessions.length)`)
  expect(said).toBe('2\n')
  await expect.poll(() => readdir(temporary), patient).toEqual([])
})
