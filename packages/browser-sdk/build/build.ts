import { createHash } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bundle } from './bundle.ts'
import { declarations } from './declarations.ts'

const dist = join(import.meta.dirname, '../dist')

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(dist, path)), { recursive: true })
  await writeFile(join(dist, path), text)
}

await rm(dist, { recursive: true, force: true })
await put('index.js', await bundle({ entry: 'index', format: 'es' }))
await put('vitals.js', await bundle({ entry: 'vitals', format: 'es' }))
const script = await bundle({ entry: 'script', format: 'iife' })
await put('weir.js', script)
await put('weir.debug.js', await bundle({ entry: 'script-debug', format: 'iife' }))
for (const [path, text] of await declarations(['index.d.ts', 'vitals.d.ts'])) await put(path, text)

// As the gateway tells it at /weir.json, for those who serve the script themselves.
const bytes = Buffer.byteLength(script)
const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`
await put('weir.json', `${JSON.stringify({ file: 'weir.js', integrity, bytes }, null, 2)}\n`)
