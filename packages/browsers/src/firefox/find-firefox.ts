import { firefox } from 'playwright'
import type { EngineSource } from '../engine.ts'
import { aptInstall, canApt } from '../install/apt-install.ts'
import { findProgram, isExecutable } from '../install/find-program.ts'
import { playwrightInstall } from '../install/playwright-install.ts'
import { createPlaywrightEngine } from '../playwright/playwright-engine.ts'
import { launchFirefoxEngine, storagePrefs } from './firefox-engine.ts'

/** The system's Firefox, or else Playwright's build of it, if one of them is here. */
export function findFirefox(): EngineSource | undefined {
  const system = findProgram('firefox-esr', 'firefox')
  if (system !== undefined) {
    const origin = `system ${system}`
    return {
      origin,
      launch: (options) => launchFirefoxEngine({ executablePath: system, origin }, options),
    }
  }
  if (!isExecutable(firefox.executablePath())) return undefined
  const origin = 'playwright install'
  return {
    origin,
    async launch({ storage } = {}) {
      const browser = await firefox.launch({ firefoxUserPrefs: storagePrefs(storage) })
      return createPlaywrightEngine({ name: 'firefox', origin, browser })
    },
  }
}

/** Installs the Firefox that visitors have, or else Playwright's build of it. */
export async function installFirefox(report?: (line: string) => void): Promise<void> {
  if (canApt()) await aptInstall(['firefox-esr'], report)
  if (findFirefox() === undefined) await playwrightInstall('firefox', report)
}
