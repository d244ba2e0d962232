import { afterAll, expect, test } from 'vitest'
import { openLab, recorded } from './support/open-lab.ts'

declare global {
  interface Window {
    /** What was on the page, held weakly, by name. */
    gone: Record<string, WeakRef<object>>
    kept: unknown
  }
}

const lab = await openLab()
afterAll(() => lab.close())

const html = `<p style="height: 40px">Beside</p><div id="stage" style="height: 300px"></div>
  <div style="height: 5000px"></div>`

test('keeps nothing of the page alive', async () => {
  const page = await lab.open({
    captures: `lab.capturePages(), lab.captureClicks(), lab.captureScroll(),
      lab.captureEngagement(), lab.captureForms(), lab.captureErrors()`,
    html,
  })
  await page.evaluate(() => {
    const stage = document.querySelector('#stage')
    stage?.setHTMLUnsafe(`<button name="button">Go</button><a name="link" href="#">Go</a>
      <x-a name="host"><template shadowrootmode="open"><i>Go</i></template></x-a>
      <form name="form"><input name="field"><label name="label">Yes <input type="checkbox"></label></form>
      <div name="kept">Go</div>`)
    window.gone = { error: new WeakRef(new Error('gone')) }
    for (const element of stage?.querySelectorAll('[name]') ?? []) {
      window.gone[element.getAttribute('name') ?? ''] = new WeakRef(element)
    }
    window.kept = document.querySelector('[name=kept]')
    window.dispatchEvent(
      new ErrorEvent('error', { message: 'gone', error: window.gone['error']?.deref() }),
    )
  })
  for (const name of ['button', 'link', 'host', 'label', 'kept']) {
    const box = await page.locator(`[name=${name}]`).boundingBox()
    await page.mouse.click((box?.x ?? 0) + 5, (box?.y ?? 0) + 5)
  }
  await page.locator('[name=field]').pressSequentially('joe')
  await page.mouse.wheel(0, 300)
  await page.mouse.wheel(0, -300)
  // The browser itself holds what was clicked and hovered last.
  await page.mouse.move(300, 30)
  await page.mouse.click(300, 30)
  await page.evaluate(() => document.querySelector('#stage')?.replaceChildren())

  const devtools = await page.context().newCDPSession(page)
  const alive = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    return page.evaluate(() =>
      Object.keys(window.gone).filter((name) => window.gone[name]?.deref() !== undefined),
    )
  }
  await expect.poll(alive).toEqual(['kept'])
  const told = new Set((await recorded(page)).map(({ event_type }) => event_type))
  expect([...told].toSorted()).toEqual(['click', 'form_start', 'js_error', 'page_view'])
})
