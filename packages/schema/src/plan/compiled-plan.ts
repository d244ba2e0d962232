import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SchemaNode } from '../compile/schema-node.ts'
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
  const text = await readFile(join(folder, compiledFile), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const manifest = JSON.parse(text) as CompiledManifest
  if (manifest.format !== 1) {
    throw new Error(`${join(folder, compiledFile)}: unknown format; build it with this version`)
  }
  return manifest
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
  const hash = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
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
