import { listOf, parse, sighting, type Subject } from './subject.ts'

/** What RudderStack's control plane says of a source without destinations. */
const sourceConfig = JSON.stringify({
  source: {
    id: 'demo',
    name: 'demo',
    writeKey: 'wk_demo',
    enabled: true,
    workspaceId: 'demo',
    updatedAt: '2026-01-01T00:00:00.000Z',
    config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
    dataplanes: {},
    destinations: [],
  },
  updatedAt: '2026-01-01T00:00:00.000Z',
})

export const rudderstack: Subject = {
  name: 'RudderStack',
  packages: ['@rudderstack/analytics-js'],
  work: 'page views by a call; clicks are left to the site; events kept in localStorage',
  settings:
    'the queue raised from 100 events to 1,000; a request for each event, retried from localStorage, is the default. The settings of the source are given in the page (getSourceConfig), so that it need not wait for them. The bundled build, as the usual one loads its plugins from a CDN.',
  docs: [
    'https://www.rudderstack.com/docs/sources/event-streams/sdks/rudderstack-javascript-sdk/load-js-sdk/',
    'https://www.rudderstack.com/docs/sources/event-streams/sdks/rudderstack-javascript-sdk/features/#event-batching',
  ],
  source: `
    import { RudderAnalytics } from '@rudderstack/analytics-js/bundled'
    const analytics = new RudderAnalytics()
    analytics.load(writeKey, endpoint, {
      getSourceConfig: () => (${sourceConfig}),
      queueOptions: { maxItems: 1000 },
    })
    window.deliver = (name, properties) => analytics.track(name, properties)
    analytics.page()`,
  read: (body) => {
    const request = parse(body)
    return listOf(request['batch'] ?? request).map((event) =>
      sighting(event, ['event', 'messageId', 'properties']),
    )
  },
}
