import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ensureChromium } from '@weir/browsers'
import { startTestGateway } from '@weir/gateway/testing'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type InstalledSdk, installSdk } from '../../src/pipeline/installed-sdk.ts'
import { startShopProgram } from '../../src/pipeline/shop-program.ts'

const here = import.meta.dirname
const manual = await readFile(join(here, '../../../docs/testing-your-tracking.md'), 'utf8')
const snippets = Array.from(manual.matchAll(/```ts (\S+)\n(.*?)```/gsu), ([, name = '', code]) => ({
  name,
  code,
}))

let sdk: InstalledSdk
beforeAll(async () => {
  sdk = await installSdk()
})
afterAll(() => sdk.remove())

function run(words: readonly string[]): Promise<{ code: unknown; out: string; problems: string }> {
  const options = ['--conditions=weir-source', sdk.option]
  return new Promise((done) => {
    execFile(
      process.execPath,
      [...options, ...words],
      {
        env: { PATH: dirname(process.execPath), NODE_OPTIONS: options.join(' '), FORCE_COLOR: '0' },
        timeout: 60_000,
      },
      (error, out, problems) => done({ code: error?.code ?? 0, out, problems }),
    )
  })
}

async function runPlaywright(config: object) {
  const folder = await mkdtemp(join(tmpdir(), 'weir-playwright-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'playwright.config.mjs')
  const { executablePath } = await ensureChromium()
  const shop = await startShopProgram(
    '--gateway',
    'https://c.example.com',
    '--write-key',
    'wk_test',
  )
  onTestFinished(() => shop.stop())
  const use = {
    baseURL: shop.url,
    launchOptions: { executablePath, args: ['--no-sandbox'] },
  }
  const common = { use, testDir: here, outputDir: join(folder, 'results'), reporter: 'json' }
  await writeFile(file, `export default ${JSON.stringify({ ...common, ...config })}`)
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
  return run([cli, 'test', '--config', file])
}

test('shows the files that are tried out here', async () => {
  expect(snippets.map(({ name }) => name)).toEqual(['fixture.ts', 'shop.spec.ts', 'plain.ts'])
  for (const { name, code } of snippets) expect(code).toBe(await readFile(join(here, name), 'utf8'))
})

interface Spec {
  readonly title: string
  readonly ok: boolean
  readonly tests: readonly {
    readonly results: readonly {
      readonly error?: { readonly message: string; readonly location?: { readonly file: string } }
      readonly attachments: readonly { readonly name: string; readonly body?: string }[]
    }[]
  }[]
}

test('the snippets for Playwright pass in its own runner, and a failure brings what came', async () => {
  const { out } = await runPlaywright({ testMatch: '*.spec.ts', workers: 2 })
  const report = JSON.parse(out) as { suites: readonly { specs: readonly Spec[] }[] }
  const specs = report.suites.flatMap((suite) => suite.specs)
  expect(specs.map(({ title, ok }) => `${title}: ${ok}`).sort()).toEqual([
    'a purchase is told once, with its value: true',
    'nothing is told before the visitor agrees: true',
    'something else is expected than what comes: false',
  ])
  const [failure] = specs.find(({ ok }) => !ok)?.tests[0]?.results ?? []
  expect(failure?.error?.message).toContain('No event like {"event_type":"never"} after 1 ms.')
  expect(failure?.error?.location?.file).toMatch(/failing\.spec\.ts$/)
  const attached = failure?.attachments.find(({ name }) => name === 'weir events')
  const events = Buffer.from(attached?.body ?? '', 'base64').toString()
  expect(JSON.parse(events)).toMatchObject([{ event_type: 'page_view', page_path: '/about' }])
}, 90_000)

test('the snippet without a runner ends by itself', async () => {
  expect(await run([join(here, 'plain.ts')])).toEqual({ code: 0, out: '', problems: '' })
})

test('a failure reads as the manual shows it', async () => {
  const weir = await startTestGateway()
  onTestFinished(() => weir.close())
  const event = {
    event_id: randomUUID(),
    event_type: 'signed_up',
    timestamp: new Date().toISOString(),
    session_id: 's-1',
    page_url: 'http://localhost:3000/welcome',
    properties: { plan: 'free' },
  }
  const body = JSON.stringify({ sent_at: event.timestamp, events: [event] })
  const { status } = await fetch(`${weir.endpoint}/v1/events?k=${weir.writeKey}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(status).toBe(202)
  const [, shown = ''] = /```text failure\n(.*?)\n```/su.exec(manual) ?? []
  const expected = { event_type: 'signed_up', properties: { plan: 'pro' } }
  await expect(weir.expectEvent(expected, { timeoutMs: 0 })).rejects.toThrow(
    shown.replace('after 5000 ms', 'after 0 ms'),
  )
  expect(shown).toContain('after 5000 ms')
})
