import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { loadSdkScript, sdkScriptName } from '../../src/sdk-script.ts'
import { temporaryFolder, testGateway } from '../support/gateway.ts'

const script = Buffer.from('window.weir = function () { /* collects */ };\n'.repeat(200))

/** Without the decoding of `fetch`. */
async function get(url: string, headers: Record<string, string> = {}) {
  const sent = request(url, { headers })
  sent.end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  const body = Buffer.concat(await answer.toArray())
  return { status: answer.statusCode, headers: answer.headers, body }
}

async function served() {
  const gateway = await testGateway({ sdkScript: script })
  const about = JSON.parse(String((await get(`${gateway.url}/weir.json`)).body)) as {
    file: string
    integrity: string
    bytes: number
  }
  return { gateway, about }
}

test('serves the script under its name for a while and under its hash for ever, with its integrity', async () => {
  const { gateway, about } = await served()
  const digest = createHash('sha384').update(script).digest('base64')
  expect(about).toEqual({
    file: expect.stringMatching(/^\/weir\.[0-9a-f]{16}\.js$/u) as string,
    integrity: `sha384-${digest}`,
    bytes: script.length,
  })
  const hashed = await get(gateway.url + about.file)
  expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(hashed.body).toEqual(script)
  const named = await get(`${gateway.url}/weir.js`)
  expect(named.headers['cache-control']).toMatch(/^public, max-age=\d{2,3},/u)
  expect(named.body).toEqual(script)
  expect((await get(`${gateway.url}/weir.0000.js`)).status).toBe(404)
})

test('may be loaded by every page, by cross-origin isolated ones as well', async () => {
  const { gateway, about } = await served()
  for (const path of ['/weir.js', about.file, '/weir.json']) {
    const { headers } = await get(gateway.url + path, { origin: 'https://anybody.test' })
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
  }
})

test.each([
  ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
  ['br', 'GZIP;q=1.0, BR;q=0.1', brotliDecompressSync],
  ['gzip', 'gzip, br;q=0', gunzipSync],
  [undefined, 'deflate, *;q=0.5', (body: Buffer) => body],
  [undefined, '', (body: Buffer) => body],
])('is sent as %s to who accepts "%s"', async (encoding, accepted, decode) => {
  const { gateway } = await served()
  const { headers, body } = await get(`${gateway.url}/weir.js`, { 'accept-encoding': accepted })
  expect(headers['content-encoding']).toBe(encoding)
  expect(headers.vary).toContain('accept-encoding')
  expect(decode(body)).toEqual(script)
  expect(Number(headers['content-length'])).toBe(body.length)
})

test('is not sent again to who has it, each encoding with a tag of its own', async () => {
  const { gateway } = await served()
  const url = `${gateway.url}/weir.js`
  const tags: string[] = []
  for (const encoding of ['br', 'gzip', 'identity']) {
    const accepts = { 'accept-encoding': encoding }
    const tag = (await get(url, accepts)).headers.etag ?? ''
    tags.push(tag)
    for (const known of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
      const again = await get(url, { ...accepts, 'if-none-match': known })
      expect([known, again.status, again.body.length]).toEqual([known, 304, 0])
      expect(again.headers.etag).toBe(tag)
    }
    expect((await get(url, { ...accepts, 'if-none-match': '"x"' })).status).toBe(200)
  }
  expect(new Set(tags).size).toBe(3)
})

test('is loaded where it is built, and missing where it is not', async () => {
  const file = join(await temporaryFolder(), 'weir.js')
  const resolve = () => pathToFileURL(file).href
  expect(await loadSdkScript(resolve)).toBeUndefined()
  await writeFile(file, script)
  expect(await loadSdkScript(resolve)).toEqual(script)
  expect(
    await loadSdkScript(() => {
      throw new Error('no such package')
    }),
  ).toBeUndefined()
  const gateway = await testGateway()
  for (const path of ['/weir.js', '/weir.json']) {
    expect((await get(gateway.url + path)).status).toBe(404)
  }
})

test('asks the SDK for its script by a name under which it is published', async () => {
  const path = join(import.meta.dirname, '../../../browser-sdk/package.json')
  const { name, exports } = JSON.parse(await readFile(path, 'utf8')) as {
    name: string
    exports: object
  }
  expect(Object.keys(exports).map((key) => key.replace('.', name))).toContain(sdkScriptName)
})
