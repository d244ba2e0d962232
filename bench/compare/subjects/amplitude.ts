import { listOf, parse, sighting, type Subject } from './subject.ts'

export const amplitude: Subject = {
  name: 'Amplitude',
  packages: ['@amplitude/analytics-browser'],
  work: 'page views, clicks, forms, downloads, sessions; events kept in localStorage',
  settings:
    'none: retries and the queue in localStorage are the defaults. The beacons at pagehide that its documents advise bring five events at once, and lose what meets an outage. Settings from its servers are off.',
  docs: [
    'https://amplitude.com/docs/sdks/analytics/browser/browser-sdk-2',
    'https://amplitude.com/docs/apis/analytics/http-v2#status-codes',
  ],
  source: `
    import * as amplitude from '@amplitude/analytics-browser'
    amplitude.init('demo', {
      serverUrl: endpoint + '/2/httpapi',
      autocapture: true,
      fetchRemoteConfig: false,
      remoteConfig: { fetchRemoteConfig: false },
    })
    window.deliver = (name, properties) => void amplitude.track(name, properties)`,
  answer: () => '{"code":200,"events_ingested":1,"payload_size_bytes":1,"server_upload_time":1}',
  refusal: (status) => JSON.stringify({ code: status, error: 'refused', eps_threshold: 10 }),
  read: (body) =>
    listOf(parse(body)['events']).map((event) =>
      sighting(event, ['event_type', 'insert_id', 'event_properties']),
    ),
}
