import { createHash } from 'node:crypto'
import { glob, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { bundle } from '../../build/bundle.ts'

const home = join(import.meta.dirname, '../..')
const cache = join(home, '../../node_modules/.cache/browser-sdk')

/** Names what the bundle is made of, so that test files need not make it again one by one. */
async function fingerprint(): Promise<string> {
  const files: string[] = []
  for await (const file of glob('{src,build,../schema/src/generated}/**/*.ts', { cwd: home }))
    files.push(file)
  const hash = createHash('sha256')
  for (const file of files.toSorted()) hash.update(file).update(await readFile(join(home, file)))
  return hash.digest('hex').slice(0, 16)
}

async function sdkCode(): Promise<string> {
  const file = join(cache, `${await fingerprint()}.js`)
  const cached = await readFile(file, 'utf8').catch(() => undefined)
  if (cached !== undefined) return cached
  const source = `import * as sdk from '@weir/browser-sdk'; globalThis.sdk = sdk`
  const code = await bundle({ format: 'iife', source })
  await mkdir(cache, { recursive: true })
  await writeFile(`${file}.${process.pid}`, code)
  await rename(`${file}.${process.pid}`, file)
  return code
}

/**
 * The SDK as it is shipped, minified and with its private names shortened, to be run in one fake
 * page after the other: what works here works with the names that browsers will see.
 */
export const sdkText: string = await sdkCode()
export const sdkScript: Script = new Script(sdkText)
