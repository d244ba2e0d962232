import type { EngineName, EngineSource } from './engine.ts'
import { findChromium, installChromium } from './chromium/find-chromium.ts'
import { launchChromiumEngine } from './chromium/launch-chromium.ts'
import { findFirefox, installFirefox } from './firefox/find-firefox.ts'
import { findWebkit, installWebkit } from './webkit/find-webkit.ts'

type Report = (line: string) => void

const kinds: Readonly<
  Record<
    EngineName,
    {
      find: () => EngineSource | undefined
      install: (report?: Report) => Promise<void>
      hint: string
    }
  >
> = {
  chromium: {
    find: () => {
      const found = findChromium()
      return found && { origin: found.origin, launch: launchChromiumEngine }
    },
    install: installChromium,
    hint: 'no chromium on this machine',
  },
  firefox: {
    find: findFirefox,
    install: installFirefox,
    hint: 'no firefox or firefox-esr on this machine',
  },
  webkit: {
    find: findWebkit,
    install: installWebkit,
    hint: 'no WebKitWebDriver with MiniBrowser and Xvfb on this machine',
  },
}

/** All of them, in the order in which they are shown. */
export const engineNames: readonly EngineName[] = ['chromium', 'firefox', 'webkit']

/** An engine that this machine has, or why it has none. Installs nothing. */
export function findEngine(name: EngineName): EngineSource | { readonly missing: string } {
  const { find, hint } = kinds[name]
  return find() ?? { missing: hint }
}

/** Finds an engine, or installs it; `report` gets what the installer says. */
export async function ensureEngine(
  name: EngineName,
  report?: Report,
): Promise<ReturnType<typeof findEngine>> {
  const { find, install } = kinds[name]
  if (find() === undefined) await install(report)
  return findEngine(name)
}
