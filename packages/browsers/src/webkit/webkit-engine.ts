import type { Engine, LaunchOptions } from '../engine.ts'
import { startDisplay } from './display.ts'
import { newInspectedProfile } from './inspected-profile.ts'
import { newWebDriverProfile } from './web-driver-profile.ts'

/** What it takes to drive WebKitGTK. */
export interface WebkitPrograms {
  readonly origin: string
  /** WebKitWebDriver. */
  readonly driver: string
  readonly miniBrowser: string
  readonly xvfb: string
}

/** WebKitGTK's own small browser, on a screen of its own. It is not Safari, but it is WebKit. */
export async function launchWebkitEngine(
  programs: WebkitPrograms,
  { storage }: LaunchOptions = {},
): Promise<Engine> {
  const display = await startDisplay(programs.xvfb)
  const words =
    storage === 'denied' ? ['--cookies-policy=never', '--enable-html5-local-storage=false'] : []
  const newProfile = () => newWebDriverProfile({ ...programs, words }, display.name)
  const { profile, version } = await newProfile()
  await profile.close()
  return {
    name: 'webkit',
    origin: programs.origin,
    version,
    cannot: {
      beforeunload: 'WebKitWebDriver closes a tab without it, as iOS does',
      offline: 'WebKitWebDriver cannot take the network away from a page',
      pretend: 'it is driven as it is, and says so',
    },
    async newProfile({ toCrash = false } = {}) {
      if (toCrash) return newInspectedProfile(programs.miniBrowser, display.name)
      return (await newProfile()).profile
    },
    close: display.stop,
  }
}
