import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Profile, Tab } from '../engine.ts'
import { leaveBack, leaveFor, leaveForItself } from '../leave.ts'
import { type Companion, descendants, isGone, killAll, startCompanion } from '../processes.ts'
import { until } from '../until.ts'
import { attachInspector, type Inspector } from './inspector.ts'
import { freePort } from './web-driver.ts'

/**
 * A WebDriver session and its storage end with the first process that crashes. Without WebDriver,
 * the browser keeps its storage on disk and can be started again; the remote inspector drives it.
 */
export async function newInspectedProfile(miniBrowser: string, display: string): Promise<Profile> {
  const home = await mkdtemp(join(tmpdir(), 'weir-webkit-'))
  let running: { browser: Companion; inspector: Inspector } | undefined
  const stop = async (): Promise<void> => {
    running?.inspector.close()
    await running?.browser.stop()
    running = undefined
  }
  return {
    async open(url) {
      if (running !== undefined) throw new Error('there is one tab at a time')
      const address = `127.0.0.1:${await freePort()}`
      const browser = startCompanion([miniBrowser, '--enable-developer-extras=true', url], {
        env: {
          HOME: home,
          DISPLAY: display,
          NO_AT_BRIDGE: '1',
          GTK_A11Y: 'none',
          WEBKIT_INSPECTOR_HTTP_SERVER: address,
        },
      })
      const inspector = await attachInspector(address)
      running = { browser, inspector }
      const tab = createTab(inspector, stop)
      const isLoaded = (to: string): boolean =>
        location.href === new URL(to).href && document.readyState === 'complete'
      await until('the page', async () => (await tab.evaluate(isLoaded, url)) || undefined)
      return tab
    },
    setOffline: () => Promise.reject(new Error('the inspector of WebKit cannot do this')),
    async crash() {
      const below = descendants(running?.browser.child.pid ?? 0)
      await killAll(below.filter(({ command }) => command.includes('WebKitWebProcess')))
      running?.browser.child.kill('SIGTERM')
      // The process that keeps the storage writes it down before it ends by itself.
      await until('WebKit has ended', () => below.every(isGone) || undefined)
      await stop()
    },
    async close() {
      await stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

function createTab(inspector: Inspector, close: () => Promise<void>): Tab {
  const evaluate: Tab['evaluate'] = async (work, ...args) =>
    (await inspector.evaluate(`(${work.toString()})(...${JSON.stringify(args)})`)) as never
  return {
    evaluate,
    goto: (url) => leaveFor(evaluate, url),
    back: () => leaveBack(evaluate),
    reload: () => leaveForItself(evaluate),
    click: (selector) =>
      evaluate((what) => {
        document.querySelector<HTMLElement>(what)?.click()
      }, selector),
    type: () => Promise.reject(new Error('the inspector of WebKit cannot do this')),
    close,
  }
}
