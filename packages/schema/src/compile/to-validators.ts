import standalone from 'ajv/dist/standalone/index.js'
import { createAjv } from './create-ajv.ts'
import type { SchemaNode } from './schema-node.ts'

/**
 * Validators as the source of one ES module: a factory that is handed the run time and returns
 * the validators by name. No import, no `require`, no compiling when it runs.
 */
export function toValidators(
  schemas: ReadonlyMap<string, SchemaNode>,
  options: { readonly head: string; readonly typed: boolean },
): string {
  const ajv = createAjv()
  for (const [name, schema] of schemas) ajv.addSchema(forAjv(schema), name)
  const body = standalone.default(
    ajv,
    Object.fromEntries([...schemas.keys()].map((name) => [name, name])),
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

/** Words for people and for other generators stay out of the code. */
function forAjv(schema: SchemaNode): SchemaNode {
  const drop = new Set(['$schema', '$comment', 'title', 'description', 'examples', 'x-limits'])
  return JSON.parse(
    JSON.stringify(schema, function (this: unknown, key, value: unknown) {
      const isFieldName = this !== null && names.has(this as object)
      if (!isFieldName && drop.has(key)) return undefined
      if (key === 'properties' && !isFieldName && typeof value === 'object')
        names.add(value as object)
      return value
    }),
  ) as SchemaNode
}
const names = new WeakSet<object>()
