#!/usr/bin/env node
import { type EngineName, ensureEngine } from '@weir/browsers'
import { createRig, fullPace } from './delivery/rig.ts'
import { type Cell, explain, formatTable, type Row } from './delivery/table.ts'
import { help, type Options, parseOptions, UsageError } from './options.ts'

async function main(words: readonly string[]): Promise<number> {
  const options = parseOptions(words)
  if (options === undefined) {
    console.log(help)
    return 0
  }
  const cells = new Map<EngineName, readonly Cell[]>()
  // Side by side: nearly all of the time goes into waiting for the end of an outage.
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
  if ('missing' in source) {
    console.log(`${name}: skipped: ${source.missing}`)
    return scenarios.map(() => ({ reason: source.missing }))
  }
  const rig = await createRig(source, { client, pace: fullPace })
  console.log(`${name} ${rig.engine.version}: ${source.origin}`)
  const cells: Cell[] = []
  for (const scenario of scenarios) {
    const reason = rig.cannot(scenario)
    const cell = reason === undefined ? await rig.run(scenario) : { reason }
    console.log(`${name}: ${scenario.name}: ${explain(cell).join('; ') || reason || 'ok'}`)
    cells.push(cell)
  }
  await rig.close()
  return cells
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof UsageError ? `weir-e2e: ${error.message}` : error)
  process.exitCode = 2
}
