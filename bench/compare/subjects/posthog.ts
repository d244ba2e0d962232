import { listOf, parse, sighting, type Subject } from './subject.ts'

export const posthog: Subject = {
  name: 'PostHog',
  packages: ['posthog-js'],
  work: 'page views, page leaves, clicks and form changes; events wait in memory',
  settings:
    'the rate limiter raised from 10 events/s and 100 at once to 1,000; requests are retried and end as beacons by default. Off: flags, surveys, replay and code from elsewhere.',
  docs: ['https://posthog.com/docs/libraries/js/config'],
  source: `
    import posthog from 'posthog-js'
    posthog.init('phc_demo', {
      api_host: endpoint,
      rate_limiting: { events_per_second: 1000, events_burst_limit: 1000 },
      autocapture: true,
      capture_pageview: true,
      capture_pageleave: true,
      advanced_disable_flags: true,
      disable_surveys: true,
      disable_session_recording: true,
      disable_external_dependency_loading: true,
      // A browser under a program's hand is a bot otherwise, and its events are left out.
      opt_out_useragent_filter: true,
    })
    window.deliver = (name, properties) => posthog.capture(name, properties)`,
  answer: () => '{"status":1}',
  read: (body) => {
    const form = body.startsWith('data=') ? new URLSearchParams(body).get('data') : undefined
    const json = form ? Buffer.from(form, 'base64').toString() : body
    const batch = parse(json)
    return listOf(batch['batch'] ?? batch).map((event) =>
      sighting(event, ['event', 'uuid', 'properties']),
    )
  },
}
