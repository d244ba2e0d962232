import { launchChromium, longestTask } from '@weir/browsers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../../build/bundle.ts'
import { type CollectSite, serveCollectSite } from '../support/collect-site.ts'

/** What browsers call a long task; of the processor here, as the machine has other work to do. */
const longTaskMs = 50

interface Page {
  readonly weir: { track: (name: string, properties: object) => void }
  /** Tasks in which something was read that may cost a layout. */
  layoutReads: number
}

/** Ten thousand elements, forty deep; and a count of what is read of their layout. */
const html = `<!doctype html><title>Page</title><body><script>
  for (let column = 0; column < 250; column++) {
    let parent = document.body
    for (let depth = 0; depth < 40; depth++) parent = parent.appendChild(document.createElement('div'))
    parent.innerHTML = '<button type="button">Add to cart</button><p style="height: 60px"></p>'
  }
  let isNoted = false
  window.layoutReads = 0
  for (const name of ['scrollTop', 'scrollHeight', 'clientHeight', 'clientWidth', 'scrollLeft']) {
    const { get, ...rest } = Object.getOwnPropertyDescriptor(Element.prototype, name)
    Object.defineProperty(Element.prototype, name, { ...rest, get() {
      // Several reads in a row cost one layout at most.
      if (!isNoted) layoutReads++
      isNoted = true
      queueMicrotask(() => { isNoted = false })
      return get.call(this)
    } })
  }
</script><script src="/weir.js" data-write-key="wk_demo"></script>`

let site: CollectSite
let chromium: Awaited<ReturnType<typeof launchChromium>>['browser']
beforeAll(async () => {
  site = await serveCollectSite(await bundle({ entry: 'script', format: 'iife' }))
  site.pages.set('/', { html })
  chromium = (await launchChromium()).browser
})
afterAll(async () => {
  await chromium.close()
  await site.close()
})

test('makes no long task on a page of 10,000 elements, and reads its layout at most once a frame', async () => {
  const page = await chromium.newPage()
  const scroll = (frames: number) =>
    page.evaluate(async (count) => {
      const here = window as unknown as Page
      const before = here.layoutReads
      for (let at = 0; at < count; at++) {
        await new Promise(requestAnimationFrame)
        window.scrollBy(0, 20)
      }
      return here.layoutReads - before
    }, frames)
  const trackAndClick = () =>
    page.evaluate(async () => {
      const { weir } = window as unknown as Page
      for (const [at, button] of document.querySelectorAll('button').entries()) {
        // Each in a task of its own: what a page does a hundred times in a row is not ours.
        await new Promise((done) => setTimeout(done))
        weir.track('made', { at })
        const init = { bubbles: true, composed: true, detail: 1 }
        button.dispatchEvent(new PointerEvent('pointerdown', init))
        button.dispatchEvent(new PointerEvent('click', init))
      }
    })
  await page.goto(`http://127.0.0.1:${site.port}/`)
  let reads = 0
  const longestMs = await longestTask(page, async () => {
    await trackAndClick()
    reads = await scroll(60)
  })
  expect(longestMs).toBeGreaterThan(0)
  expect(longestMs).toBeLessThan(longTaskMs)
  expect(reads).toBeGreaterThan(0)
  expect(reads).toBeLessThanOrEqual(60)
})
