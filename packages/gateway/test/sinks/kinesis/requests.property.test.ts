import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketOf } from '../../../src/sinks/kinesis/hash-buckets.ts'
import { countedBytes } from '../../../src/sinks/kinesis/put-body.ts'
import type { EntryResult, PutOutcome } from '../../../src/sinks/kinesis/put-records.ts'
import { deliveryOf, firstStored, linesOf, type Line } from '../../support/lines.ts'
import { createWriterRig, failure, type Request } from '../../support/writer-rig.ts'

const buckets = { requests: 3, minBuckets: 2, maxBuckets: 16 }
/** One limit is reached by few large records, the other by many small ones. */
const limitsOf = fc.constantFrom(
  { ...buckets, requestRecords: 500, requestBytes: 600 },
  { ...buckets, requestRecords: 2, requestBytes: 5000 },
)
const visitor = fc.nat(12).map((number) => `v${number}`)
const line = fc.record({ visitor, pad: fc.string({ maxLength: 120 }) })
const batches = fc.array(fc.array(line, { minLength: 1, maxLength: 30 }), { maxLength: 20 })
/** What the service does next, how long it takes, and whether the buckets' windows pass. */
const step = fc.record({
  fate: fc.constantFrom('stored', 'stored', 'stored', 'some', 'none'),
  answer: fc.nat(),
  waitMs: fc.constantFrom(0, 10, 100, 300),
})
const steps = fc.array(step, { minLength: 5, maxLength: 60 })

const resultsOf = (count: number): readonly EntryResult[] =>
  Array.from(
    { length: count },
    (_, at) => (['stored', 'throttled', 'failed'] as const)[at % 3] ?? 'stored',
  )

const outcomeOf = (fate: string, { entries }: Request): PutOutcome | undefined => {
  if (fate === 'stored') return undefined
  return fate === 'none' ? failure : { ok: true, message: '', results: resultsOf(entries.length) }
}

/** Answers one request by what fate says, and answers the lines that it stored. */
async function answer(request: Request, fate: string): Promise<Line[]> {
  const outcome = outcomeOf(fate, request)
  const stored = request.lines.filter(
    (_, at) => outcome === undefined || (outcome.ok && outcome.results[at] === 'stored'),
  )
  await request.answer(outcome)
  return stored.flat()
}

for (const codec of ['ndjson', 'ndjson-gzip', 'kpl'] as const) {
  test(`any lines in ${codec} are stored once, in order, in requests within the limits`, async () => {
    await fc.assert(
      fc.asyncProperty(batches, steps, limitsOf, async (given, fates, limits) => {
        const { writer, clock, requests, made } = createWriterRig({ codec, limits })
        let seq = 0
        const all = given.map((batch) => batch.map((each) => ({ ...each, seq: (seq += 1) })))
        const done: Promise<void>[] = []
        const stored: Line[] = []
        const open = new Set<Request>()
        let seen = 0
        for (let at = 0; at < 5000 && (seen < requests.length || stored.length < seq); at++) {
          // What comes while the number of buckets changes has to stay behind what came before.
          const batch = all[at]
          if (batch !== undefined) done.push(writer.deliver(deliveryOf(batch), undefined))
          for (const request of requests.slice(seen)) open.add(request)
          seen = requests.length
          // After the steps that were drawn the service is well, so that it ends.
          const {
            fate,
            answer: which,
            waitMs,
          } = fates[at] ?? { fate: 'stored', answer: 0, waitMs: 500 }
          const request = [...open][which % Math.max(1, open.size)]
          if (request !== undefined) {
            open.delete(request)
            stored.push(...(await answer(request, fate)))
          }
          clock.advance(waitMs)
          await made()
        }
        expect(stored).toHaveLength(seq)
        await Promise.all(done)
        for (const { entries } of requests) {
          const bytes = entries.reduce((sum, entry) => sum + countedBytes(entry), 0)
          expect(bytes).toBeLessThanOrEqual(limits.requestBytes)
          expect(entries.length).toBeLessThanOrEqual(limits.requestRecords)
          expect(new Set(entries.map((entry) => entry.explicitHashKey)).size).toBe(entries.length)
        }
        const { byVisitor, duplicates } = firstStored(stored)
        expect(duplicates).toBe(0)
        for (const seqs of byVisitor.values()) expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
      }),
      { numRuns: 60 },
    )
  })
}

test('a request is filled to the last byte that Kinesis counts, and not beyond', () => {
  const lines = linesOf(8, 64)
  const entriesWithin = (requestBytes: number) => {
    const { writer, requests } = createWriterRig({ limits: { minBuckets: 64, requestBytes } })
    void writer.deliver(deliveryOf(lines), undefined)
    writer.flush()
    return requests[0]?.entries ?? []
  }
  const all = entriesWithin(100_000)
  expect(all.length).toBeGreaterThan(5)
  const bytes = all.reduce(
    (sum, { data, partitionKey }) => sum + data.length + partitionKey.length,
    0,
  )
  expect(entriesWithin(bytes)).toHaveLength(all.length)
  expect(entriesWithin(bytes - 1)).toHaveLength(all.length - 1)
})
test('what comes when there are more buckets waits for what came before', async () => {
  const { writer, clock, requests } = createWriterRig({ targetBytes: 100 })
  const visitors = 6
  const done = [writer.deliver(deliveryOf(linesOf(60, visitors)), undefined)]
  clock.advance(300)
  done.push(writer.deliver(deliveryOf(linesOf(60, visitors, 60)), undefined))
  done.push(writer.deliver(deliveryOf(linesOf(60, visitors, 120)), undefined))
  writer.flush()
  const seqs: number[] = []
  for (let at = 0; at < requests.length; at++) {
    seqs.push(...(requests[at]?.lines ?? []).flat().map(({ seq }) => seq))
    await requests[at]?.answer()
    clock.advance(100)
  }
  await Promise.all(done)
  const ofVisitor = (first: number) => seqs.filter((seq) => seq % visitors === first)
  for (let first = 0; first < visitors; first++) {
    expect(ofVisitor(first)).toEqual(Array.from({ length: 30 }, (_, at) => first + at * visitors))
  }
  expect(
    new Set(requests.flatMap(({ entries }) => entries.map((each) => each.explicitHashKey))).size,
  ).toBeGreaterThan(1)
})

test('a record is only made of lines that belong in its bucket', async () => {
  const { writer, clock, requests } = createWriterRig({ limits: { minBuckets: 16 } })
  const lines = Array.from({ length: 300 }, (_, seq) => ({ visitor: `v${seq % 50}`, seq }))
  const done = writer.deliver(deliveryOf(lines), undefined)
  for (let at = 0; at < requests.length || at === 0; at++) {
    await requests[at]?.answer()
    clock.advance(200)
  }
  await done
  for (const { entries, lines: records } of requests) {
    for (const [at, { explicitHashKey }] of entries.entries()) {
      const bucket = Number(BigInt(explicitHashKey) >> 124n)
      for (const each of records[at] ?? []) {
        expect(bucketOf(deliveryOf([each]).hashes[0] ?? 0, 4)).toBe(bucket)
      }
    }
  }
})
