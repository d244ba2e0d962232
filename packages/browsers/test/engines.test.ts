import { afterAll, beforeAll, expect, test } from 'vitest'
import { engineNames, findEngine } from '../src/index.ts'
import { type EngineCheck, engineChecks } from './support/engine-checks.ts'
import { servePages } from './support/pages.ts'
import type { Engine } from '../src/index.ts'

for (const name of engineNames) {
  const source = findEngine(name)
  const isMissing = 'missing' in source
  const note = isMissing ? ` (skipped: ${source.missing})` : ''
  let check: EngineCheck
  let engine: Engine
  beforeAll(async () => {
    if (isMissing) return
    engine = await source.launch()
    check = { engine, pages: await servePages() }
  }, 60_000)
  afterAll(async () => {
    if (isMissing) return
    await engine.close()
    await check.pages.close()
  })
  for (const [does, run] of Object.entries(engineChecks)) {
    test.skipIf(isMissing)(`${name} ${does}${note}`, async () => {
      const { actual, expected } = await run(check)
      expect(actual).toEqual(expected)
    })
  }
}
