import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dishonestCommands, honestCommands, type SpoolCommand } from './spool-commands.ts'
import { CheckedSpool, SpoolModel } from './spool-model.ts'

const seed = Math.floor(Math.random() * 0x7fff_ffff)
const numRuns = 1000

async function run(commands: Iterable<SpoolCommand>): Promise<void> {
  const model = new SpoolModel()
  const real = new CheckedSpool(model)
  await real.open()
  await fc.asyncModelRun(() => ({ model, real }), commands)
  // Whatever happened, what is acknowledged and not confirmed comes out after one more start.
  real.harness.disk.faults.clear()
  await real.close()
  await real.open()
  await real.readToTheEnd()
  await real.close()
}

test(`keeps what it acknowledged, in order, through any history (seed ${seed})`, async () => {
  const holds = fc.assert(fc.asyncProperty(honestCommands, run), { seed, numRuns })
  await expect(holds).resolves.toBeUndefined()
})

test(`counts what damage takes, and keeps the rest, through any history (seed ${seed})`, async () => {
  const holds = fc.assert(fc.asyncProperty(dishonestCommands, run), { seed, numRuns })
  await expect(holds).resolves.toBeUndefined()
})
