import type { Tab } from '@weir/browsers'
import { expect, test, vi } from 'vitest'
import { weirClient } from '../../src/clients/weir-client.ts'
import { gatherEvidence } from '../../src/delivery/evidence.ts'
import { explain } from '../../src/delivery/table.ts'

const base = 'weir:wk_demo@https://c.example.com'
const segment = `${base} 01a1fed6-2705-731f-a041-1dde9a1799af`

/** A page whose storage lists these keys, and gives null for what has no text. */
const pageWith = (texts: Readonly<Record<string, string | null>>): Tab => {
  const area: object = Object.assign(
    Object.create({ getItem: (key: string) => texts[key] ?? null }) as object,
    texts,
  )
  const evaluate = (work: () => unknown) => {
    vi.stubGlobal('localStorage', area)
    return Promise.resolve(work()).finally(() => vi.unstubAllGlobals())
  }
  return { evaluate } as unknown as Tab
}

test('says of what is missing where it still is, who holds it, and what was answered', async () => {
  vi.spyOn(Date, 'now').mockReturnValue(5000)
  const seen = [
    { status: 503, at: 100, body: '{"events":[{"instance_id":"ab-cdef","seq":1}]}' },
    { status: undefined, at: 150, body: '{"dropped":{"unstored":1},"events":[]}' },
    { status: 202, at: 400, body: 'no JSON' },
  ].map(({ status, at: atMs, body }) => ({
    status,
    atMs,
    body,
    origin: 'https://shop.example.com',
    bytes: body.length,
  }))
  const evidence = await gatherEvidence({
    client: weirClient,
    pages: {
      'the last page': pageWith({
        [`${segment}:1`]: null,
        [segment]: '7000 ab-cdef',
        [base]: '{"instance_id":"ab-cdef","last_seq":1}',
      }),
      'a page after it': pageWith({ [`${segment}:1`]: '{"seq":1,"instance_id":"ab-cdef"}' }),
    },
    seen: [...seen, { ...seen[2], origin: 'https://other.example.com' } as (typeof seen)[0]],
    origin: 'https://shop.example.com',
  })
  expect(evidence.map((line) => line.trim())).toEqual([
    'the storage of the last page: 3 keys',
    `${base} = {"instance_id":"ab-cdef","last_seq":1}`,
    `${segment} = 7000 ab-cdef 2000 ms left`,
    `${segment}:1 = listed, but not to be read`,
    'the storage of a page after it: 1 keys',
    `${segment}:1 = cdef/1`,
    'request after 0 ms: 503, cdef/1, dropped {}',
    'request after 50 ms: reset, , dropped {"unstored":1}',
    'request after 300 ms: 202, 7 characters',
  ])
})

test('puts the evidence below what is wrong', () => {
  const outcome = {
    events: 2,
    late: 2,
    requests: 1,
    seconds: 1,
    duplicates: 0,
    mostCopies: 1,
    lost: [0, 1],
    strays: [],
    gaps: [],
    rejected: [],
    broken: [],
    copiesAllowed: 1,
    physicallyLost: undefined,
    evidence: ['the storage of the last page'],
  }
  expect(explain(outcome)).toEqual(['lost: 0, 1', 'the storage of the last page'])
})
