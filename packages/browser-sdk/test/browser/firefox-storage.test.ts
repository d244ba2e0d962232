import { findEngine, until } from '@weir/browsers'
import { expect, test } from 'vitest'
import { bundle } from '../../build/bundle.ts'
import { serveCollectSite } from '../support/collect-site.ts'

const source = `import { createWeir } from '@weir/browser-sdk'
createWeir({ endpoint: location.origin, writeKey: 'wk_demo' })`

/** Events that each of two pages has left: of one the lease has run out, the other may yet come back. */
const count = 60

/** 100 KB that do not compress, and are not ASCII: of more than 16 Firefox gives a page the keys alone. */
function leave(events: number): void {
  const base = `weir:wk_demo@${location.origin}`
  const random = () => {
    const values = crypto.getRandomValues(new Uint8Array(800))
    return Array.from(values, (value) => String.fromCharCode(32 + (value % 200))).join('')
  }
  const keep = (segment: string, untilMs: number) => {
    localStorage[`${base} ${segment}`] = `${untilMs} another`
    for (let n = 0; n < events; n++) {
      const event = { event_id: `${segment}${n}`, event_type: segment, padding: random() }
      localStorage[`${base} ${segment}:${n}`] = JSON.stringify(event)
    }
  }
  keep('gone', 1)
  keep('held', Date.now() + 3_600_000)
}

/** How many keys are listed whose value is null. */
const countUnread = (): number =>
  Object.keys(localStorage).filter((key) => localStorage[key] === undefined).length

/** The other one does not come back, and the page looks again. */
function giveUp(): void {
  localStorage[`weir:wk_demo@${location.origin} held`] = '1 another'
  dispatchEvent(new Event('online'))
}

test('leaves nothing in the storage of Firefox that cannot be read', async (context) => {
  const engine = findEngine('firefox')
  if ('missing' in engine) return context.skip(engine.missing)
  const site = await serveCollectSite(await bundle({ format: 'iife', source }))
  site.pages.set('/', { html: '<!doctype html><title>Page</title>' })
  site.pages.set('/sdk', {
    html: '<!doctype html><title>Page</title><script src="/weir.js"></script>',
  })
  const url = `http://127.0.0.1:${site.port}`
  // What the page has taken over stays where it is.
  site.status = 503
  const firefox = await engine.launch()
  try {
    const profile = await firefox.newProfile()
    const before = await profile.open(`${url}/`)
    await before.evaluate(leave, count)
    // It takes both for Firefox to show it every time.
    await before.goto(`${url}/?next`)
    await profile.crash()
    const after = await profile.open(`${url}/sdk`)
    // It sends what it has taken over. Nobody else has touched its storage by then.
    await until('a request', () => site.methods.has('POST') || undefined)
    expect(await after.evaluate(countUnread)).toBe(0)
    site.status = 202
    await after.evaluate(giveUp)
    await until('all that was left', () => {
      const ids = new Set(site.events.map((event) => event.event_id))
      return ids.size === 2 * count || undefined
    })
    expect(await after.evaluate(countUnread)).toBe(0)
  } finally {
    await firefox.close()
    await site.close()
  }
})
