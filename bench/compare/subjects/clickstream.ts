import { listOf, parse, sighting, type Subject } from './subject.ts'

export const clickstream: Subject = {
  name: 'AWS Clickstream',
  packages: ['@aws/clickstream-web'],
  work: 'page views, clicks on links, scrolling, searches; events kept in localStorage',
  settings:
    'sendMode Batch, every 5 s: without it each event is a request, tried three times at once and then left for the next page, and 81 of a burst of 200 were lost',
  docs: ['https://github.com/awslabs/clickstream-web#configuration'],
  source: `
    import { ClickstreamAnalytics, PageType, SendMode } from '@aws/clickstream-web'
    ClickstreamAnalytics.init({
      appId: 'demo',
      endpoint: endpoint + '/collect',
      sendMode: SendMode.Batch,
      sendEventsInterval: 5000,
      pageType: PageType.multiPageApp,
      isTrackPageViewEvents: true,
      isTrackClickEvents: true,
    })
    window.deliver = (name, attributes) => ClickstreamAnalytics.record({ name, attributes })`,
  read: (body) =>
    listOf(parse(body)).map((event) => sighting(event, ['event_type', 'event_id', 'attributes'])),
}
