import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type LaunchOptions as PlaywrightOptions, chromium } from 'playwright'
import type { Engine, LaunchOptions } from '../engine.ts'
import { createPlaywrightEngine } from '../playwright/playwright-engine.ts'
import { until } from '../until.ts'
import { ensureChromium } from './find-chromium.ts'

/** A running Chromium, and where it comes from. */
export interface LaunchedChromium {
  readonly browser: Browser
  readonly origin: string
}

const switches: readonly string[] = [
  // A container has no user namespaces to build the sandbox from.
  '--no-sandbox',
  // It talks to nobody but the page that a test opens.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
]

/**
 * Playwright switches the back/forward cache off. Visitors have it on, and what a page does when
 * it comes back from there is part of what is tested.
 */
const notSwitched: readonly string[] = ['--disable-back-forward-cache']

/** Starts Chromium, headless; installs one if this machine has none. Prints nothing. */
export async function launchChromium(options: PlaywrightOptions = {}): Promise<LaunchedChromium> {
  const { executablePath, origin } = await ensureChromium()
  const browser = await chromium.launch({
    executablePath,
    ignoreDefaultArgs: [...notSwitched],
    ...options,
    args: [...switches, ...(options.args ?? [])],
  })
  return { browser, origin }
}

/** A Chromium whose visitor has forbidden all cookies in its settings, which denies storage as well. */
async function launchDenying(): Promise<LaunchedChromium> {
  const { executablePath, origin } = await ensureChromium()
  const folder = await mkdtemp(join(tmpdir(), 'weir-chromium-'))
  await mkdir(join(folder, 'Default'))
  const settings = { profile: { default_content_setting_values: { cookies: 2 } } }
  await writeFile(join(folder, 'Default/Preferences'), JSON.stringify(settings))
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    ignoreDefaultArgs: [...notSwitched],
    args: [...switches],
  })
  const browser = context.browser()
  if (browser === null) throw new Error('this Playwright does not tell the browser of a context')
  browser.once('disconnected', () => {
    // Its processes may still be writing.
    void rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return { browser, origin }
}

/** Chromium behind the interface of all engines. */
export async function launchChromiumEngine({ storage }: LaunchOptions = {}): Promise<Engine> {
  const { browser, origin } = await (storage === 'denied' ? launchDenying() : launchChromium())
  return createPlaywrightEngine({
    name: 'chromium',
    origin,
    browser,
    async crash() {
      const session = await browser.newBrowserCDPSession()
      const renderers = async (): Promise<number[]> => {
        const { processInfo } = await session.send('SystemInfo.getProcessInfo')
        return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
      }
      const killed = await renderers()
      for (const id of killed) process.kill(id, 'SIGKILL')
      // One that is kept for the next page is among them: opened before Chromium has noticed, it is dead.
      await until('killed processes are gone', async () => {
        const left = await renderers()
        return killed.some((id) => left.includes(id)) ? undefined : true
      })
      await session.detach()
    },
  })
}
