import { type Browser, type LaunchOptions, chromium } from 'playwright'
import { ensureChromium } from './find-chromium.ts'

/** A running Chromium, and where it comes from. */
export interface LaunchedChromium {
  readonly browser: Browser
  readonly origin: string
}

/** It talks to nobody but the page that a test opens. */
export const quietChromium: readonly string[] = [
  // A container has no user namespaces to build the sandbox from.
  '--no-sandbox',
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
export const visitorsHave: readonly string[] = ['--disable-back-forward-cache']

/** Starts Chromium, headless; installs one if this machine has none. Prints nothing. */
export async function launchChromium(options: LaunchOptions = {}): Promise<LaunchedChromium> {
  const { executablePath, origin } = await ensureChromium()
  const browser = await chromium.launch({
    executablePath,
    ignoreDefaultArgs: [...visitorsHave],
    ...options,
    args: [...quietChromium, ...(options.args ?? [])],
  })
  return { browser, origin }
}
