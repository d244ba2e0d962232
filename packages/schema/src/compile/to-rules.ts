import { isObject, type SchemaNode } from './schema-node.ts'

const words = ['$schema', '$comment', 'title', 'description', 'examples', 'deprecated', 'x-limits']

/** A schema without what is meant for people and for other generators: what a validator needs. */
export function toRules(schema: SchemaNode): SchemaNode {
  const rules: Record<string, unknown> = { ...schema }
  for (const word of words) delete rules[word]
  if (schema.properties !== undefined) {
    rules.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, field]) => [name, toRules(field)]),
    )
  }
  if (schema.items !== undefined) rules.items = toRules(schema.items)
  if (isObject(schema.additionalProperties)) {
    rules.additionalProperties = toRules(schema.additionalProperties)
  }
  return rules
}
