#!/usr/bin/env node
import type { EngineName } from './engine.ts'
import { engineNames, ensureEngine } from './engines.ts'

const help = `weir-browsers: finds the browser engines that tests drive, or installs them

  weir-browsers                  all of them: ${engineNames.join(', ')}
  weir-browsers firefox webkit   some of them
  weir-browsers --help           this

What is missing is installed from Debian when we are root there, or else by "playwright install".
Ends with 1 when there is no Chromium; tests of the other two are skipped, by name, without them.`

const isEngineName = (word: string): word is EngineName => engineNames.some((name) => name === word)

/** How often an installer is heard, in milliseconds: Debian's says a thousand lines. */
const hearMs = 2000

function createProgress(): { report(this: void, line: string): void; tell(): void } {
  const lines: string[] = []
  let heard = 0
  return {
    report(line) {
      lines.push(line)
      if (performance.now() - heard < hearMs) return
      heard = performance.now()
      console.log(`  ${line.slice(0, 100)}`)
    },
    /** The end of what it said: why it failed. */
    tell() {
      for (const line of lines.slice(-10)) console.log(`  ${line}`)
    },
  }
}

async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    console.log(help)
    return 0
  }
  const unknown = words.find((word) => !isEngineName(word))
  if (unknown !== undefined) {
    console.error(`weir-browsers: there is no "${unknown}"; there is ${engineNames.join(', ')}`)
    return 2
  }
  let code = 0
  for (const name of words.length > 0 ? words.filter(isEngineName) : engineNames) {
    const progress = createProgress()
    const source = await ensureEngine(name, progress.report)
    const isMissing = 'missing' in source
    if (isMissing) progress.tell()
    console.log(`${name.padEnd(9)} ${isMissing ? `skipped: ${source.missing}` : source.origin}`)
    if (isMissing && name === 'chromium') code = 1
  }
  return code
}

process.exitCode = await main(process.argv.slice(2))
