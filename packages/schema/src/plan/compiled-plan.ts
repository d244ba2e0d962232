import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isObject, type SchemaNode } from '../compile/schema-node.ts'
import { type CreateValidators, runtime } from '../runtime/runtime.ts'
import type { Plan } from '../validate.ts'

/** `compiled.json`: what a compiled plan says of itself. */
export interface CompiledManifest {
  readonly generated: string
  /** Raised when a compiled plan is no longer understood by an older gateway. */
  readonly format: 1
  readonly name: string
  readonly mode: 'strict' | 'open'
  /** SHA-256 of `validators.mjs`. */
  readonly hash: string
  /** The resolved schema of each event, for `weir-schema check --against`. */
  readonly events: Readonly<Record<string, SchemaNode>>
}

export const compiledFile = 'compiled.json'

/** Reads the manifest of a compiled plan; undefined where there is none. */
export async function readManifest(folder: string): Promise<CompiledManifest | undefined> {
  const file = join(folder, compiledFile)
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  let manifest: unknown
  try {
    manifest = JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} is not JSON; build it again`, { cause: error })
  }
  if (!isObject(manifest) || manifest.format !== 1) {
    throw new Error(`${file}: unknown format; build it with this version`)
  }
  if (typeof manifest.hash !== 'string' || !isObject(manifest.events)) {
    throw new Error(`${file} is not whole; build it again`)
  }
  return manifest as unknown as CompiledManifest
}

/**
 * Loads a compiled plan into this process. Loading again after a new build gives the new one;
 * the code of the old one stays in memory (tens of kilobytes), as no module can be unloaded.
 */
export async function loadPlan(folder: string): Promise<Plan> {
  const manifest = await readManifest(folder)
  if (manifest === undefined) {
    throw new Error(`${folder} holds no compiled plan (${compiledFile}): weir-schema build … --out`)
  }
  const file = join(folder, 'validators.mjs')
  const code = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read: ${error.code ?? error.message}`, { cause: error })
  })
  const hash = createHash('sha256').update(code).digest('hex')
  if (hash !== manifest.hash) throw new Error(`${file} is not the file that ${compiledFile} names`)
  const module = (await import(`${pathToFileURL(file).href}?${hash}`)) as {
    createValidators: CreateValidators
  }
  return {
    name: manifest.name,
    strict: manifest.mode === 'strict',
    validators: new Map(Object.entries(module.createValidators(runtime))),
  }
}
