import { listOf, parse, type Sighting, type Subject, text } from './subject.ts'

function read(event: ReturnType<typeof parse>): Sighting {
  const encoded = text(event['ue_px'])
  const json = encoded ? Buffer.from(encoded, 'base64url').toString() : text(event['ue_pr'])
  const inner = parse(json ?? '{}')['data']
  const schema = text(inner?.['schema']) ?? ''
  return {
    name: schema.split('/')[1] ?? text(event['e']) ?? '',
    id: text(event['eid']),
    properties: inner?.['data'],
  }
}

export const snowplow: Subject = {
  name: 'Snowplow',
  packages: [
    '@snowplow/browser-tracker',
    '@snowplow/browser-plugin-link-click-tracking',
    '@snowplow/browser-plugin-button-click-tracking',
  ],
  work: 'page views by a call, clicks on links and buttons; events kept in localStorage',
  settings:
    'keepalive: without it, five events before a navigation wait for the next page. One event a request (bufferSize 1), retries and the queue in localStorage are the defaults',
  docs: [
    'https://docs.snowplow.io/docs/sources/web-trackers/tracker-setup/initialization-options/',
  ],
  source: `
    import { newTracker, trackPageView, trackSelfDescribingEvent } from '@snowplow/browser-tracker'
    import { LinkClickTrackingPlugin, enableLinkClickTracking } from '@snowplow/browser-plugin-link-click-tracking'
    import { ButtonClickTrackingPlugin, enableButtonClickTracking } from '@snowplow/browser-plugin-button-click-tracking'
    newTracker('sp', endpoint, {
      appId: 'demo',
      eventMethod: 'post',
      keepalive: true,
      plugins: [LinkClickTrackingPlugin(), ButtonClickTrackingPlugin()],
    })
    enableLinkClickTracking()
    enableButtonClickTracking()
    window.deliver = (name, data) =>
      trackSelfDescribingEvent({ event: { schema: 'iglu:com.example/' + name + '/jsonschema/1-0-0', data } })
    trackPageView()`,
  read: (body) => listOf(parse(body)['data']).map(read),
}
