import { listOf, parse, sighting, type Subject } from './subject.ts'

export const weir: Subject = {
  name: 'Weir',
  packages: ['@weir/browser-sdk'],
  work: 'page views, clicks, events kept in localStorage before track() returns',
  settings: 'none',
  docs: ['docs/browser-sdk.md'],
  source: `
    import { captureClicks, capturePages, createWeir } from '@weir/browser-sdk'
    window.deliver = createWeir({ endpoint, writeKey, capture: [capturePages(), captureClicks()] }).track`,
  read: (body) =>
    listOf(parse(body)['events']).map((event) =>
      sighting(event, ['event_type', 'event_id', 'properties']),
    ),
}
