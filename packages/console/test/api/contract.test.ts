import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as api from '../../src/api/api.ts'
import { createApi } from '../../src/api/client.ts'
import { misfits, type Shape } from '../../src/api/shape.ts'
import { runGateway, type RunningGateway } from '../support/run-gateway.ts'
import { createVisits } from '../support/visits.ts'

let gateway: RunningGateway
const { events, headers } = createVisits(3)(Date.now())
const [first] = events

beforeAll(async () => {
  gateway = await runGateway({ WEIR_ARCHIVE_MS: '1' })
  await gateway.send([...events, { odd: true }], headers)
})
afterAll(() => gateway.stop())

const read = (path: string) => createApi(`${gateway.url}/console/api`).get(path, 'object')

/** Waits until the events that were sent have landed in the archive, and no longer than a test may. */
const landed = () =>
  vi.waitFor(
    async () => {
      const answer = await fetch(`${gateway.url}/console/api/archive/files`)
      const { files = [] } = (await answer.json()) as Partial<api.ArchiveFiles>
      if (!files.some(({ stream }) => stream === 'events')) throw new Error('nothing has landed')
    },
    { timeout: 25_000 },
  )

test.each<[string, Shape]>([
  ['good', api.recordsShape],
  ['rejected', { events: ['array', api.rejectedShape] }],
  ['summary', api.summaryShape],
  [`raw?event_id=${String(first?.['event_id'])}`, api.rawShape],
  ['history', api.historyShape],
  ['facts', api.factsShape],
  ['shards', api.shardsShape],
])('the gateway answers what the page reads: %s', async (path, shape) => {
  expect(misfits(shape, await read(path))).toEqual([])
})

test.each<[string, Shape]>([
  ['files', api.filesShape],
  ['reports?days=1&steps=page_view', api.reportsShape],
  ['sessions', api.sessionsShape],
  [
    `timeline?id=${String(first?.['session_id'])}`,
    { sessions: ['array', { pages: ['array', api.timelinePageShape] }] },
  ],
])('the archive answers what the page reads: %s', async (path, shape) => {
  await landed()
  const answer = await read(`archive/${path}`)
  expect(misfits(shape, answer)).toEqual([])
  const list = Object.values(answer).find(Array.isArray)
  expect(list).not.toEqual([])
})

test('a batch of the stream is what the page reads', async () => {
  const answer = await fetch(`${gateway.url}/console/api/live`)
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  await gateway.send([
    { odd: true },
    { ...first, event_id: '0199f0a4-7c00-4000-8000-000000000001' },
  ])
  let text = ''
  while (!/data: .*\n\n/u.test(text)) text += (await reader?.read())?.value ?? ''
  await reader?.cancel()
  const [, data = ''] = /event: batch\ndata: (.*)\n\n/u.exec(text) ?? []
  const batch = JSON.parse(data) as api.Batch
  expect(misfits(api.batchShape, batch)).toEqual([])
  expect(batch.rejected.records.flatMap((each) => misfits(api.rejectedShape, each))).toEqual([])
  expect(batch.good.records).toHaveLength(1)
})

test('a refusal of the gateway is one line for a person', async () => {
  await expect(read('raw?event_id=nobody')).rejects.toThrow(/^not among the latest/u)
  await expect(createApi('http://127.0.0.1:9/console/api').get('good', 'object')).rejects.toThrow(
    'the gateway does not answer',
  )
})
