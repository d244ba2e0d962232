import { expect, test } from 'vitest'
import { deliveryOf, linesOf, type Line } from '../support/lines.ts'
import { createWriterRig, failure, type Request } from '../support/writer-rig.ts'

const seqsOf = (request: Request | undefined): number[] =>
  (request?.lines ?? []).flat().map(({ seq }) => seq)
const one = (seq: number, pad = ''): Line => ({ visitor: 'v', seq, pad })
const settledOf = (promise: Promise<void>): Promise<string> =>
  promise.then(
    () => 'stored',
    (error: unknown) => String(error),
  )

test('waits the linger for company, and not longer', () => {
  const { writer, clock, requests } = createWriterRig({ lingerMs: 100 })
  void writer.deliver(deliveryOf([one(0)]), undefined)
  clock.advance(60)
  void writer.deliver(deliveryOf([one(1)]), undefined)
  clock.advance(39)
  expect(requests).toHaveLength(0)
  clock.advance(1)
  expect(requests.map(seqsOf)).toEqual([[0, 1]])
})
test('sends at once when it is told to', () => {
  const { writer, clock, requests } = createWriterRig()
  void writer.deliver(deliveryOf([one(0)]), undefined)
  writer.flush()
  expect(requests.map(seqsOf)).toEqual([[0]])
  clock.advance(1000)
  expect(requests).toHaveLength(1)
})
test('sets no timer when there is nothing to do', async () => {
  const { writer, clock, requests } = createWriterRig()
  const done = writer.deliver(deliveryOf([one(0)]), undefined)
  clock.advance(100)
  await requests[0]?.answer()
  await done
  clock.advance(1000)
  expect(clock.pending()).toBe(0)
})
test('sends a later record of a bucket only when the earlier one is stored', async () => {
  const { writer, clock, requests } = createWriterRig({ targetBytes: 100 })
  const done = writer.deliver(deliveryOf(linesOf(12, 1)), undefined)
  writer.flush()
  expect(requests).toHaveLength(1)
  await requests[0]?.answer({ ok: true, results: ['throttled'], message: '' })
  clock.advance(10_000)
  expect(seqsOf(requests[1])).toEqual(seqsOf(requests[0]))
  await requests[1]?.answer(failure)
  clock.advance(10_000)
  const sent: number[] = []
  for (let at = 2; at < requests.length; at++) {
    sent.push(...seqsOf(requests[at]))
    await requests[at]?.answer()
  }
  await done
  expect(sent).toEqual(linesOf(12, 1).map(({ seq }) => seq))
})
test('resends only what failed of a request', async () => {
  const { writer, clock, requests } = createWriterRig({ limits: { minBuckets: 8 } })
  const done = writer.deliver(deliveryOf(linesOf(16, 16)), undefined)
  writer.flush()
  const [first] = requests
  const count = first?.entries.length ?? 0
  expect(count).toBeGreaterThan(4)
  const results = Array.from({ length: count }, (_, at) =>
    at % 2 === 0 ? ('stored' as const) : ('failed' as const),
  )
  await first?.answer({ ok: true, results, message: '' })
  clock.advance(10_000)
  const again = first?.lines.filter((_, at) => at % 2 === 1).flat()
  expect(requests.slice(1).flatMap(({ lines }) => lines.flat())).toEqual(again)
  for (const request of requests.slice(1)) await request.answer()
  await done
})
test('takes no more than its memory, and the rest in turn', async () => {
  const rig = createWriterRig({ limits: { unconfirmedBytes: 500 } })
  const done = Array.from({ length: 40 }, (_, at) =>
    rig.writer.deliver(deliveryOf(linesOf(5, 1, at * 5)), undefined),
  )
  for (let at = 0; at < 200 && rig.unconfirmed().events > 0; at++) {
    rig.writer.flush()
    for (const request of rig.requests.slice()) await request.answer()
  }
  await Promise.all(done)
  expect(rig.requests.flatMap(seqsOf)).toEqual(linesOf(200, 1).map(({ seq }) => seq))
  expect(rig.unconfirmed()).toMatchObject({ events: 0, bytes: 0 })
  expect(rig.unconfirmed().most).toBeLessThanOrEqual(500)
})
test('takes a delivery that is larger than its memory by itself', async () => {
  const rig = createWriterRig({ limits: { unconfirmedBytes: 100 } })
  void rig.writer.deliver(deliveryOf(linesOf(20, 1)), undefined)
  void rig.writer.deliver(deliveryOf(linesOf(1, 1, 20)), undefined)
  expect(rig.unconfirmed().events).toBe(20)
})

