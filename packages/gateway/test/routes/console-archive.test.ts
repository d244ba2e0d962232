import { ReadingError } from '@weir/archive/reading'
import { expect, test } from 'vitest'
import { emptyAnswers, fakeReader } from '../support/archive-reader.ts'
import { testGateway } from '../support/gateway.ts'

/** A gateway over an archive that answers by `answer`, and what was asked of it. */
async function archiveGateway(answer: (query: unknown) => object = () => emptyAnswers) {
  const asked: { kind: string; query: unknown }[] = []
  const archiveReader = fakeReader(async (kind, query) => {
    asked.push({ kind, query })
    return answer(query)
  })
  const gateway = await testGateway({ archiveReader, now: () => 10 * 86_400_000 })
  return { asked, get: (path: string) => gateway.get(`/console/api/archive/${path}`) }
}

test('asks the archive for what a page wants to see', async () => {
  const { asked, get } = await archiveGateway()
  const day = 86_400_000
  await get('files?limit=7')
  await get('files?limit=many')
  await get('reports?days=7&steps=page_view%2C%20purchase%2CNO!')
  await get('reports?days=0&steps=')
  await get('reports?days=1&days=7&steps=NO!&steps=page_view')
  await get('sessions?limit=7&limit=8')
  await get('reports?days=1e9')
  const step = (eventType: string) => ({ label: eventType, eventType, path: undefined })
  expect(asked).toEqual([
    { kind: 'files', query: { limit: 7 } },
    { kind: 'files', query: { limit: undefined } },
    {
      kind: 'reports',
      query: {
        range: { fromMs: 3 * day, toMs: 10 * day },
        funnel: { steps: [step('page_view'), step('purchase')], by: 'visit' },
      },
    },
    { kind: 'reports', query: {} },
    {
      kind: 'reports',
      query: {
        range: { fromMs: 3 * day, toMs: 10 * day },
        funnel: { steps: [step('page_view')], by: 'visit' },
      },
    },
    { kind: 'sessions', query: { limit: 8 } },
    { kind: 'reports', query: { range: { fromMs: 0, toMs: 10 * day } } },
  ])
})

test('finds somebody by whatever id there is', async () => {
  const isSession = (query: unknown) => (query as { by: string }).by === 'session_id'
  const found = { sessions: [{ session_id: 's1' }] }
  const { asked, get } = await archiveGateway((query) => (isSession(query) ? found : emptyAnswers))
  expect(await (await get('timeline?id=s0&id=s1')).json()).toEqual(found)
  expect(asked.map(({ query }) => query)).toEqual([
    { by: 'anonymous_id', id: 's1' },
    { by: 'session_id', id: 's1' },
  ])
})

test.each([
  ['no_archive', 404],
  ['too_slow', 503],
  ['busy', 503],
  ['failed', 503],
] as const)('says why nothing can be read: %s', async (code, status) => {
  const { get } = await archiveGateway(() => {
    throw new ReadingError(code, 'this is why')
  })
  const answer = await get('files')
  expect([answer.status, await answer.json()]).toMatchObject([status, { detail: 'this is why' }])
})

test('says so where there is no archive yet', async () => {
  const gateway = await testGateway({ env: { WEIR_ARCHIVE: '/nowhere/archive' } })
  const answer = await gateway.get('/console/api/archive/files')
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    404,
    'not_found',
  ])
})
