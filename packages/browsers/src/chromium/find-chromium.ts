import { chromium } from 'playwright'
import { aptInstall, canApt } from '../install/apt-install.ts'
import { findProgram, isExecutable } from '../install/find-program.ts'
import { playwrightInstall } from '../install/playwright-install.ts'

/** A browser on this machine. */
export interface Found {
  readonly executablePath: string
  /** Where it comes from, in words. */
  readonly origin: string
}

/** The system's Chromium, or else Playwright's, if one of them is here. */
export function findChromium(): Found | undefined {
  const system = findProgram('chromium', 'google-chrome', 'chromium-browser')
  if (system !== undefined) return { executablePath: system, origin: `system ${system}` }
  const bundled = chromium.executablePath()
  if (isExecutable(bundled)) return { executablePath: bundled, origin: 'playwright install' }
  return undefined
}

/** Installs Chromium: Playwright's build, or else the one of Debian. */
export async function installChromium(report?: (line: string) => void): Promise<void> {
  const download = await playwrightInstall('chromium', report)
  if (!download.ok && canApt()) await aptInstall(['chromium'], report)
}

/** Finds a Chromium, or installs one. */
export async function ensureChromium(report?: (line: string) => void): Promise<Found> {
  const found = findChromium()
  if (found !== undefined) return found
  await installChromium(report)
  const installed = findChromium()
  if (installed !== undefined) return installed
  throw new Error(
    'There is no Chromium here, and none could be installed: run "playwright install chromium", ' +
      'or install the package chromium of the system',
  )
}
