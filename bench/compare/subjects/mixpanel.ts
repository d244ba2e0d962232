import { listOf, parse, type Subject, text } from './subject.ts'

export const mixpanel: Subject = {
  name: 'Mixpanel',
  packages: ['mixpanel-browser'],
  work: 'page views, clicks, forms, scroll depth; events kept in localStorage',
  settings:
    'none: batches, retries, the queue in localStorage and beacons when the page is hidden are the defaults. The build without the recorder.',
  docs: ['https://docs.mixpanel.com/docs/tracking-methods/sdks/javascript'],
  source: `
    import mixpanel from 'mixpanel-browser/src/loaders/loader-module-core'
    mixpanel.init('demo', {
      api_host: endpoint,
      persistence: 'localStorage',
      track_pageview: true,
      autocapture: true,
      batch_requests: true,
    })
    window.deliver = (name, properties) => mixpanel.track(name, properties)`,
  answer: () => '{"error":null,"status":1}',
  read: (body) => {
    const form = new URLSearchParams(body).get('data') ?? ''
    const json = /^[[{]/u.test(form) ? form : Buffer.from(form, 'base64').toString()
    return listOf(parse(json)).map((event) => ({
      name: text(event['event']) ?? '',
      id: text(event['properties']?.['$insert_id']),
      properties: event['properties'],
    }))
  },
}
