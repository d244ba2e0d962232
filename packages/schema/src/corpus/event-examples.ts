import { type Examples, fieldExamples, usualEvent } from './example.ts'

const gone = undefined
const required = new Set(['event_id', 'event_type', 'timestamp', 'session_id', 'page_url'])
const optionalFields = Object.keys(usualEvent).filter((name) => !required.has(name))
const nested = (levels: number): object => (levels === 1 ? {} : { deeper: nested(levels - 1) })
const manyKeys = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_each, n) => [`k${n}`, n]))
const custom = (properties: unknown) => ({ event_type: 'add_to_cart', properties })

/** What every event carries, whatever its type. */
export const eventExamples: Examples = fieldExamples({
  valid: {
    'an event of your own': custom({
      sku: 'A1',
      quantity: 2,
      gift: false,
      note: null,
      tags: ['a'],
    }),
    'an event of your own without properties': { event_type: 'add_to_cart' },
    'a name that every object inherits': { event_type: 'constructor', properties: {} },
    'nothing but what is required': Object.fromEntries(optionalFields.map((name) => [name, gone])),
    'nulls where they are allowed': {
      user_id: null,
      page_title: null,
      referrer: null,
      value: null,
    },
    'an identified visitor and a price': { user_id: 'u_1', value: 49.9 },
    'the page load before': { previous_instance: { instance_id: 'i-0', last_seq: 41 } },
    'a visitor who may not be stored': { anonymous_id: gone, consent: 'denied' },
    'a page on an address': { page_url: 'http://[2001:db8::1]:8080/' },
    'a page with letters beyond ASCII': { page_url: 'https://müller.example/straße?q=ü#ä' },
    'the longest address': { page_url: `https://a.example/${'x'.repeat(2030)}` },
    'a title of 512 characters outside the basic plane': { page_title: '🛒'.repeat(512) },
    'a leap day': { timestamp: '2028-02-29T23:59:59.999Z' },
    'the largest number': { value: Number.MAX_VALUE },
    'properties as deep as allowed': custom(nested(5)),
    'properties with as many keys as allowed': custom(manyKeys(255)),
    'properties as large as allowed': custom({ text: 'x'.repeat(16_384 - '{"text":""}'.length) }),
    'the longest name': { event_type: 'a'.repeat(64) },
  },
  invalid: {
    'no event_id': ['/event_id', { event_id: gone }],
    'an event_id that is no UUID': ['/event_id', { event_id: '1234' }],
    'no event_type': ['/event_type', { event_type: gone }],
    'an event_type in capitals': ['/event_type', { event_type: 'AddToCart' }],
    'an event_type that is too long': ['/event_type', { event_type: 'a'.repeat(65) }],
    'an event_type with a line feed at its end': ['/event_type', { event_type: 'click\n' }],
    'no timestamp': ['/timestamp', { timestamp: gone }],
    'a timestamp that is a number': ['/timestamp', { timestamp: 1_795_222_923_456 }],
    'a timestamp without milliseconds': ['/timestamp', { timestamp: '2026-11-21T01:02:03Z' }],
    'a timestamp in local time': ['/timestamp', { timestamp: '2026-11-21T01:02:03.456+01:00' }],
    'a 30th of February': ['/timestamp', { timestamp: '2026-02-30T01:02:03.456Z' }],
    'a leap day in a common year': ['/timestamp', { timestamp: '2100-02-29T01:02:03.456Z' }],
    'no session_id': ['/session_id', { session_id: gone }],
    'an empty session_id': ['/session_id', { session_id: '' }],
    'a session_id that is too long': ['/session_id', { session_id: 'x'.repeat(65) }],
    'no page_url': ['/page_url', { page_url: gone }],
    'a page_url that is relative': ['/page_url', { page_url: '/products/mug' }],
    'a page_url that is a file': ['/page_url', { page_url: 'file:///etc/passwd' }],
    'a page_url that is a script': ['/page_url', { page_url: 'javascript:alert(1)' }],
    'a page_url with a space': ['/page_url', { page_url: 'https://a.example/x y' }],
    'a page_url without a host': ['/page_url', { page_url: 'https://' }],
    'a page_url with an impossible address': ['/page_url', { page_url: 'http://1.2.3.999/' }],
    'a page_url that is too long': [
      '/page_url',
      { page_url: `https://a.example/${'x'.repeat(2031)}` },
    ],
    'an anonymous_id that is null': ['/anonymous_id', { anonymous_id: null }],
    'a user_id that is a number': ['/user_id', { user_id: 17 }],
    'a user_id that is too long': ['/user_id', { user_id: 'x'.repeat(129) }],
    'a seq below zero': ['/seq', { seq: -1 }],
    'a seq that is not whole': ['/seq', { seq: 1.5 }],
    'a previous_instance without last_seq': [
      '/previous_instance/last_seq',
      { previous_instance: { instance_id: 'i-0' } },
    ],
    'a previous_instance with more in it': [
      '/previous_instance/more',
      { previous_instance: { instance_id: 'i-0', last_seq: 1, more: 1 } },
    ],
    'a page_title that is too long': ['/page_title', { page_title: '🛒'.repeat(513) }],
    'a page_title with half a surrogate pair': ['/page_title', { page_title: 'A mug \ud83d' }],
    'a referrer that is too long': ['/referrer', { referrer: 'x'.repeat(2049) }],
    'a value that is a string': ['/value', { value: '49.9' }],
    'a value beyond all numbers': ['/value', { value: Number.POSITIVE_INFINITY }],
    'a width below zero': ['/screen_width', { screen_width: -1 }],
    'a width that is not whole': ['/viewport_width', { viewport_width: 1280.5 }],
    'a consent that we do not know': ['/consent', { consent: 'perhaps' }],
    'a field that we do not know': ['/colour', { colour: 'red' }],
    'properties that are a list': ['/properties', custom([])],
    'properties that are null': ['/properties', custom(null)],
    'properties nested too deep': ['/properties', custom(nested(6))],
    'properties with too many keys': ['/properties', custom(manyKeys(256))],
    'properties with too many keys over all levels': [
      '/properties',
      custom({ a: manyKeys(128), b: manyKeys(128) }),
    ],
    'properties that are too large': ['/properties', custom({ text: 'x'.repeat(16_384) })],
    'properties that are too large in UTF-8': ['/properties', custom({ text: 'ü'.repeat(8_200) })],
    'properties with a number beyond all numbers': ['/properties/n', custom({ n: 1 / 0 })],
    'properties with half a surrogate pair': ['/properties/text', custom({ text: '\udc00' })],
    'properties with a prototype': [
      '/properties/a/__proto__',
      custom(JSON.parse('{"a":{"__proto__":{}}}')),
    ],
  },
})
