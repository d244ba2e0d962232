import { Ajv2020 } from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { formatNames, formats } from '../../src/runtime/formats.ts'
import { checkJsonBounds } from '../../src/runtime/json-bounds.ts'
import type { SchemaNode } from '../../src/compile/schema-node.ts'

/**
 * Ajv as anyone would use it on the published schema: compiled at run time, with its own length
 * keywords. Only what the schema itself brings (formats, the bounds of free-form JSON) is added.
 */
export function referenceAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false })
  for (const name of formatNames) ajv.addFormat(name, formats[name])
  ajv.addKeyword({
    keyword: 'x-max-bytes',
    type: 'object',
    validate: (maxBytes: number, data: object, parent?: unknown) => {
      const node = parent as SchemaNode
      const bounds = {
        maxBytes,
        maxDepth: node['x-max-depth'] ?? 0,
        maxKeys: node['x-max-keys'] ?? 0,
      }
      return checkJsonBounds(data, bounds) === undefined
    },
  })
  return ajv
}

/** Validates any event by the one self-contained schema. */
export function referenceValidator(): (value: unknown) => boolean {
  const file = resolve(import.meta.dirname, '../../event.schema.json')
  const validate = referenceAjv().compile(JSON.parse(readFileSync(file, 'utf8')) as object)
  return (value) => validate(value)
}
