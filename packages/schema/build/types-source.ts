import { toInterface } from '../src/compile/to-types.ts'
import { pascalCase } from '../src/compile/type-names.ts'
import type { SchemaNode } from '../src/compile/schema-node.ts'
import type { OwnSchemas } from './own-schemas.ts'

/** The TypeScript side of the schemas: the wire, the stored record, and the union of events. */
export function typesSource(own: OwnSchemas): string {
  const types = [...own.payloads.keys()]
  return [
    toInterface('EventFields', without(own.event, 'event_type', 'properties')),
    '/** The payload of an event of your own. */',
    'export type Properties = Readonly<Record<string, unknown>>\n',
    ...[...own.payloads].map(([type, schema]) =>
      toInterface(`${pascalCase(type)}Properties`, schema),
    ),
    ...[...own.payloads].map(eventInterface),
    '/** What the SDK itself collects, told apart by `event_type`. */',
    `export type BuiltinEvent =\n${types.map((type) => `  | ${pascalCase(type)}Event`).join('\n')}\n`,
    "export type BuiltinEventType = BuiltinEvent['event_type']\n",
    '/** An event of your own, by any other name. */',
    'export interface CustomEvent extends EventFields {',
    '  readonly event_type: string',
    '  readonly properties?: Properties',
    '}\n',
    '/** Any event, as it goes over the wire. */',
    'export type WeirEvent = BuiltinEvent | CustomEvent\n',
    toInterface('Envelope', own.envelope),
    toInterface('StoredRecord', own.storedRecord),
    toInterface('RejectedRecord', own.rejectedRecord),
    '/** The names that are taken by built-in events. */',
    'export const builtinEventTypes: readonly BuiltinEventType[] = [',
    ...types.map((type) => `  '${type}',`),
    ']',
    '',
  ].join('\n')
}

function eventInterface([type, schema]: readonly [string, SchemaNode]): string {
  const name = pascalCase(type)
  const optional = schema.required === undefined ? '?' : ''
  return [
    `/** ${schema.description ?? ''} */`,
    `export interface ${name}Event extends EventFields {`,
    `  readonly event_type: '${type}'`,
    `  readonly properties${optional}: ${name}Properties`,
    '}\n',
  ].join('\n')
}

const without = (schema: SchemaNode, ...names: string[]): SchemaNode => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries(schema.properties ?? {}).filter(([name]) => !names.includes(name)),
  ),
})
