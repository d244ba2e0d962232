import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchChromium } from '@weir/browsers'
import { startTestGateway, type TestGateway } from '@weir/gateway/testing'
import { preview, type PreviewServer } from 'vite'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'

const root = join(import.meta.dirname, '..')

let folder: string
let server: PreviewServer
let url: string
let weir: TestGateway
let chromium: Awaited<ReturnType<typeof launchChromium>>['browser']
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-spa-'))
  // Its address is known before there is anything to serve: the gateway has to list it.
  server = await preview({
    root,
    logLevel: 'silent',
    build: { outDir: folder },
    preview: { port: 0, host: '127.0.0.1' },
  })
  const address = server.httpServer.address()
  url = `http://localhost:${typeof address === 'object' ? address?.port : ''}`
  weir = await startTestGateway({ origins: [url], trackingPlan: join(root, 'generated') })
  // As it is built for production, which a runner of tests is not.
  const built = await run(
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', folder],
    {
      NODE_ENV: 'production',
      VITE_WEIR_ENDPOINT: weir.endpoint,
      VITE_WEIR_WRITE_KEY: weir.writeKey,
    },
  )
  if (built.code !== 0) throw new Error(built.output)
  chromium = (await launchChromium()).browser
}, 60_000)
afterAll(async () => {
  await chromium.close()
  await server.close()
  await weir.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => weir.reset())

/** Runs node in the folder of the example. */
function run(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: unknown; output: string }> {
  return new Promise((done) => {
    execFile(process.execPath, words, { cwd: root, env }, (error, out, problems) =>
      done({ code: error?.code ?? 0, output: out + problems }),
    )
  })
}

async function open(path: string) {
  const context = await chromium.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => problems.push(message.text()))
  await page.goto(url + path)
  return { page, context, problems }
}

test('each route is viewed once, under its own address', async () => {
  const { page, problems } = await open('/')
  await page.getByRole('button', { name: "Yes, that's fine" }).click()
  await page.getByRole('link', { name: 'The mill race' }).click()
  await page.getByRole('heading', { name: 'The mill race' }).waitFor()
  await page.getByRole('link', { name: 'Tidebook' }).click()
  await page.getByRole('heading', { name: 'Where to, today?' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'The mill race' }).waitFor()
  await page.getByRole('button', { name: 'Save for later' }).click()
  await weir.expectEvent({ event_type: 'save_trip' })
  const views = weir.events({ event_type: 'page_view' })
  expect(views.map((view) => `${view.page_path} ${String(view.properties?.navigation)}`)).toEqual([
    '/ load',
    '/trips/mill-race in_app',
    '/ in_app',
    '/trips/mill-race in_app',
  ])
  expect(new Set(views.map((view) => view.page_view_id)).size).toBe(4)
  expect(new Set(views.map((view) => view.instance_id)).size).toBe(1)
  expect(problems).toEqual([])
})

test('events of the plan arrive as they are described', async () => {
  const { page } = await open('/trips/delta')
  await page.getByRole('button', { name: "Yes, that's fine" }).click()
  await page.getByLabel('People').fill('3')
  await page.getByRole('button', { name: 'Book for €192' }).click()
  await weir.expectEvent({
    event_type: 'book_trip',
    page_path: '/trips/delta',
    value: 192,
    properties: { trip: 'delta', people: 3 },
  })
  await weir.expectEvent({ event_type: 'page_view', page_path: '/booked' })
  expect(weir.events({ event_type: 'book_trip' })).toHaveLength(1)
  expect(weir.rejected()).toEqual([])
})

test('nothing leaves the page before the visitor agrees, and nothing when they refuse', async () => {
  const { page, context } = await open('/')
  await page.getByRole('link', { name: 'Down to the delta' }).click()
  await page.getByRole('button', { name: 'Save for later' }).click()
  await weir.expectNoEvent({})
  await page.getByRole('button', { name: 'No, thanks' }).click()
  await page.reload()
  await page.getByRole('button', { name: 'Save for later' }).click()
  await weir.expectNoEvent({})
  expect(await context.cookies()).toMatchObject([{ name: 'weir', value: '|||||denied' }])
})

test('what was done before the visitor agrees is told when they do', async () => {
  const { page } = await open('/trips/delta')
  await page.getByRole('button', { name: 'Save for later' }).click()
  await page.getByRole('button', { name: "Yes, that's fine" }).click()
  const { timestamp } = await weir.expectEvent({ event_type: 'save_trip', consent: 'unknown' })
  const [view, ...more] = weir.events({ event_type: 'page_view', consent: 'unknown' })
  expect([view && view.timestamp < timestamp, more]).toEqual([true, []])
})

test('what the plan says is what was compiled from it', async () => {
  const program = join(root, '../../packages/schema/src/main.ts')
  const words = ['build', 'plan', '--out', 'generated', '--check']
  expect(await run(['--conditions=weir-source', program, ...words])).toMatchObject({ code: 0 })
})
