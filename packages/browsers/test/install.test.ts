import { beforeEach, expect, test, vi } from 'vitest'
import { engineNames, ensureEngine } from '../src/engines.ts'

/** A machine with nothing on it, and what may be done there. */
const machine = vi.hoisted(() => ({
  programs: new Set<string>(),
  hasDownload: false,
  mayDownload: false,
  mayApt: false,
  asked: [] as string[],
}))
vi.mock('../src/install/find-program.ts', () => ({
  findProgram: (...names: string[]) => {
    const name = names.find((each) => machine.programs.has(each))
    return name && `/usr/bin/${name}`
  },
  isExecutable: () => machine.hasDownload,
}))
vi.mock('../src/install/playwright-install.ts', () => ({
  playwrightInstall: (engine: string) => {
    machine.asked.push(`playwright install ${engine}`)
    machine.hasDownload = machine.mayDownload
    return Promise.resolve({ ok: machine.mayDownload, output: '' })
  },
}))
vi.mock('../src/install/apt-install.ts', () => ({
  canApt: () => machine.mayApt,
  aptInstall: (packages: string[]) => {
    machine.asked.push(`apt-get install ${packages.join(' ')}`)
    for (const name of packages) machine.programs.add(name)
    return Promise.resolve({ ok: true, output: '' })
  },
}))
beforeEach(() => {
  machine.programs.clear()
  machine.asked.length = 0
  Object.assign(machine, { hasDownload: false, mayDownload: false, mayApt: false })
})

test('takes the Chromium of the system, and installs nothing', async () => {
  machine.programs.add('chromium')
  expect(await ensureEngine('chromium')).toMatchObject({ origin: 'system /usr/bin/chromium' })
  expect(machine.asked).toEqual([])
})

test('has Playwright download one where the system has none', async () => {
  machine.mayDownload = true
  expect(await ensureEngine('chromium')).toMatchObject({ origin: 'playwright install' })
  expect(machine.asked).toEqual(['playwright install chromium'])
})

test('installs the package of the distribution where nothing can be downloaded', async () => {
  machine.mayApt = true
  expect(await ensureEngine('chromium')).toMatchObject({ origin: 'system /usr/bin/chromium' })
  expect(machine.asked).toEqual(['playwright install chromium', 'apt-get install chromium'])
})

test.each(engineNames)('says what is missing where nothing can be installed: %s', async (name) => {
  const words = { chromium: 'chromium', firefox: 'firefox', webkit: 'WebKitWebDriver' }
  const source = await ensureEngine(name)
  expect('missing' in source && source.missing).toContain(words[name])
})
