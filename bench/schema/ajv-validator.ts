import schema from '@weir/schema/event.schema.json' with { type: 'json' }
import { Ajv2020 } from 'ajv/dist/2020.js'
import { runtime } from '@weir/schema/runtime'

/** The published schema in Ajv as it comes, with our formats and bounds so that both judge alike. */
export function createAjvValidator(): (event: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false })
  for (const [name, check] of Object.entries(runtime.formats)) ajv.addFormat(name, check)
  ajv.addKeyword({
    keyword: 'x-max-bytes',
    type: 'object',
    validate: (maxBytes: number, data: object, node?: unknown) => {
      const { 'x-max-depth': maxDepth, 'x-max-keys': maxKeys } = node as Record<string, number>
      return (
        runtime.checkJsonBounds(data, {
          maxBytes,
          maxDepth: maxDepth ?? 0,
          maxKeys: maxKeys ?? 0,
        }) === undefined
      )
    },
  })
  const validate = ajv.compile(schema)
  return (event) => validate(event)
}
