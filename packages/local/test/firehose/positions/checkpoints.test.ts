import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createCheckpointFile } from '../../../src/firehose/positions/checkpoint-file.ts'
import { openCheckpoints } from '../../../src/firehose/positions/checkpoints.ts'

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-positions-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Checkpoints in a folder, as a start opens them. */
async function open(folder: string) {
  const lines: (string | undefined)[] = []
  const say = (line: string | undefined) => void lines.push(line)
  const checkpoints = await openCheckpoints(createCheckpointFile(folder, say), say)
  return { checkpoints, lines }
}

const stored = Promise.resolve()

test('remembers over a restart how far each shard is archived', async () => {
  const folder = await temporaryFolder()
  const first = await open(folder)
  const { checkpoint } = first.checkpoints.open('events', 1)
  checkpoint.advance('a', '10', stored)
  checkpoint.advance('b', '20', stored)
  checkpoint.advance('a', '11', stored)
  await first.checkpoints.settled()
  const second = (await open(folder)).checkpoints.open('events', 1)
  expect([second.isNew, second.checkpoint.get('a'), second.checkpoint.get('b')]).toEqual([
    false,
    '11',
    '20',
  ])
  expect(await readdir(join(folder, '.writing'))).toEqual([])
})

test('moves in order, and never before what it stands for is stored', async () => {
  const { checkpoints } = await open(await temporaryFolder())
  const { checkpoint } = checkpoints.open('events', 1)
  const [one, two] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  checkpoint.advance('a', '1', one.promise)
  checkpoint.advance('a', '2', two.promise)
  two.resolve()
  checkpoint.advance('b', '9', stored)
  await Promise.resolve().then(() => Promise.resolve())
  expect([checkpoint.get('a'), checkpoint.get('b')]).toEqual([undefined, '9'])
  one.resolve()
  await checkpoints.settled()
  expect(checkpoint.get('a')).toBe('2')
})

test('stays behind the first record of a shard that was not stored', async () => {
  const { checkpoints } = await open(await temporaryFolder())
  const { checkpoint } = checkpoints.open('events', 1)
  checkpoint.advance('a', '1', stored)
  checkpoint.advance('a', '2', Promise.reject(new Error('closed')))
  checkpoint.advance('a', '3', stored)
  checkpoint.advance('b', '9', stored)
  await checkpoints.settled()
  expect([checkpoint.get('a'), checkpoint.get('b')]).toEqual(['1', '9'])
})

test('starts over for a stream that was made anew under the same name', async () => {
  const folder = await temporaryFolder()
  const { checkpoints } = await open(folder)
  checkpoints.open('events', 1).checkpoint.advance('a', '1', stored)
  checkpoints.open('rejected', 1).checkpoint.advance('a', '7', stored)
  await checkpoints.settled()
  const again = (await open(folder)).checkpoints
  const events = again.open('events', 2)
  expect([events.isNew, events.checkpoint.get('a')]).toEqual([true, undefined])
  expect(again.open('rejected', 1).checkpoint.get('a')).toBe('7')
  expect(again.open('never seen', 1).isNew).toBe(false)
})

test('forgets shards that the stream has no more', async () => {
  const folder = await temporaryFolder()
  const { checkpoints } = await open(folder)
  const { checkpoint } = checkpoints.open('events', 1)
  for (const shard of ['a', 'b']) checkpoint.advance(shard, '1', stored)
  await checkpoints.settled()
  checkpoint.keepOnly(['b'])
  checkpoint.advance('b', '2', stored)
  await checkpoints.settled()
  const text = await readFile(join(folder, 'firehose-positions.json'), 'utf8')
  expect(JSON.parse(text)).toEqual({
    version: 1,
    positions: { events: { createdMs: 1, shards: { b: '2' } } },
  })
})

test.each(['', '{', '{}', '{"positions":{"events":{"shards":{"a":1}}}}', '{"positions":[]}'])(
  'puts a damaged file aside, says so and starts over: %s',
  async (text) => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'firehose-positions.json'), text)
    const { checkpoints, lines } = await open(folder)
    expect(checkpoints.open('events', 1).checkpoint.get('a')).toBeUndefined()
    expect(lines).toEqual([expect.stringMatching(/is damaged and put aside/u)])
    expect(await readdir(folder)).toContain('firehose-positions.json.damaged')
  },
)

test('does not start over where positions are and cannot be read', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'firehose-positions.json'))
  await expect(open(folder)).rejects.toThrow('EISDIR')
})

test('says that positions cannot be written, goes on, and says when they can again', async () => {
  const saved: unknown[] = []
  let isFull = true
  const lines: (string | undefined)[] = []
  const checkpoints = await openCheckpoints(
    {
      load: () => Promise.resolve({}),
      async save(positions) {
        if (isFull) throw new Error('cannot write: the disk is full')
        saved.push(structuredClone(positions))
      },
    },
    (line) => lines.push(line),
  )
  const { checkpoint } = checkpoints.open('events', 1)
  checkpoint.advance('a', '1', stored)
  await checkpoints.settled()
  isFull = false
  checkpoint.advance('a', '2', stored)
  await checkpoints.settled()
  expect([...new Set(lines)]).toEqual(['cannot write: the disk is full', undefined])
  expect(saved).toEqual([{ events: { createdMs: 1, shards: { a: '2' } } }])
})

test('saves at the end what could not be saved before, though nothing has moved since', async () => {
  const saved: unknown[] = []
  let isFull = true
  const save = async (positions: unknown): Promise<void> => {
    if (isFull) throw new Error('cannot write: the disk is full')
    saved.push(structuredClone(positions))
  }
  const checkpoints = await openCheckpoints(
    { load: () => Promise.resolve({}), save },
    () => undefined,
  )
  checkpoints.open('events', 1).checkpoint.advance('a', '1', stored)
  await checkpoints.settled()
  isFull = false
  await checkpoints.settled()
  expect(saved).toEqual([{ events: { createdMs: 1, shards: { a: '1' } } }])
})
