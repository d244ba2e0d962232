import { createFakeCookies } from '@weir/browser-sdk/fakes/fake-cookies'
import { createFakeLocks } from '@weir/browser-sdk/fakes/fake-locks'
import { createFakePage, type FakePage, type PageHost } from '@weir/browser-sdk/fakes/fake-page'
import { createFakeStorage } from '@weir/browser-sdk/fakes/fake-storage'
import type { Random } from '@weir/local/random'
import type { PathLedger } from '../oracle/path-ledger.ts'
import { createBrowserTime } from './browser-time.ts'
import { runSdk } from './run-sdk.ts'
import type { Sender } from './send-envelope.ts'

export interface BrowserOptions {
  /** Of this browser alone. */
  readonly name: string
  readonly sender: Sender
  readonly random: Random
  readonly ledger: PathLedger
  /** How many times faster than ours its time passes. */
  readonly speed: number
}

/** One page load in a browser. */
export interface Tab extends Pick<
  FakePage,
  'hide' | 'show' | 'leave' | 'crash' | 'freeze' | 'thaw'
> {
  /** Tracks an event that nobody else tracks. */
  track(): void
}

/** The browser of one visitor: the SDK as it is shipped, on pages that come and go. */
export interface Browser {
  open(): Tab
  /** Events that wait in its storage for any page to send them. */
  readonly keptEvents: number
}

/** Clocks of visitors: most are right, some are not. */
const wrongClocksMs = [0, 0, 0, 0, 0, 2000, -90_000, 7_200_000, -172_800_000]
const farthestMs = 20

export function createBrowser(options: BrowserOptions): Browser {
  const { name, random, ledger, speed } = options
  const clock = createBrowserTime({ speed, wrongByMs: random.pick(wrongClocksMs) })
  const storage = createFakeStorage()
  const host: PageHost = {
    clock,
    storage,
    cookies: createFakeCookies(),
    locks: createFakeLocks(),
    random: random.next,
    run: runSdk,
    gateway: { receive: (body, isSent) => receive(options, body, isSent) },
  }
  let tracked = 0
  return {
    open() {
      const page = createFakePage(host, { url: `https://shop.example.com/${name}?utm_source=x` })
      const weir = page.sdk.createWeir({
        endpoint: 'https://c.example.com',
        writeKey: 'wk_demo',
        plugins: [
          ({ onReport }) =>
            onReport(({ isLost, events, reason }) => {
              if (isLost === true) ledger.givenUp(events, reason)
            }),
        ],
      })
      const track = (): void => {
        const properties = {
          key: `${name}.${tracked++}`,
          note: 'x'.repeat(random.between(0, 400)),
          cart: ['🛒', { price: 9.5 }],
        }
        const isValid = !random.chance(0.05)
        const eventType = isValid
          ? random.pick(['page_seen', 'click_seen', 'add_to_cart'])
          : 'Not A Name'
        ledger.tracked({ eventType, properties, isValid })
        weir.track(eventType, properties)
      }
      return { ...page, track }
    },
    get keptEvents() {
      return storage.keys.filter((key) => /:\d+$/u.test(key)).length
    },
  }
}

/** The way to the gateway, and back: what is told to the browser is told to the ledger. */
async function receive(
  { sender, ledger, random }: BrowserOptions,
  body: string,
  isSent: () => boolean,
): Promise<{ status: number; headers: Record<string, string> }> {
  await new Promise((arrive) => {
    setTimeout(arrive, random.between(0, farthestMs))
  })
  if (!isSent()) throw new TypeError('the page has gone, and its request with it')
  const answered = ledger.sent(body)
  const reply = await sender.send(body).catch((error: unknown) => {
    answered((error as NodeJS.ErrnoException).code ?? 'unknown')
    throw error
  })
  answered(reply)
  return reply
}
