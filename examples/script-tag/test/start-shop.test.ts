import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { products } from '../src/catalogue.ts'
import { type Shop, startShop } from '../src/start-shop.ts'

const gateway = 'https://c.example.com'
let shop: Shop
beforeAll(async () => {
  shop = await startShop({ port: 0, gateway, writeKey: 'wk_"test"' })
})
afterAll(() => shop.close())

const get = async (path: string) => {
  const answer = await fetch(shop.url + path)
  return { answer, text: await answer.text() }
}

test('leads nowhere that is not there', async () => {
  const seen = new Set(['/'])
  for (const path of seen) {
    const { answer, text } = await get(path)
    expect(`${path} ${answer.status}`).toBe(`${path} 200`)
    if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
    for (const [, found = ''] of text.matchAll(/(?:href|src|action)="(\/[^"]*)"/gu)) seen.add(found)
  }
  for (const { sku } of products) {
    expect(seen).toContain(`/product/${sku}`)
    expect(seen).toContain(`/pictures/${sku}.svg`)
  }
})

test('allows its one inline script, weir.js, and nothing else from elsewhere', async () => {
  const { answer, text } = await get('/')
  const policy = answer.headers.get('content-security-policy') ?? ''
  const inline = Array.from(text.matchAll(/<script>(.*?)<\/script>/gsu), ([, code = '']) => code)
  const hashes = inline.map((code) => createHash('sha256').update(code).digest('base64'))
  expect(hashes).toHaveLength(1)
  expect(policy).toContain(`script-src 'self' 'sha256-${hashes[0]}' ${gateway};`)
  expect(policy).toContain(`connect-src ${gateway};`)
  expect(policy).not.toContain('unsafe')
  expect(text).toContain(`src="${gateway}/weir.js"`)
  expect(text).toContain('data-write-key="wk_&quot;test&quot;"')
})

test('shows a search as text, whatever it is', async () => {
  const { text } = await get(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
  expect(text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
  expect((await get('/search?q=WOOL+sheep')).text).toContain('One thing found')
})

test('takes an order and shows its thanks, and takes nothing else', async () => {
  const order = { method: 'POST', body: 'name=Jane', redirect: 'manual' } as const
  const taken = await fetch(`${shop.url}/checkout`, order)
  expect([taken.status, taken.headers.get('location')]).toEqual([303, '/thanks'])
  expect((await fetch(`${shop.url}/cart`, order)).status).toBe(405)
})

test.each(['/nowhere', '/product/boat', '/category/water/more', '/%00', '//[', '/../package.json'])(
  'has no page at %s',
  async (path) => {
    const { answer, text } = await get(path)
    expect(answer.status).toBe(404)
    expect(text).toContain('Washed away')
  },
)

test('says nothing of Weir when it is started without', async () => {
  const plain = await startShop({ port: 0, gateway: undefined, writeKey: 'wk_demo' })
  const answer = await fetch(plain.url)
  const text = await answer.text()
  await plain.close()
  expect(text).toContain('/shop.js')
  expect(text).not.toContain('weir.js')
  expect(answer.headers.get('content-security-policy')).not.toContain('connect-src')
})
