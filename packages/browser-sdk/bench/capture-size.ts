import { brotliCompressSync } from 'node:zlib'
import { bundle } from '../build/bundle.ts'
import { importAll, modules } from './modules.ts'

/** Bytes that a page loads with the core and these modules: brotli, of the minified script. */
async function bytesWith(names: readonly string[]): Promise<number> {
  const capture = names.map((name) => `${name}()`).join()
  const source = `import { createWeir } from '@weir/browser-sdk'
    ${importAll(names)}
    window.weir = createWeir({ endpoint: 'x', writeKey: 'y', capture: [${capture}] })`
  return brotliCompressSync(await bundle({ source, format: 'iife' })).length
}

/** What each module costs: as the first beside the core, and as the last of all six. */
export async function benchCaptureSize(): Promise<void> {
  const core = await bytesWith([])
  const all = await bytesWith(modules)
  console.log('bytes, brotli             first    last')
  for (const name of modules) {
    const first = (await bytesWith([name])) - core
    const last = all - (await bytesWith(modules.filter((other) => other !== name)))
    console.log(`${name.padEnd(22)} ${String(first).padStart(8)} ${String(last).padStart(7)}`)
  }
  console.log(`core ${core}, with all six ${all}: they cost ${all - core}`)
}
