import type { StoredRecord } from '@weir/schema'
import { expect, test } from 'vitest'
import { program } from '../support/program.ts'
import { startGateway } from '../support/start-gateway.ts'
import { syntheticArrivals } from '../support/synthetic/records.ts'
import { writeArchive } from '../support/synthetic/write-archive.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { hour, putFile, rejectedRecord } from '../support/write-lines.ts'

/** What the way through the gateway may change, and nothing else. */
const changed = new Set([
  // New, as it arrives again, from here.
  'received_at',
  'ip_address',
  'country',
  'region',
  'city',
  'network_id',
  // What clocks said is not sent: the corrected time is the only one.
  'client_timestamp',
  // What is null is left out.
  'referrer',
])
const rest = (record: object): object =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !changed.has(name)))

interface Kept {
  readonly events: readonly StoredRecord[]
}

test('gives a gateway events that it stores as before', { timeout: 60_000 }, async () => {
  const root = await temporaryFolder()
  const startMs = Date.UTC(2026, 9, 20)
  const arrivals = [...syntheticArrivals({ seed: 4, startMs, hours: 1, visitsPerHour: 8 })].filter(
    ({ record }) => record.site_id === 'shop',
  )
  await writeArchive(root, arrivals)
  await putFile(root, `rejected/${hour}/a.json.gz`, [
    rejectedRecord({ event: { ...arrivals[0]?.record } }),
    rejectedRecord({ event: { event_type: 'nothing more' } }),
  ])
  const url = await startGateway()
  const words = ['replay', '--to', url.href, '--key', 'wk_shop', '--rate', '100000']
  const sent = await program([...words, '--events', '--to', '2026-10-25'], { archive: root })
  expect([sent.code, sent.said]).toEqual([0, []])
  expect(sent.out).toContain(`accepted ${arrivals.length}, none rejected`)
  const good = (await (await fetch(new URL('console/api/good', url))).json()) as Kept
  const stored = new Map(good.events.map((record) => [record.event_id, record]))
  for (const { record } of arrivals) {
    expect(rest(stored.get(record.event_id) ?? {})).toEqual(rest(record))
  }
  const again = await program([...words, '--rejected'], { archive: root })
  expect(again.out).toContain('read 2, accepted 0, rejected: 2 schema')
  const refused = await program([...words, '--key', 'wk_other', '--events'], { archive: root })
  expect(refused.code).toBe(1)
  expect(refused.said.at(-1)).toMatch(/does not take the events: 401 unknown_write_key/u)
})
