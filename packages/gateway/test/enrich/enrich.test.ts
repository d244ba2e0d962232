import { BlockList, isIPv4 } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepAddress } from '../../src/enrich/address.ts'
import { clockSkewMs, correctTime } from '../../src/enrich/correct-time.ts'
import { createFindPlace } from '../../src/enrich/country.ts'
import { cut, readPage, readReferrerHost } from '../../src/enrich/page.ts'
import { recently } from '../../src/memory/recently.ts'
import { readUserAgent } from '../../src/enrich/user-agent.ts'

test.each([
  ['203.0.113.77', '203.0.113.0', '203.0.113.77'],
  ['::ffff:203.0.113.77', '203.0.113.0', '203.0.113.77'],
  ['::ffff:cb00:714d', '203.0.113.0', '203.0.113.77'],
  ['0:0:0:0:0:FFFF:cb00:714d', '203.0.113.0', '203.0.113.77'],
  ['[::ffff:cb00:714d]:443', '203.0.113.0', '203.0.113.77'],
  ['::fffe:cb00:714d', '::', '::fffe:cb00:714d'],
  ['64:ff9b::ffff:cb00:714d', '64:ff9b::', '64:ff9b::ffff:cb00:714d'],
  [
    '2001:db8:85a3:8d3:1319:8a2e:370:7348',
    '2001:db8:85a3::',
    '2001:db8:85a3:8d3:1319:8a2e:370:7348',
  ],
  ['2001:DB8::1', '2001:db8::', '2001:DB8::1'],
  ['::1', '::', '::1'],
  ['fe80::1%eth0', 'fe80::', 'fe80::1'],
  ['64:ff9b::1.2.3.4', '64:ff9b::', '64:ff9b::1.2.3.4'],
  ['203.0.113.77:50123', '203.0.113.0', '203.0.113.77'],
  ['[2001:db8:85a3::7348]:443', '2001:db8:85a3::', '2001:db8:85a3::7348'],
  ['[2001:db8:85a3::7348]', '2001:db8:85a3::', '2001:db8:85a3::7348'],
  ['203.0.113.77:50123:1', undefined, undefined],
  ['nonsense', undefined, undefined],
])('keeps of %s as much as the policy says', (address, anonymous, full) => {
  expect(keepAddress(address, 'anonymize')).toBe(anonymous)
  expect(keepAddress(address, 'full')).toBe(full)
  expect(keepAddress(address, 'none')).toBeUndefined()
})

const mapped = new BlockList()
mapped.addSubnet('::ffff:0:0', 96, 'ipv6')

test('keeps nothing of an IPv6 address behind its first 48 bits', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const kept = keepAddress(address, 'anonymize') ?? ''
      if (isIPv4(kept)) return mapped.check(address, 'ipv6')
      const network = new BlockList()
      network.addSubnet(kept, 48, 'ipv6')
      return kept.endsWith('::') && network.check(address, 'ipv6')
    }),
  )
})

test('reads host, path and campaign from an address', () => {
  expect(
    readPage('https://Shop.Example.com:8443/a%20b?utm_source=n%C3%A4&utm_term=&x=1#utm_medium=y'),
  ).toEqual({
    page_host: 'shop.example.com:8443',
    page_path: '/a%20b',
    utm_source: 'nä',
  })
  expect(readReferrerHost('android-app://com.example')).toBe('com.example')
  expect(readReferrerHost('nonsense')).toBeUndefined()
})

test('keeps a campaign as long as its column', () => {
  const utm = 'x'.repeat(1900)
  expect(readPage(`https://shop.example.com/?utm_content=${utm}`).utm_content).toBe(utm)
})

test('never cuts a character in half', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, most) => {
      const short = cut(text, most)
      return short.length <= most && short.isWellFormed() && text.startsWith(short)
    }),
  )
})

const agents = {
  chrome:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
  ipad: 'Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1',
  google: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
}
test.each([
  [agents.chrome, { browser: 'Chrome', os: 'Windows', device_type: 'desktop', is_bot: false }],
  [agents.iphone, { browser: 'Safari', os: 'iOS', device_type: 'mobile', is_bot: false }],
  [agents.ipad, { device_type: 'tablet', is_bot: false }],
  [agents.google, { is_bot: true }],
  ['curl/8.5.0', { is_bot: true }],
  ['', { device_type: 'other', is_bot: false }],
])('reads the user agent %s', (header, expected) => {
  expect(readUserAgent(header)).toMatchObject(expected)
})

test('survives any user agent, and keeps at most its column', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3000, unit: 'binary' }), (header) => {
      const agent = readUserAgent(header)
      return (agent.user_agent ?? '').length <= 1024 && (agent.browser_version ?? '').length <= 32
    }),
    { numRuns: 300 },
  )
})

test('believes a clock that is right, and corrects one that is not', () => {
  const now = Date.parse('2026-11-21T12:00:00.000Z')
  expect(clockSkewMs(undefined, now)).toBe(0)
  expect(clockSkewMs('2026-11-21T11:59:58.000Z', now)).toBe(0)
  const skew = clockSkewMs('2026-11-21T10:00:00.000Z', now)
  expect(correctTime('2026-11-21T09:59:30.000Z', skew, now)).toBe('2026-11-21T11:59:30.000Z')
  expect(correctTime('2026-11-21T11:00:00.000Z', 0, now)).toBe('2026-11-21T11:00:00.000Z')
  expect(correctTime('2030-01-01T00:00:00.000Z', 0, now)).toBe('2026-11-21T12:00:00.000Z')
})

test('always gives a time of the form that is promised', () => {
  const time = fc.date({
    min: new Date(0),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(time, time, time, (...times) => {
      const [event, sent, received] = times
      const skew = clockSkewMs(sent?.toISOString(), received?.getTime() ?? 0)
      const corrected = correctTime(event?.toISOString() ?? '', skew, received?.getTime() ?? 0)
      expect(corrected).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u)
    }),
  )
})

test('finds the country in the header of whatever stands in front', async () => {
  const find = await createFindPlace('header')
  expect(find({ 'cf-ipcountry': 'de', 'cf-ipcity': 'M%C3%BCnchen' }, '')).toEqual({
    country: 'DE',
    city: 'München',
  })
  expect(find({ 'cloudfront-viewer-country': 'FR' }, '')).toEqual({ country: 'FR' })
  for (const value of ['XX', 'T1', 'Germany', ''])
    expect(find({ 'cf-ipcountry': value }, '')).toEqual({})
  const latin1 = (text: string): string => Buffer.from(text).toString('latin1')
  const brazil = {
    'cf-ipcountry': 'BR',
    'cf-ipcity': latin1('São Paulo'),
    'cf-region': 'M\u00fcnchen',
  }
  expect(find(brazil, '')).toEqual({ country: 'BR', city: 'São Paulo', region: 'München' })
  const france = {
    'cloudfront-viewer-country': 'FR',
    'cloudfront-viewer-country-region-name': '%C3%8Ele-de-France',
  }
  expect(find(france, '')).toEqual({ country: 'FR', region: 'Île-de-France' })
  const off = await createFindPlace('off')
  expect(off({ 'cf-ipcountry': 'DE' }, '')).toEqual({})
})

test('remembers within bounds', () => {
  let made = 0
  const remember = recently((key: string) => `${key}${++made}`, 10)
  expect(remember('a')).toBe(remember('a'))
  for (let n = 0; n < 1000; n++) remember(String(n))
  const before = made
  remember('a')
  expect(made).toBe(before + 1)
})
