import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { diskFaults } from '../faults/inflict.ts'
import { createSmallDisk } from '../faults/small-disk.ts'
import { runPathCampaign } from '../path-campaign.ts'
import { runPath, type Scene } from '../run-path.ts'
import { createScratchFolder } from '../scratch-folder.ts'

const nothingWrong = {
  lost: [],
  invented: [],
  altered: [],
  undelivered: [],
  doubled: [],
  miscounted: [],
  givenUp: [],
  undecodable: [],
}
let skipped: readonly string[] | undefined
const crowd = { browsers: 300, eventsPerSecond: 300 }

test('delivers every event of 300 browsers once, through five faults of any kind', async () => {
  const seed = Date.now() % 2 ** 31
  const { verdict, ...outcome } = await runPathCampaign({ ...crowd, seed, faults: 5 })
  skipped = outcome.skipped
  expect({ seed, ...verdict }).toMatchObject({ seed, ...nothingWrong })
  expect(verdict.acknowledged).toBeGreaterThan(100)
}, 120_000)

/** Whether this machine lets us mount: without it, kinds of faults are left out above, and named here. */
async function canMount(): Promise<boolean> {
  const folder = createScratchFolder()
  const disk = await createSmallDisk(folder.path, 1)
  disk?.remove()
  folder.remove()
  return disk !== undefined
}

test.skipIf(!(await canMount()))(`leaves none of them out: ${diskFaults.join(', ')}`, () => {
  expect(skipped).toEqual([])
})

/** Gateways that answer before the event is on their disk are killed with many that nobody else has. */
async function breakThePromise({ pipeline, ledger }: Scene): Promise<void> {
  const { gateways, kinesisUrl } = pipeline
  for (const gateway of gateways) await gateway.ail({ lieMs: 60_000 })
  const outage = { method: 'POST', body: JSON.stringify({ kind: 'outage' }) }
  await fetch(`${kinesisUrl}/weir/faults`, outage)
  const before = ledger.acknowledgedIds.length
  while (ledger.acknowledgedIds.length < before + 100) await delay(20)
  for (const gateway of gateways) await gateway.ail({ lieMs: 0 })
  for (const gateway of gateways) await gateway.restart('SIGKILL')
  await fetch(`${kinesisUrl}/weir/faults`, { method: 'DELETE' })
}

test('finds what gateways lose that answer before the event is on their disk', async () => {
  const { verdict } = await runPath({ ...crowd, seed: 1 }, breakThePromise)
  expect(verdict).toMatchObject({
    ...nothingWrong,
    lost: verdict.lost,
    undelivered: verdict.undelivered,
  })
  expect(verdict.lost.length).toBeGreaterThan(0)
}, 120_000)
