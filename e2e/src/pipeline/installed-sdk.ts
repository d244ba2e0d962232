import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundle } from '@weir/browser-sdk/bundle'

/** The script-tag build as an installed package has it, made from the sources. */
export interface InstalledSdk {
  /** The option of node with which a program finds it. */
  readonly option: string
  remove(): Promise<void>
}

export async function installSdk(): Promise<InstalledSdk> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-sdk-'))
  const script = join(folder, 'weir.js')
  const hook = join(folder, 'hook.mjs')
  await writeFile(script, await bundle({ entry: 'script', format: 'iife' }))
  const found = JSON.stringify({ url: pathToFileURL(script).href, shortCircuit: true })
  await writeFile(
    hook,
    `import { registerHooks } from 'node:module'
    registerHooks({
      resolve: (name, context, next) =>
        name === '@weir/browser-sdk/weir.js' ? ${found} : next(name, context),
    })`,
  )
  return {
    option: `--import=${pathToFileURL(hook).href}`,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
