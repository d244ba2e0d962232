import { deepEqual, ok } from 'node:assert/strict'
import * as fc from 'fast-check'
import { createPauseMs } from '../../src/spool/spare-maker.ts'
import type { CheckedSpool, SpoolModel } from './spool-model.ts'
import type { Survival } from './survival.ts'

export type SpoolCommand = fc.AsyncCommand<SpoolModel, CheckedSpool>

/** A command that may always run; `name` is what a failing run prints. */
function command(name: string, run: SpoolCommand['run']): SpoolCommand {
  return { check: () => true, run, toString: () => name }
}

const sizes = fc.array(fc.oneof(fc.nat(200), fc.nat(1500)), { minLength: 1, maxLength: 8 })
const sectorBytes = 512

/** A tear at any byte, or any set of sectors. */
const survivals: fc.Arbitrary<{ name: string; survival: Survival }> = fc.oneof(
  fc.nat(4000).map((count) => ({
    name: `the first ${count} bytes`,
    survival: (() => [[0, count]]) as Survival,
  })),
  fc.nat(0xffff).map((mask) => ({
    name: `sectors ${mask.toString(2)}`,
    survival: (bytes: Buffer, offset: number) => {
      const kept: [number, number][] = []
      for (let at = 0; at < bytes.length;) {
        const sector = Math.floor((offset + at) / sectorBytes)
        const end = (sector + 1) * sectorBytes - offset
        if ((mask >> (sector % 16)) & 1) kept.push([at, end])
        at = end
      }
      return kept
    },
  })),
)

const append = sizes.map((list) =>
  command(`append ${list.join(' ')}`, async (_model, real) => {
    const codes = await real.append(list)
    const expected = new Set(['full', 'failed', 'busy'])
    deepEqual(
      codes.filter((code) => !expected.has(code)),
      [],
    )
  }),
)
const crash = fc
  .tuple(sizes, survivals, fc.nat(4))
  .map(([list, { name, survival }, renames]) =>
    command(`crash in append ${list.join(' ')} keeping ${name} and ${renames} renames`, (_, real) =>
      real.crashWhileAppending(list, { survival, renames }),
    ),
  )
const restart = fc.constant(
  command('restart', async (_model, real) => {
    await real.close()
    await real.open()
  }),
)
const read = fc.nat(5000).map((maxBytes) =>
  command(`read ${maxBytes}`, async (_model, real) => {
    await real.read(maxBytes)
  }),
)
const confirm = fc.double({ min: 0, max: 1, noNaN: true }).map((share) =>
  command(`confirm ${share} of what is read`, (model, real) => {
    const from = real.spool.stats().confirmed
    real.confirm(from + Math.floor((model.lastRead - from) * share))
    return Promise.resolve()
  }),
)
const drain = fc.constant(
  command('drain', async (model, real) => {
    await real.readToTheEnd()
    if (model.lastRead === 0) return
    real.confirm(model.lastRead)
    await real.spool.drained()
    const { bytes, oldestSeconds } = real.spool.stats()
    deepEqual([bytes, oldestSeconds], [0, 0])
  }),
)
const fill = fc.integer({ min: 300, max: 1500 }).map((size) =>
  command(`fill with ${size}`, async (_model, real) => {
    for (let count = 0; count < 200; count += 1) {
      if ((await real.append([size])).includes('full')) break
    }
    ok(real.harness.disk.usedBytes <= 8 * 4096 + 2 * 8192)
  }),
)
const diskSpace = fc.boolean().map((isFull) =>
  command(isFull ? 'the disk is full' : 'the disk has space', (_model, real) => {
    const { disk, clock } = real.harness
    disk.capacityBytes = isFull ? disk.usedBytes : Number.POSITIVE_INFINITY
    clock.time += createPauseMs
    return Promise.resolve()
  }),
)
const operations = ['write', 'sync', 'rename', 'syncDirectory', 'open-durable', 'remove'] as const
const fault = fc
  .record({ operation: fc.constantFrom(...operations), keptBytes: fc.nat(2000) })
  .map(({ operation, keptBytes }) =>
    command(`the next ${operation} fails after ${keptBytes} bytes`, async (_model, real) => {
      const { faults } = real.harness.disk
      faults.add({ operation, path: /segment1$|spare$|spool$/, code: 'EIO', keptBytes })
      const codes = await real.append([900, 10])
      deepEqual(
        codes.filter((code) => code === 'closed'),
        [],
      )
      faults.clear()
    }),
  )
const clock = fc.integer({ min: -1e9, max: 1e9 }).map((ms) =>
  command(`the clock jumps by ${ms} ms`, (_model, real) => {
    real.harness.clock.time += ms
    return Promise.resolve()
  }),
)
const corrupt = fc
  .record({ which: fc.nat(), at: fc.nat(4095), length: fc.integer({ min: 1, max: 600 }) })
  .map(({ which, at, length }) =>
    command(`damage ${length} bytes at ${at} of segment ${which}`, async (model, real) => {
      await real.close()
      const { disk } = real.harness
      const segments = disk.list('.segment1')
      const path = segments[which % Math.max(segments.length, 1)]
      if (path) {
        model.isDamaged = true
        const content = disk.content(path)
        for (let each = at; each < Math.min(at + length, content.length); each += 1) {
          content[each] = (content[each] ?? 0) ^ 0x5a
        }
      }
      await real.open()
    }),
  )

const honest = [append, append, crash, restart, read, confirm, drain, fill, diskSpace, fault, clock]

/** Everything a disk may do but forget what it has confirmed. */
export const honestCommands: fc.Arbitrary<Iterable<SpoolCommand>> = fc.commands(honest, {
  maxCommands: 40,
})
export const dishonestCommands: fc.Arbitrary<Iterable<SpoolCommand>> = fc.commands(
  [...honest, corrupt, corrupt],
  { maxCommands: 40 },
)
