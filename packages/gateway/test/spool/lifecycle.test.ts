import { expect, test } from 'vitest'
import { adoptOrphans } from '../../src/spool/adopt-orphans.ts'
import { createHarness, type Harness, readAll, text, textOf, turns, until } from './harness.ts'
import { wholly } from './survival.ts'

test('finishes a group in flight before it closes, and refuses what comes after', async () => {
  const harness = createHarness()
  const spool = await harness.open()
  await spool.append(text('one'))
  harness.disk.hold()
  const inFlight = [spool.append(text('two'))]
  await until(() => harness.disk.underWay === 1)
  inFlight.push(spool.append(text('three')))
  let isClosed = false
  const closing = spool.close().finally(() => {
    isClosed = true
  })
  await expect(spool.append(text('late'))).rejects.toMatchObject({ code: 'closed' })
  await turns(10)
  expect(isClosed).toBe(false)
  harness.disk.release()
  expect(await Promise.all(inFlight)).toEqual([2, 3])
  await closing
  await spool.close() // once more changes nothing

  const reopened = await harness.open()
  expect((await readAll(reopened)).map(textOf)).toEqual(['one', 'two', 'three'])
  await reopened.close()
})

test('ends a waiting read when it closes', async () => {
  const spool = await createHarness().open()
  const reading = spool.read(1000)
  const ended = reading.catch((error: unknown) => error)
  await spool.close()
  expect(await ended).toMatchObject({ code: 'closed' })
  await expect(spool.read(1000)).rejects.toMatchObject({ code: 'closed' })
})

test('is drained once everything appended is confirmed', async () => {
  const spool = await createHarness().open()
  await spool.drained()
  for (let index = 0; index < 5; index += 1) await spool.append(text('x'))
  await readAll(spool)
  let isDrained = false
  const draining = spool.drained().finally(() => {
    isDrained = true
  })
  spool.confirm(4)
  await turns(20)
  expect(isDrained).toBe(false)
  spool.confirm(5)
  await draining
  await spool.close()
})

test('keeps a second spool out of its directory until it is closed', async () => {
  const harness = createHarness()
  const spool = await harness.open()
  await expect(harness.open()).rejects.toMatchObject({
    code: 'locked',
    message: expect.stringContaining('pid') as unknown,
  })
  await spool.append(text('still here'))
  await spool.close()
  await (await harness.open()).close()
})

test('leaves files alone that are not its own, and says so', async () => {
  const harness = createHarness()
  harness.disk.put('/spool/notes.txt', text('mine'))
  harness.disk.put('/spool/00.segment2', text('from a later version'))
  const spool = await harness.open()
  expect(harness.problems.map(({ kind, file }) => `${kind} ${file}`)).toEqual([
    'unknown_file notes.txt',
    'unknown_file 00.segment2',
  ])
  await spool.close()
  expect(harness.disk.list('notes.txt')).toHaveLength(1)
})

/** Two spools below /spools whose processes died, each with three unconfirmed records. */
async function twoOrphans(): Promise<Harness> {
  const harness = createHarness()
  for (const name of ['worker-0', 'worker-1']) {
    const spool = await harness.open({ directory: `/spools/${name}` })
    for (const word of ['a', 'b', 'c']) await spool.append(text(`${name} ${word}`))
  }
  harness.disk.crash(wholly)
  return harness
}

const adopting = ({ disk, clock, problems }: Harness) => ({
  directory: '/spools',
  files: disk.files,
  clock,
  maxBytes: 1 << 16,
  segmentBytes: 4096,
  memoryBytes: 1 << 16,
  onProblem: (problem: (typeof problems)[number]) => void problems.push(problem),
})

test('adopts the spools whose owners are gone, drains and removes them', async () => {
  const harness = await twoOrphans()
  const living = await harness.open({ directory: '/spools/worker-2' })
  const adopted = await adoptOrphans(adopting(harness))
  expect(adopted.map(({ directory }) => directory)).toEqual([
    '/spools/worker-0',
    '/spools/worker-1',
  ])
  for (const orphan of adopted) {
    const { directory, spool } = orphan
    const name = directory.slice('/spools/'.length)
    await expect(spool.append(text('new'))).rejects.toMatchObject({ code: 'closed' })
    await expect(orphan.remove()).rejects.toThrow('not drained')
    const entries = await readAll(spool)
    expect(entries.map(textOf)).toEqual(['a', 'b', 'c'].map((word) => `${name} ${word}`))
    spool.confirm(entries.at(-1)?.position ?? 0)
    await spool.drained()
    await orphan.remove()
    expect(harness.disk.list().filter((path) => path.startsWith(directory))).toEqual([])
  }
  await living.append(text('untouched'))
  expect((await adoptOrphans(adopting(harness))).length).toBe(0)
  await living.close()
})

test('leaves a spool to the worker that is about to open it', async () => {
  const harness = await twoOrphans()
  const adopted = await adoptOrphans({ ...adopting(harness), except: ['worker-0'] })
  expect(adopted.map(({ directory }) => directory)).toEqual(['/spools/worker-1'])
  const own = await harness.open({ directory: '/spools/worker-0' })
  expect((await readAll(own)).length).toBe(3)
  for (const { spool } of adopted) await spool.close()
  await own.close()
})

test('adopts what it can when one spool cannot be opened', async () => {
  const harness = await twoOrphans()
  harness.disk.faults.add({ operation: 'open-read', path: /worker-0\/.*segment1$/, code: 'EIO' })
  const adopted = await adoptOrphans(adopting(harness))
  expect(adopted.map(({ directory }) => directory)).toEqual(['/spools/worker-1'])
  expect(harness.problems.map(({ kind }) => kind)).toContain('orphan_failed')
  for (const { spool } of adopted) await spool.close()
})

test('adopts what it can beside a folder that nobody may look into', async () => {
  const harness = await twoOrphans()
  // What a volume of its own has at its root.
  await harness.disk.files.makeDirectory('/spools/lost+found')
  harness.disk.faults.add({ operation: 'list', path: /lost\+found$/, code: 'EACCES' })
  const adopted = await adoptOrphans(adopting(harness))
  expect(adopted.map(({ directory }) => directory)).toEqual([
    '/spools/worker-0',
    '/spools/worker-1',
  ])
  expect(harness.problems).toMatchObject([{ kind: 'orphan_failed', file: '/spools/lost+found' }])
  for (const { spool } of adopted) await spool.close()
})

test('drains an orphan on a full disk', async () => {
  const harness = await twoOrphans()
  harness.disk.capacityBytes = 0
  for (const orphan of await adoptOrphans(adopting(harness))) {
    expect(await readAll(orphan.spool)).toHaveLength(3)
    orphan.spool.confirm(3)
    await orphan.remove()
  }
  expect(harness.disk.list()).toEqual([])
})

test('adopts nothing where there is nothing', async () => {
  expect(await adoptOrphans(adopting(createHarness()))).toEqual([])
})
