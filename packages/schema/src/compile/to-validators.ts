import standalone from 'ajv/dist/standalone/index.js'
import { createAjv } from './create-ajv.ts'
import type { SchemaNode } from './schema-node.ts'
import { toRules } from './to-rules.ts'

/**
 * Validators as the source of one ES module: a factory that is handed the run time and returns
 * the validators by name. No import, no `require`, no compiling when it runs.
 */
export function toValidators(
  schemas: ReadonlyMap<string, SchemaNode>,
  options: { readonly head: string; readonly typed: boolean },
): string {
  const ajv = createAjv()
  // Ajv keeps them in an object, where a bare "constructor" would be there already.
  for (const [name, schema] of schemas) ajv.addSchema(toRules(schema), idOf(name))
  const body = standalone.default(
    ajv,
    Object.fromEntries([...schemas.keys()].map((name) => [name, idOf(name)])),
  )
  if (/\brequire\(/u.test(body)) throw new Error('the generated validators would call require()')
  const signature = options.typed ? '(runtime: Runtime): ReturnType<CreateValidators>' : '(runtime)'
  return [
    options.head,
    `export function createValidators${signature} {`,
    '  const exports = Object.create(null)',
    body.replace(/^"use strict";?\n?/u, ''),
    '  return exports',
    '}',
    '',
  ].join('\n')
}

const idOf = (name: string): string => `weir:${name}`
