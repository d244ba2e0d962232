import { listOf, parse, sighting, type Subject } from './subject.ts'

export const amplitude: Subject = {
  name: 'Amplitude',
  packages: ['@amplitude/analytics-browser'],
  work: 'page views, clicks, forms, downloads, sessions; events kept in localStorage',
  settings:
    'at pagehide it changes to beacons and flushes, as its documents advise; retries and the queue in localStorage are the defaults. Settings from its servers are off.',
  docs: ['https://amplitude.com/docs/sdks/analytics/browser/browser-sdk-2#use-sendbeacon'],
  source: `
    import * as amplitude from '@amplitude/analytics-browser'
    amplitude.init('demo', {
      serverUrl: endpoint + '/2/httpapi',
      autocapture: true,
      fetchRemoteConfig: false,
      remoteConfig: { fetchRemoteConfig: false },
    })
    addEventListener('pagehide', () => {
      amplitude.setTransport('beacon')
      amplitude.flush()
    })
    window.deliver = (name, properties) => void amplitude.track(name, properties)`,
  answer: () => '{"code":200,"events_ingested":1,"payload_size_bytes":1,"server_upload_time":1}',
  read: (body) =>
    listOf(parse(body)['events']).map((event) =>
      sighting(event, ['event_type', 'insert_id', 'event_properties']),
    ),
}
