import { expect, test } from 'vitest'
import { createPathLedger, type PathVerdict } from '../../oracle/path-ledger.ts'

const at = '2026-11-21T01:02:03.456Z'
const properties = { key: 'b0.0', note: 'x' }
const valid = { event_id: '1', event_type: 'click_seen', timestamp: at, properties }
const invalid = { ...valid, event_id: '2', event_type: 'Not A Name', properties: { key: 'b0.1' } }
const receipt = { accepted: 1, rejected: [{ index: 1, event_id: '2', code: 'schema' }] }
const stored = { ...valid, client_timestamp: at, received_at: at }
const line = (record: object): string => `${JSON.stringify(record)}\n`

/** What went out, what came back, and what is in the archive; left out, it is as it should be. */
interface Story {
  readonly sent?: readonly (readonly object[])[]
  readonly answer?: object | undefined
  readonly events?: readonly object[]
  readonly rejected?: readonly object[]
  readonly errors?: string
  readonly viewIds?: readonly string[]
}

function judge(story: Story = {}): PathVerdict {
  const { sent = [[valid, invalid]], events = [stored], viewIds = ['1'] } = story
  const { rejected = [{ code: 'schema', event: invalid }], errors = '' } = story
  const ledger = createPathLedger()
  ledger.tracked({ eventType: 'click_seen', properties, isValid: true })
  ledger.tracked({ eventType: 'Not A Name', properties: { key: 'b0.1' }, isValid: false })
  for (const each of sent) {
    const body = JSON.stringify('answer' in story ? story.answer : receipt)
    const answered = ledger.sent(JSON.stringify({ events: each }))
    answered(body === undefined ? 'ECONNRESET' : { status: 202, body })
  }
  const archived = {
    events: events.map(line).join(''),
    rejected: rejected.map(line).join(''),
    errors,
  }
  return ledger.judge({ archived, viewIds })
}

const nothingWrong = {
  tracked: 2,
  sent: 2,
  acknowledged: 2,
  lost: [],
  invented: [],
  altered: [],
  undelivered: [],
  doubled: [],
  miscounted: [],
  givenUp: [],
  undecodable: [],
  duplicates: 0,
}

test('finds nothing wrong where nothing is', () => {
  expect(judge()).toEqual(nothingWrong)
})

test('takes copies that differ in what the gateway adds, and clocks that it corrects', () => {
  const later = '2026-11-21T09:00:00.000Z'
  const again = { ...stored, timestamp: later, received_at: later }
  expect(judge({ events: [stored, again] })).toEqual({ ...nothingWrong, duplicates: 1 })
})

test('sees an event that was acknowledged and is nowhere', () => {
  expect(judge({ events: [], viewIds: [] })).toEqual({
    ...nothingWrong,
    lost: ['1 valid b0.0'],
    undelivered: ['b0.0'],
  })
  expect(judge({ rejected: [] })).toEqual({
    ...nothingWrong,
    lost: ['2 invalid b0.1'],
    undelivered: ['b0.1'],
  })
})

test('sees an event that was never acknowledged and is nowhere', () => {
  const unheard = { answer: undefined, events: [], viewIds: [] }
  expect(judge(unheard)).toMatchObject({ acknowledged: 0, lost: [], undelivered: ['b0.0'] })
})

test('sees an event that never left its page', () => {
  expect(
    judge({ sent: [[invalid]], answer: { accepted: 0, rejected: [{ index: 0 }] }, events: [] }),
  ).toMatchObject({
    sent: 1,
    undelivered: ['b0.0'],
    miscounted: [],
  })
})

test('sees an event that nobody sent, or that stands in the wrong place', () => {
  const strange = { ...stored, event_id: '3', properties: { key: 'b9.9' } }
  expect(judge({ events: [stored, strange], viewIds: ['1', '3'] }).invented).toHaveLength(1)
  expect(judge({ rejected: [{ event: invalid }, { event: valid }] }).invented).toHaveLength(1)
})

test('sees an event that was changed, by the SDK or after it', () => {
  const changed = { ...properties, note: 'y' }
  expect(judge({ sent: [[{ ...valid, properties: changed }, invalid]] }).altered).toHaveLength(2)
  const twice = [
    [valid, invalid],
    [{ ...valid, page_url: 'other' }, invalid],
  ]
  expect(judge({ sent: twice }).altered).toHaveLength(1)
  expect(judge({ events: [{ ...stored, properties: changed }] }).altered).toHaveLength(1)
  expect(judge({ events: [{ ...stored, client_timestamp: 'x' }] }).altered).toHaveLength(1)
})

test('sees a view that holds an event twice, or not at all', () => {
  expect(judge({ viewIds: ['1', '1'] }).doubled).toEqual(['1: 2 times in the view'])
  expect(judge({ viewIds: [] }).doubled).toEqual(['1: 0 times in the view'])
})

test('sees an answer that does not say of each event what becomes of it', () => {
  expect(judge({ answer: { accepted: 1 } }).miscounted).toHaveLength(2)
  expect(judge({ answer: { ...receipt, accepted: 2 } }).miscounted).toHaveLength(1)
  const crossed = { accepted: 1, rejected: [{ index: 0 }] }
  expect(judge({ answer: crossed }).miscounted).toHaveLength(2)
})

test('tells what the SDK gave up, what could not be decoded, and what was answered', () => {
  const ledger = createPathLedger()
  ledger.givenUp(3, 'queue_full')
  ledger.sent('{"events":[]}')('ECONNRESET')
  ledger.sent('{"events":[]}')({ status: 503, body: '{"code":"draining"}' })
  const archived = { events: '', rejected: '', errors: '{"rawData":""}\n' }
  expect(ledger.judge({ archived, viewIds: [] })).toMatchObject({
    givenUp: ['3 events: queue_full'],
    undecodable: ['{"rawData":""}'],
  })
  expect(Object.fromEntries(ledger.answers)).toEqual({
    'no answer (ECONNRESET)': 1,
    '503 draining': 1,
  })
})