for (const codec of ['ndjson', 'ndjson-gzip', 'kpl'] as const) {
  test(`forgets what was not sent when the signal aborts, in ${codec}`, async () => {
    const { writer, requests, unconfirmed, made } = createWriterRig({ codec, targetBytes: 400 })
    const giveUp = new AbortController()
    const kept = writer.deliver(deliveryOf([one(0)]), undefined)
    const gone = settledOf(writer.deliver(deliveryOf([one(1), one(2)]), giveUp.signal))
    const after = writer.deliver(deliveryOf([one(3)]), undefined)
    giveUp.abort(new Error('given up'))
    expect(await gone).toBe('Error: given up')
    expect(unconfirmed().events).toBe(2)
    writer.flush()
    await made()
    expect(requests.map(seqsOf)).toEqual([[0, 3]])
    await requests[0]?.answer()
    await Promise.all([kept, after])
    expect(unconfirmed()).toMatchObject({ events: 0, bytes: 0 })
  })
}
test('sends nothing of a delivery that is forgotten while its record is compressed', async () => {
  const { writer, requests, made } = createWriterRig({ codec: 'ndjson-gzip', targetBytes: 400 })
  const giveUp = new AbortController()
  void writer.deliver(deliveryOf([one(0)]), undefined)
  const gone = settledOf(writer.deliver(deliveryOf([one(1)]), giveUp.signal))
  writer.flush()
  giveUp.abort(new Error('given up'))
  expect(await gone).toBe('Error: given up')
  expect(requests).toHaveLength(0)
  await made()
  expect(requests.map(seqsOf)).toEqual([[0]])
})
test('keeps what was sent when the signal aborts, as it may be stored', async () => {
  const { writer, clock, requests, unconfirmed } = createWriterRig()
  const giveUp = new AbortController()
  const gone = settledOf(writer.deliver(deliveryOf([one(0)]), giveUp.signal))
  writer.flush()
  giveUp.abort(new Error('given up'))
  expect(await gone).toBe('Error: given up')
  expect(unconfirmed().events).toBe(1)
  await requests[0]?.answer(failure)
  clock.advance(10_000)
  await requests[1]?.answer()
  expect(unconfirmed().events).toBe(0)
})
test('forgets a delivery that still waits for room', async () => {
  const { writer, requests } = createWriterRig({ limits: { unconfirmedBytes: 40 } })
  const giveUp = new AbortController()
  void writer.deliver(deliveryOf([one(0)]), undefined)
  const gone = settledOf(writer.deliver(deliveryOf([one(1)]), giveUp.signal))
  const after = writer.deliver(deliveryOf([one(2)]), undefined)
  giveUp.abort(new Error('given up'))
  expect(await gone).toBe('Error: given up')
  for (let at = 0; at < 2; at++) {
    writer.flush()
    await requests[at]?.answer()
  }
  await after
  expect(requests.map(seqsOf)).toEqual([[0], [2]])
})
test('rejects all that is under way when it is closed, and sets no timer again', async () => {
  const { writer, clock, requests } = createWriterRig({ targetBytes: 60 })
  const done = [1, 2, 3].map((seq) => settledOf(writer.deliver(deliveryOf([one(seq)]), undefined)))
  writer.flush()
  writer.close()
  const closed = 'SinkClosedError: the sink is closed'
  expect(await Promise.all(done)).toEqual([closed, closed, closed])
  const [request] = requests
  await request?.answer(failure)
  clock.advance(100_000)
  expect(requests).toHaveLength(1)
  expect(clock.pending()).toBe(0)
})
test('takes nothing of a delivery that can never be stored, or that is malformed', async () => {
  const { writer, unconfirmed } = createWriterRig()
  const good = deliveryOf([one(1)])
  await expect(
    writer.deliver(deliveryOf([one(0), one(1, 'x'.repeat(3000))]), undefined),
  ).rejects.toThrow('longer than this sink can store (1996)')
  const odd = [
    { ...good, ends: Uint32Array.of(5) },
    { ...good, ends: Uint32Array.of(9, 4), hashes: Uint32Array.of(1, 1) },
    { ...good, hashes: new Uint32Array(0) },
  ]
  for (const delivery of odd) {
    await expect(writer.deliver(delivery, undefined)).rejects.toThrow(RangeError)
  }
  expect(unconfirmed().events).toBe(0)
})
test('tells at once that lines are copied, and of those that are stored by each request', async () => {
  const { writer, clock, requests } = createWriterRig({
    limits: { minBuckets: 4, requestRecords: 1 },
  })
  const delivery = deliveryOf([one(0), { visitor: 'w', seq: 1 }])
  const stored: number[] = []
  let copied = 0
  const settled = writer.deliver(
    { ...delivery, onCopied: () => (copied += 1), onStored: (bytes) => stored.push(bytes) },
    undefined,
  )
  expect(copied).toBe(1)
  clock.advance(100)
  await requests[0]?.answer()
  expect(stored).toHaveLength(1)
  await requests[1]?.answer()
  await settled
  expect(stored.reduce((sum, bytes) => sum + bytes)).toBe(delivery.bytes.length)
  expect(copied).toBe(1)
})
