import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { runFirehoseCampaign } from '../firehose-campaign.ts'
import { runKillCampaign } from '../kill-campaign.ts'
import { readArchive } from '../read-archive.ts'

const nothingWrong = { lost: [], invented: [], altered: [] }
const atMostWhatWasOpen = { doubled: [], early: [], miscounted: [] }

test('the archive sink loses nothing over six kills, and leaves only whole files', async () => {
  const seed = Date.now() % 2 ** 31
  const verdict = await runKillCampaign({ kills: 6, seed, sink: 'archive' })
  const expected = { seed, ...nothingWrong, doubled: [], miscounted: [] }
  expect({ seed, ...verdict }).toMatchObject(expected)
  expect(verdict.acknowledged).toBeGreaterThan(100)
}, 120_000)

test('the Firehose leaves nothing behind over six kills, with every codec', async () => {
  const seed = Date.now() % 2 ** 31
  const verdict = await runFirehoseCampaign({ kills: 6, seed })
  const expected = { seed, ...nothingWrong, missing: [], undecodable: 0, ...atMostWhatWasOpen }
  expect({ seed, ...verdict }).toMatchObject(expected)
  expect(verdict.acknowledged).toBeGreaterThan(100)
}, 120_000)

const partition = 'events/year=2026/month=11/day=21/hour=01'
const name = '20261121T010203456Z-3f9c0a1b2c4d-000001.json.gz'

async function archiveOf(path: string, data: Buffer): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'weir-campaign-'))
  onTestFinished(() => rm(root, { recursive: true }))
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), data)
  return root
}

const whole = gzipSync('{"a":1}\n')

test('the oracle reads whole files, and lets no other pass', async () => {
  expect(await readArchive(await archiveOf(`${partition}/${name}`, whole))).toEqual({
    events: '{"a":1}\n',
    rejected: '',
    errors: '',
    files: [{ prefix: 'events', writer: '3f9c0a1b2c4d', lines: ['{"a":1}'] }],
  })
  const bad: readonly (readonly [path: string, data: Buffer, why: string])[] = [
    [`${partition}/${name}`, whole.subarray(0, -5), 'unexpected end of file'],
    [`${partition}/${name}`, gzipSync('{"a":1}\n{"b"'), 'ends within a line'],
    [`${partition}/other.json.gz`, whole, 'a file of no name'],
    [`.writing/${name}.00000001.1@host.tmp`, whole, 'a file of no name'],
  ]
  for (const [path, data, why] of bad) {
    await expect(readArchive(await archiveOf(path, data))).rejects.toThrow(why)
  }
})
