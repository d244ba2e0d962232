import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { createRecoveryWatch } from '../../oracle/recovery.ts'

test('takes the time until all is archived that was acknowledged when the fault ended', async () => {
  const archive = await mkdtemp(join(tmpdir(), 'weir-campaign-'))
  onTestFinished(() => rm(archive, { recursive: true }))
  await mkdir(join(archive, 'events/hour=01'), { recursive: true })
  const store = (name: string, ids: readonly string[]) => {
    const lines = ids.map((id) => `${JSON.stringify({ event_id: id })}\n`).join('')
    return writeFile(join(archive, 'events/hour=01', `${name}.gz`), gzipSync(lines))
  }
  const acknowledgedIds = ['1', '2']
  let now = 1000
  const watch = createRecoveryWatch({ archive, acknowledgedIds, nowMs: () => now })
  watch.faultEnded('kill gateway')
  acknowledgedIds.push('3')
  await store('a', ['2', '3'])
  now = 1500
  await watch.look()
  expect(watch.recoveries).toEqual([])
  await store('b', ['1'])
  now = 1700
  await watch.look()
  expect(watch.recoveries).toEqual([{ name: 'kill gateway', atMs: 1000, tookMs: 700 }])
})
