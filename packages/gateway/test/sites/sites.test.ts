import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createOriginMatcher } from '../../src/sites/origin-matcher.ts'
import { loadSites } from '../../src/sites/sites.ts'
import { temporaryFolder } from '../support/gateway.ts'

const defaults = { ip: 'anonymize', privacySignals: 'strip', rateLimit: 'off' } as const
async function load(content: unknown) {
  const file = join(await temporaryFolder(), 'sites.json')
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return loadSites(file, defaults)
}
const site = { site_id: 'demo', write_keys: ['wk'], origins: ['https://a.example'] }

test('reads sites with their own settings', async () => {
  const sites = await load({
    sites: [
      { ...site, ip: 'full', rate_limit: '5/s' },
      { site_id: 'b', write_keys: ['k'] },
    ],
  })
  expect(sites.byWriteKey('wk')).toMatchObject({
    siteId: 'demo',
    ip: 'full',
    rateLimit: { max: 5, windowMs: 1000 },
  })
  expect(sites.byWriteKey('k')).toMatchObject({ ip: 'anonymize', privacySignals: 'strip' })
  expect(sites.byWriteKey('constructor')).toBeUndefined()
  expect(sites.allowsOrigin('https://a.example')).toBe(true)
})

test.each([
  ['a file that is not JSON', '{', 'is not JSON'],
  ['no sites', {}, '#/sites must list sites'],
  [
    'a site without an id',
    { sites: [{ ...site, site_id: undefined }] },
    '#/sites/0/site_id must be a text',
  ],
  [
    'a site without keys',
    { sites: [{ ...site, write_keys: [] }] },
    '#/sites/0/write_keys must be a list of texts',
  ],
  [
    'a key that is used twice',
    { sites: [site, { ...site, site_id: 'b' }] },
    'a write key of b is used twice',
  ],
  [
    'a setting that is none',
    { sites: [{ ...site, colour: 1 }] },
    '#/sites/0/colour is not a setting of a site',
  ],
  ['a policy that is none', { sites: [{ ...site, ip: 'some' }] }, '#/sites/0/ip must be one of'],
  [
    'an origin with a path',
    { sites: [{ ...site, origins: ['https://a.example/x'] }] },
    'is not an origin',
  ],
  [
    'an origin that is a star',
    { sites: [{ ...site, origins: ['*'] }] },
    '#/sites/0/origins: "*" is not an origin',
  ],
  [
    'origins that are no list',
    { sites: [{ ...site, origins: 'https://a.example' }] },
    '#/sites/0/origins must be a list of texts',
  ],
  [
    'a key that no envelope can name',
    { sites: [{ ...site, write_keys: ['k'.repeat(129)] }] },
    '#/sites/0/write_keys must be at most 128 characters each',
  ],
  [
    'a plan that is not there',
    { sites: [{ ...site, tracking_plan: 'nowhere' }] },
    'holds no compiled plan',
  ],
])('refuses %s with one clear line', async (_name, content, words) => {
  await expect(load(content)).rejects.toThrow(words)
  await expect(load(content)).rejects.not.toThrow('\n')
})

test.each([
  'https://a.*.com',
  'https://*.',
  'https://*..com',
  'https://*.1.2',
  'https://*.a/',
  'https://*.a%2f.com',
  'https://*.a@b.com',
  'https://u@a.example',
  'https://a.example?',
  'https://a.example /',
])('refuses the origin %s, which no browser sends', async (origin) => {
  await expect(load({ sites: [{ ...site, origins: [origin] }] })).rejects.toThrow(
    'is not an origin',
  )
})

test('takes a list of no origins for a site that only servers send to', async () => {
  const sites = await load({ sites: [{ ...site, origins: [] }] })
  expect(sites.byWriteKey('wk')?.allowsOrigin('https://a.example')).toBe(false)
})

test('takes an origin however it is spelled, as the browser will send it', async () => {
  const sites = await load({
    sites: [{ ...site, origins: ['https://Shop.Example.com:443/', 'http://bücher.example'] }],
  })
  expect(sites.allowsOrigin('https://shop.example.com')).toBe(true)
  expect(sites.allowsOrigin('http://xn--bcher-kva.example')).toBe(true)
  expect(sites.allowsOrigin('https://Shop.Example.com:443')).toBe(false)
})

test('says whose plan is damaged', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'compiled.json'), '{bad')
  await expect(
    load({ sites: [site, { ...site, write_keys: ['b'], tracking_plan: folder }] }),
  ).rejects.toThrow(`#/sites/1/tracking_plan: ${join(folder, 'compiled.json')} is not JSON`)
})

test('says which file cannot be read', async () => {
  await expect(loadSites('/nowhere/sites.json', defaults)).rejects.toThrow(
    '/nowhere/sites.json cannot be read: ENOENT',
  )
})

test('matches no origin but those that were listed', () => {
  const matches = createOriginMatcher(['https://shop.example.com', 'https://*.example.org:8443'])
  const part = fc.constantFrom(
    'https://',
    'http://',
    'shop',
    'a',
    '_',
    '.',
    'example',
    'org',
    'com',
    ':8443',
    '/',
    'evil',
    '@',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
      const origin = parts.join('')
      const truth =
        origin === 'https://shop.example.com' ||
        /^https:\/\/[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.example\.org:8443$/u.test(origin)
      expect([origin, matches(origin)]).toEqual([origin, truth])
    }),
    { numRuns: 20_000 },
  )
  expect(matches('https://a.b.example.org:8443')).toBe(true)
  expect(matches('https://.example.org:8443')).toBe(false)
})

test.each([
  ['https://*.example.org:443', 'https://a.example.org'],
  ['http://*.example.org:80', 'http://a.example.org'],
  ['https://*.example.org:08443', 'https://a.example.org:8443'],
  ['https://*.Example.org', 'https://a.example.org'],
  ['https://*.bücher.example', 'https://a.xn--bcher-kva.example'],
  ['https://*.example.org', 'https://my_shop.example.org'],
  ['https://*.my_shop.example', 'https://a.my_shop.example'],
])('takes %s for what a browser sends, %s', (entry, origin) => {
  expect(createOriginMatcher([entry])(origin)).toBe(true)
})

test('tells a port below a star that cannot be at the start', () => {
  expect(() => createOriginMatcher(['https://*.example.org:99999'])).toThrow(
    '"https://*.example.org:99999" is not an origin',
  )
})
