import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSpool } from '../../src/spool/spool.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const sizes = { maxBytes: 1 << 20, segmentBytes: 1 << 16, memoryBytes: 1 << 18 }

test('gives back after a restart what was appended and not confirmed', async () => {
  const directory = join(await temporaryDirectory(), 'new', 'spool')
  const first = await createSpool({ directory, ...sizes })
  const payloads = Array.from({ length: 100 }, (_, index) => Buffer.alloc(index * 31, index))
  const positions = await Promise.all(
    payloads.map((payload, flags) => first.append(payload, { flags })),
  )
  expect(positions).toEqual(payloads.map((_, index) => index + 1))
  await first.read(1000)
  first.confirm(3)
  await first.close()

  const second = await createSpool({ directory, ...sizes })
  const entries = await second.read(1 << 20)
  expect(entries.map(({ position }) => position)).toEqual(positions.slice(3))
  expect(entries.map(({ flags }) => flags)).toEqual(positions.slice(3).map((it) => it - 1))
  for (const { flags, payload } of entries) expect(payload).toEqual(payloads[flags])
  await second.close()
})

test('says that no directory can be made where the parent exists and takes none', async () => {
  await expect(createSpool({ directory: '/proc/weir/spool', ...sizes })).rejects.toThrow(
    'cannot open the spool in /proc/weir/spool',
  )
})
