import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type EngineName, engineNames, findEngine } from '@weir/browsers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { weirClient } from '../src/clients/weir-client.ts'
import { testPace } from '../src/delivery/rig.ts'
import { type Column, startColumn } from '../src/delivery/start-column.ts'
import { type Cell, explain, formatTable } from '../src/delivery/table.ts'
import { scenarios } from '../src/scenarios/scenarios.ts'

/** Where `pnpm test` finds what came of it. */
const tableFile = resolve(import.meta.dirname, '../../node_modules/.cache/e2e/matrix.txt')

const columns = new Map<EngineName, Column>()
beforeAll(() => {
  for (const name of engineNames) {
    const column = startColumn(name, findEngine(name), {
      client: weirClient,
      scenarios,
      pace: testPace,
      // It takes twice as long as the others: each profile is a driver and a browser of its own.
      lanes: name === 'webkit' ? 2 : 1,
    })
    columns.set(name, column)
  }
})

afterAll(async () => {
  await Promise.all(Array.from(columns.values(), ({ ended }) => ended))
  const rows = scenarios.map(async ({ name: scenario }, at) => ({
    scenario,
    cells: new Map(await Promise.all(Array.from(columns, cellAt(at)))),
  }))
  await mkdir(dirname(tableFile), { recursive: true })
  await writeFile(tableFile, `${formatTable(await Promise.all(rows), engineNames).join('\n')}\n`)
}, 60_000)

const cellAt =
  (at: number) =>
  async ([name, { cells }]: [EngineName, Column]): Promise<[EngineName, Cell]> => [
    name,
    (await cells[at]) ?? { reason: 'not run' },
  ]

// They run side by side, and the tests look at one after the other.
for (const name of engineNames) {
  for (const [at, scenario] of scenarios.entries()) {
    test(`${name} loses nothing: ${scenario.name}`, { timeout: 600_000 }, async (context) => {
      const cell = await columns.get(name)?.cells[at]
      if (cell && 'reason' in cell) return context.skip(cell.reason)
      expect(cell && explain(cell)).toEqual([])
    })
  }
}
