import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { launchChromium, type LaunchedChromium } from '@weir/browsers'
import { createKinesisServer } from '@weir/local'
import { createRandom } from '@weir/local/random'
import UPNG from 'upng-js'
import { buildPage, runGateway, type RunningGateway } from '../test/support/run-gateway.ts'
import { createVisits, type Visit } from '../test/support/visits.ts'

/**
 * Makes docs/screenshots: the real gateway with a local Kinesis, an archive of a week, and visits from
 * a seed. What moves with the clock differs from one run to the next.
 */
const root = resolve(import.meta.dirname, '../../..')
const folder = join(root, 'docs/screenshots')
const archive = 'data/archive'
const mostBytes = 150_000
/** So that the plots have something to show. */
const warmUpSeconds = 40
const dayMs = 86_400_000
const desktop = { width: 1200, height: 750 }
const phone = { width: 390, height: 844 }

interface Shot {
  readonly name: string
  readonly hash: string
  readonly scheme: 'light' | 'dark'
  readonly viewport: { readonly width: number; readonly height: number }
  /** What is waited for, and what is then chosen. */
  readonly wait: string
  readonly click?: string
  /** What appears then. */
  readonly shows?: string
}

const shots: readonly Shot[] = [
  {
    name: 'live',
    hash: '#/live',
    scheme: 'light',
    viewport: desktop,
    wait: '.row',
    click: '.row:nth-child(4)',
  },
  { name: 'live-phone', hash: '#/live', scheme: 'light', viewport: phone, wait: '.row' },
  {
    name: 'rejected',
    hash: '#/rejected',
    scheme: 'dark',
    viewport: desktop,
    wait: '.row',
    click: '.row',
  },
  {
    name: 'health',
    hash: '#/health',
    scheme: 'light',
    viewport: { width: 1200, height: 960 },
    wait: '.plot canvas',
  },
  { name: 'health-phone', hash: '#/health', scheme: 'dark', viewport: phone, wait: '.plot canvas' },
  { name: 'packing', hash: '#/packing', scheme: 'dark', viewport: desktop, wait: 'table' },
  { name: 'archive', hash: '#/archive', scheme: 'light', viewport: desktop, wait: 'tbody tr' },
  {
    name: 'reports',
    hash: '#/reports',
    scheme: 'light',
    viewport: { width: 1200, height: 900 },
    wait: '.report-table',
  },
  {
    name: 'visitor',
    hash: '#/visitors',
    scheme: 'dark',
    viewport: desktop,
    wait: 'tbody a',
    click: 'tbody tr:nth-child(3) a',
    shows: '.timeline',
  },
]

const send = ({ events, headers }: Visit, gateway: RunningGateway) => gateway.send(events, headers)

/** A week of visits, more of them lately. */
async function fillArchive(scratch: string): Promise<void> {
  const nextVisit = createVisits(1)
  const random = createRandom(2)
  const gateway = await runGateway({ WEIR_ARCHIVE: archive }, scratch)
  const now = Date.now()
  for (let n = 0; n < 420; n++)
    await send(nextVisit(now - 7 * dayMs * random.next() ** 1.3), gateway)
  await gateway.stop()
}

/** A visit with one mistake, as an integration that is not finished makes. */
function spoil({ events, headers }: Visit): Visit {
  const [first = {}, ...others] = events
  return { headers, events: [{ ...first, page_url: '/lamps/oslo' }, ...others] }
}

/** Visits as they come, now more and now fewer, until it is told to stop. */
async function makeTraffic(gateway: RunningGateway, stop: AbortSignal): Promise<void> {
  const nextVisit = createVisits(3)
  const random = createRandom(4)
  const start = Date.now()
  while (!stop.aborted) {
    const ms = Date.now() - start
    const perTick = 1 + Math.round(2 + 2 * Math.sin(ms / 9000) + random.next())
    for (let n = 0; n < perTick; n++) {
      const visit = nextVisit(Date.now())
      await send(random.chance(0.12) ? spoil(visit) : visit, gateway)
    }
    await setTimeout(150)
  }
}

/** With 256 colours, which flat pages hardly have more of: a third of the size. */
function shrink(png: Buffer): Buffer {
  const image = UPNG.decode(new Uint8Array(png).buffer)
  const { width, height } = image
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(image), width, height, 256))
}

async function take(browser: LaunchedChromium['browser'], url: string, shot: Shot): Promise<void> {
  const { name, hash, scheme, viewport, wait, click, shows } = shot
  const page = await browser.newPage({ viewport, colorScheme: scheme, timezoneId: 'UTC' })
  await page.goto(`${url}/console${hash}`)
  await page.waitForSelector(wait)
  if (click !== undefined) await page.click(click)
  if (shows !== undefined) await page.waitForSelector(shows)
  // Files are counted after they were listed, and plots need a moment of width.
  await setTimeout(4000)
  const path = join(folder, `${name}.png`)
  const bytes = shrink(await page.screenshot())
  await writeFile(path, bytes)
  await page.close()
  const size = bytes.length
  console.log(`${relative(root, path)}  ${Math.round(size / 1000)} kB`)
  if (size > mostBytes) throw new Error(`${name} is larger than ${mostBytes} bytes`)
}

const help = `pnpm screenshots [--help]

Makes the pictures of the console in docs/screenshots anew, which takes a minute and a half: a gateway with a
local Kinesis, an archive of a week, visits from a seed, and Chromium.`

async function makeAll(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'weir-screenshots-'))
  await mkdir(folder, { recursive: true })
  console.log('a page, and an archive of a week')
  await buildPage()
  await fillArchive(scratch)
  const kinesis = await createKinesisServer({
    streams: [
      { name: 'events', shards: 4 },
      { name: 'rejected', shards: 1 },
    ],
  })
  const gateway = await runGateway(
    {
      WEIR_SINK: 'kinesis',
      WEIR_STREAM: 'events',
      WEIR_REJECTED_STREAM: 'rejected',
      WEIR_ARCHIVE: archive,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_KINESIS: kinesis.url,
    },
    scratch,
  )
  const { browser } = await launchChromium()
  const stop = new AbortController()
  const traffic = makeTraffic(gateway, stop.signal)
  try {
    console.log(`visits for ${warmUpSeconds} s`)
    await setTimeout(warmUpSeconds * 1000)
    for (const shot of shots) await take(browser, gateway.url, shot)
  } finally {
    stop.abort()
    await traffic
    await browser.close()
    await gateway.stop()
    await kinesis.close()
    await rm(scratch, { recursive: true, force: true })
  }
}

const words = process.argv.slice(2).filter((word) => word !== '--')
if (words.length === 0) await makeAll()
else if (words[0] === '--help') console.log(help)
else {
  console.error(`${words[0]}: there are no options but --help`)
  process.exitCode = 1
}
