import { type Examples, payloadExamples } from './example.ts'

/** How a visitor moves: page views, scrolling, time spent, becoming known. */
export const visitExamples: readonly Examples[] = [
  payloadExamples('page_view', {
    valid: {
      'a page that was loaded': {
        navigation: 'load',
        canonical_url: 'https://shop.example.com/mug',
      },
      'a step inside a single-page app': { navigation: 'in_app' },
      'properties of your own': { category: 'mugs', position: 3 },
      'no properties': undefined,
    },
    invalid: {
      'a navigation that we do not know': ['/navigation', { navigation: 'teleport' }],
      'a canonical_url that is relative': ['/canonical_url', { canonical_url: '/mug' }],
      'more than 255 properties': [
        '',
        Object.fromEntries(Array.from({ length: 256 }, (_each, n) => [`k${n}`, n])),
      ],
    },
  }),
  payloadExamples('scroll', {
    valid: {
      'half of the page': { depth_percent: 50, depth_px: 1200, page_height: 2400 },
      'nothing but the depth': { depth_percent: 100 },
    },
    invalid: {
      'no depth': ['/depth_percent', { depth_px: 1200 }],
      'no properties': ['/depth_percent', undefined],
      'deeper than the page': ['/depth_percent', { depth_percent: 101 }],
      'a height below zero': ['/page_height', { depth_percent: 1, page_height: -1 }],
      'a depth that is too large': ['/depth_px', { depth_percent: 1, depth_px: 100_000_001 }],
    },
  }),
  payloadExamples('engagement', {
    valid: {
      'a minute, half of it active': {
        visible_ms: 60_000,
        active_ms: 30_000,
        max_scroll_percent: 80,
        reason: 'hide',
      },
      'no time at all': { visible_ms: 0, active_ms: 0 },
    },
    invalid: {
      'no active time': ['/active_ms', { visible_ms: 1 }],
      'visible time below zero': ['/visible_ms', { visible_ms: -1, active_ms: 0 }],
      'visible for longer than a month': [
        '/visible_ms',
        { visible_ms: 2_678_400_001, active_ms: 0 },
      ],
      'a depth that is a string': [
        '/max_scroll_percent',
        { visible_ms: 1, active_ms: 1, max_scroll_percent: '80' },
      ],
      'a reason that we do not know': ['/reason', { visible_ms: 1, active_ms: 1, reason: 'bored' }],
    },
  }),
  payloadExamples('identify', {
    valid: {
      'what is known of a visitor': { plan: 'pro', since: '2024-01-01', seats: 5 },
      'nothing more than the id': undefined,
    },
    invalid: {
      'traits that are a list': ['', ['pro']],
      'traits with half a surrogate pair': ['/name', { name: '\ud83d' }],
      'traits nested too deep': ['', { a: { b: { c: { d: { e: {} } } } } }],
    },
  }),
]
