import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { appParts } from '../support/app-parts.ts'
import { envelope, event, temporaryFolder, testGateway } from '../support/gateway.ts'

test('tells a live page what fits its filter, and how much there was', async () => {
  const gateway = await testGateway()
  const answer = await gateway.get(
    '/console/api/live?event_type=view&event_type=click&text=nothing&text=',
  )
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  const wanted = event({ event_type: 'click' })
  await gateway.post(envelope([wanted, event({ event_type: 'view' }), { event_type: 'click' }]))
  let text = ''
  while (!/data: .*\n\n/u.test(text)) text += (await reader?.read())?.value ?? ''
  const [, data = ''] = /event: batch\ndata: (.*)\n\n/u.exec(text) ?? []
  expect(JSON.parse(data)).toMatchObject({
    good: { seen: 2, matched: 1, records: [{ event_id: wanted.event_id }] },
    rejected: { seen: 1, matched: 1, records: [{ code: 'schema' }] },
  })
  // A reader who stays does not keep the gateway from closing.
  expect(await gateway.drain()).toBe(true)
})

async function appWithPage(env: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'assets/index-1.js'), '')
  const parts = await appParts(env)
  const consolePage = join(folder, 'index.html')
  const app = await buildApp({ ...parts, consolePage, logger: pino({ level: 'silent' }) })
  onTestFinished(() => app.close())
  return app
}

test('serves the page and its files, and nothing beside them', async () => {
  const app = await appWithPage({ WEIR_CONSOLE: '1' })
  for (const path of ['/console', '/console/']) {
    const { statusCode, headers, body } = await app.inject(path)
    expect([path, statusCode, body]).toEqual([path, 200, '<!doctype html>'])
    expect(headers['cache-control']).toBe('no-cache')
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['content-security-policy']).toContain("script-src 'self';style-src 'self'")
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['referrer-policy']).toBe('no-referrer')
  }
  const script = await app.inject('/console/assets/index-1.js')
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(script.headers['x-content-type-options']).toBe('nosniff')
  for (const path of ['/console/nothing', '/console/../package.json', '/console/%2e%2e/x', '/x']) {
    expect([path, (await app.inject(path)).statusCode]).toEqual([path, 404])
  }
})

test('serves no page unless it is asked for', async () => {
  const app = await appWithPage({ WEIR_CONSOLE: '0' })
  for (const path of ['/console', '/console/', '/console/assets/index-1.js', '/console/api/live']) {
    expect([path, (await app.inject(path)).statusCode]).toEqual([path, 404])
  }
})
