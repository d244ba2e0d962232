import { listOf, parse, sighting, type Subject } from './subject.ts'

export const segment: Subject = {
  name: 'Segment',
  packages: ['@segment/analytics-next'],
  work: 'page views by a call; clicks are left to the site',
  settings:
    'strategy standard, a request for each event, retried and kept at pagehide by default: batches lost 191 of a burst of 200 and what met an outage, and keepalive changed nothing. Settings are given in the page, so that nothing comes from its CDN.',
  docs: [
    'https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/#batching',
  ],
  source: `
    import { AnalyticsBrowser } from '@segment/analytics-next'
    const [protocol, apiHost] = endpoint.split('://')
    const analytics = AnalyticsBrowser.load(
      { writeKey, cdnSettings: { integrations: { 'Segment.io': { apiKey: writeKey } } } },
      { integrations: { 'Segment.io': { protocol, apiHost: apiHost + '/v1',
          deliveryStrategy: { strategy: 'standard' } } } },
    )
    window.deliver = (name, properties) => void analytics.track(name, properties)
    void analytics.page()`,
  answer: () => '{"success":true}',
  read: (body) => {
    const request = parse(body)
    return listOf(request['batch'] ?? request).map((event) =>
      sighting(event, ['event', 'messageId', 'properties']),
    )
  },
}
