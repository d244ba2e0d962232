import { globSync } from 'node:fs'
import { webkit } from 'playwright'
import type { EngineSource } from '../engine.ts'
import { aptInstall, canApt } from '../install/apt-install.ts'
import { findProgram, isExecutable } from '../install/find-program.ts'
import { playwrightInstall } from '../install/playwright-install.ts'
import { createPlaywrightEngine } from '../playwright/playwright-engine.ts'
import { launchWebkitEngine } from './webkit-engine.ts'

/** Distributions keep it out of the search path, in a directory of the library and its version. */
const miniBrowsers = [
  '/usr/lib/*/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/webkit2gtk-4.1/MiniBrowser',
  '/usr/libexec/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/*/webkit2gtk-4.0/MiniBrowser',
]

/** WebKitGTK with what is needed to drive it, or else Playwright's build, if one of them is here. */
export function findWebkit(): EngineSource | undefined {
  const driver = findProgram('WebKitWebDriver')
  const xvfb = findProgram('Xvfb')
  const miniBrowser = globSync(miniBrowsers).find(isExecutable)
  if (driver !== undefined && xvfb !== undefined && miniBrowser !== undefined) {
    const programs = { driver, xvfb, miniBrowser, origin: `system ${miniBrowser}` }
    return { origin: programs.origin, launch: (options) => launchWebkitEngine(programs, options) }
  }
  if (!isExecutable(webkit.executablePath())) return undefined
  const origin = 'playwright install'
  return {
    origin,
    async launch() {
      const cannot = { 'deny-storage': 'Playwright cannot change the settings of its WebKit' }
      return createPlaywrightEngine({
        name: 'webkit',
        origin,
        browser: await webkit.launch(),
        cannot,
      })
    },
  }
}

/** Installs WebKitGTK and what drives it, or else Playwright's build. */
export async function installWebkit(report?: (line: string) => void): Promise<void> {
  if (canApt()) await aptInstall(['webkit2gtk-driver', 'xvfb'], report)
  if (findWebkit() === undefined) await playwrightInstall('webkit', report)
}
