#!/usr/bin/env node
import { type EngineName, ensureEngine } from '@weir/browsers'
import { fullPace } from './delivery/rig.ts'
import { startColumn } from './delivery/start-column.ts'
import { type Cell, explain, formatTable, type Row } from './delivery/table.ts'
import { help, type Options, parseOptions, UsageError } from './options.ts'

async function main(words: readonly string[]): Promise<number> {
  const options = parseOptions(words)
  if (options === undefined) {
    console.log(help)
    return 0
  }
  const cells = new Map<EngineName, readonly Cell[]>()
  await Promise.all(
    options.engines.map(async (name) => cells.set(name, await runEngine(name, options))),
  )
  const rows = options.scenarios.map(({ name }, index): Row => ({
    scenario: name,
    cells: new Map(
      Array.from(cells, ([engine, column]) => [engine, column[index] ?? { reason: 'not run' }]),
    ),
  }))
  console.log(`\nclient: ${options.client.name}\n`)
  for (const line of formatTable(rows, options.engines)) console.log(line)
  const outcomes = Array.from(cells.values()).flat()
  return outcomes.every((cell) => explain(cell).length === 0) ? 0 : 1
}

async function runEngine(name: EngineName, { client, scenarios }: Options): Promise<Cell[]> {
  const source = await ensureEngine(name, (line) => console.log(`  ${line}`))
  const column = startColumn(name, source, { client, scenarios, pace: fullPace })
  console.log(await column.version)
  for (const [at, { name: scenario }] of scenarios.entries()) {
    const cell = await column.cells[at]
    const problems = cell === undefined ? [] : explain(cell)
    const reason = cell !== undefined && 'reason' in cell ? cell.reason : 'ok'
    console.log(`${name}: ${scenario}: ${problems.join('; ') || reason}`)
  }
  await column.ended
  return Promise.all(column.cells)
}

try {
  // pnpm passes on the -- of `pnpm e2e -- --engine firefox`.
  process.exitCode = await main(process.argv.slice(2).filter((word) => word !== '--'))
} catch (error) {
  console.error(error instanceof UsageError ? `weir-e2e: ${error.message}` : error)
  process.exitCode = 2
}
