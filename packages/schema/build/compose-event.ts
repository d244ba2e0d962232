import { type SchemaNode } from '../src/compile/schema-node.ts'
import { pointerTo } from '../src/runtime/json-pointer.ts'
import type { OwnSchemas } from './own-schemas.ts'

/**
 * One self-contained JSON Schema for any event, for readers that are not us: OpenAPI, editors,
 * other languages. It says what `validateEvent` does, which composes the parts at run time.
 */
export function composeEvent(own: OwnSchemas, by: string): object {
  const { $schema, ...event } = own.event
  const types = [...own.payloads.keys()]
  return {
    $schema,
    $id: 'urn:weir:event:1',
    $comment: by,
    ...event,
    allOf: types.map((type) => ({
      if: { properties: { event_type: { const: type } } },
      // oxlint-disable-next-line unicorn/no-thenable -- the word of JSON Schema, and nobody awaits it
      then: {
        properties: { properties: { $ref: `#${pointerTo('/$defs', type)}` } },
        ...(own.payloads.get(type)?.required ? { required: ['properties'] } : {}),
      },
    })),
    $defs: Object.fromEntries([...own.payloads].map(([type, schema]) => [type, strip(schema)])),
  }
}

function strip(schema: SchemaNode): SchemaNode {
  const { $schema, ...rest } = schema
  return $schema === undefined ? schema : rest
}
