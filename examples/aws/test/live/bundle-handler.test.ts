import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bundleHandler } from '../../src/live/bundle-handler.ts'
import { startProgram } from '../support/start-program.ts'
import { batchOf, lineOf, recordsOf, type Told } from './batch.ts'

test('is one module that Lambda can call', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weir-live-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const code = await bundleHandler()
  await writeFile(join(folder, 'index.mjs'), code)
  const line = lineOf({
    event_id: 'a',
    event_type: 'click',
    site_id: 'shop',
    timestamp: new Date().toISOString(),
  })
  const batch = JSON.stringify(batchOf(recordsOf(Buffer.from(line))))
  const call = `import { handler } from './index.mjs'\nprocess.stdout.write(JSON.stringify(await handler(${batch})))`
  await writeFile(join(folder, 'call.mjs'), call)
  const program = startProgram([join(folder, 'call.mjs')], { STACK: 'Shop', NAMESPACE: 'Mine' })
  const told = JSON.parse(await program.line()) as Told
  expect(told).toMatchObject({ stack: 'Shop', site: 'shop', live_clicks: 1 })
  expect(JSON.parse(await program.line())).toEqual({ batchItemFailures: [] })
  expect(await program.ended()).toBe(0)
})

test('brings nothing but itself and the decoder of KPL', async () => {
  const code = await bundleHandler()
  const imports = Array.from(code.matchAll(/^import .* from '(.*)'/gmu), ([, from]) => from)
  expect(new Set(imports)).toEqual(new Set(['node:crypto', 'node:zlib']))
  expect(Buffer.byteLength(code)).toBeLessThan(20_000)
})
