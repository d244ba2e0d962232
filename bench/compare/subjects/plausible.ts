import { listOf, parse, sighting, type Subject } from './subject.ts'

export const plausible: Subject = {
  name: 'Plausible',
  packages: ['@plausible-analytics/tracker'],
  work: 'page views, engagement, outbound links, downloads, forms; nothing is kept',
  settings: 'none: there is nothing to set; events bear no id',
  docs: ['https://www.npmjs.com/package/@plausible-analytics/tracker'],
  source: `
    import { init, track } from '@plausible-analytics/tracker'
    // A browser under a program's hand is a bot otherwise, and its events are left out.
    window.__plausible = true
    init({
      domain: 'example.com',
      endpoint: endpoint + '/api/event',
      captureOnLocalhost: true,
      outboundLinks: true,
      fileDownloads: true,
      formSubmissions: true,
    })
    window.deliver = (name, properties) => track(name, { props: properties })`,
  answer: () => 'ok',
  read: (body) => listOf(parse(body)).map((event) => sighting(event, ['n', 'none', 'p'])),
}
