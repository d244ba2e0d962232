import { expect, test } from 'vitest'
import { clickstream } from '../../subjects/clickstream.ts'
import { mixpanel } from '../../subjects/mixpanel.ts'
import { plausible } from '../../subjects/plausible.ts'
import { posthog } from '../../subjects/posthog.ts'
import { segment } from '../../subjects/segment.ts'
import { snowplow } from '../../subjects/snowplow.ts'
import { subjects } from '../../subjects/subjects.ts'

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64')
const form = (data: string): string => new URLSearchParams({ data }).toString()

const step = { name: 'matrix_step', id: 'a', properties: { n: 3 } }

test('reads the forms in which one SDK may send the same event', () => {
  const ofMixpanel = { event: 'matrix_step', properties: { n: 3, $insert_id: 'a' } }
  const mixpanelStep = { ...step, properties: ofMixpanel.properties }
  expect(mixpanel.read(form(JSON.stringify([ofMixpanel])), '/')).toEqual([mixpanelStep])
  expect(mixpanel.read(form(base64([ofMixpanel])), '/')).toEqual([mixpanelStep])

  const ofPosthog = { event: 'matrix_step', uuid: 'a', properties: { n: 3 } }
  for (const batch of [ofPosthog, [ofPosthog], { batch: [ofPosthog] }]) {
    expect(posthog.read(JSON.stringify(batch), '/')).toEqual([step])
    expect(posthog.read(form(base64(batch)), '/')).toEqual([step])
  }

  const ofSegment = { event: 'matrix_step', messageId: 'a', properties: { n: 3 } }
  expect(segment.read(JSON.stringify(ofSegment), '/')).toEqual([step])
  expect(segment.read(JSON.stringify({ batch: [ofSegment] }), '/')).toEqual([step])

  const inner = { schema: 'iglu:com.example/matrix_step/jsonschema/1-0-0', data: { n: 3 } }
  for (const payload of [
    { e: 'ue', eid: 'a', ue_pr: JSON.stringify({ data: inner }) },
    { e: 'ue', eid: 'a', ue_px: base64({ data: inner }) },
  ])
    expect(snowplow.read(JSON.stringify({ data: [payload] }), '/')).toEqual([step])
})

test('says of an event without an id that it has none', () => {
  const body = JSON.stringify({ n: 'matrix_step', p: { n: 3 } })
  expect(plausible.read(body, '/')).toEqual([{ ...step, id: undefined }])
})

test('does not take something else for events', () => {
  expect(clickstream.read('[]', '/')).toEqual([])
  expect(() => posthog.read('no JSON', '/')).toThrow('JSON')
})

test('says of every SDK what it does and what was set, and where that is documented', () => {
  const installed = subjects.filter(({ packages }) => packages.length > 0)
  const silent = installed.filter(
    ({ work, settings, docs }) => work === '' || settings === '' || docs.length === 0,
  )
  expect(installed.length).toBeGreaterThan(8)
  expect(silent).toEqual([])
})
