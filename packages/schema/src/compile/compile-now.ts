import type { Ajv } from 'ajv'
import type { Validator } from '../runtime/runtime.ts'
import { createAjv } from './create-ajv.ts'
import type { SchemaNode } from './schema-node.ts'
import { toRules } from './to-rules.ts'

/** One for all: each that is new compiles the schema of schemas first, which takes longer than ours. */
let ajv: Ajv | undefined

/** Compiles a schema in this process, for a tool that has a value in hand; never per event. */
export function compileNow(schema: SchemaNode): Validator {
  ajv ??= createAjv()
  const rules = toRules(schema)
  try {
    return ajv.compile(rules) as unknown as Validator
  } finally {
    // Another schema may bear the same name.
    ajv.removeSchema(rules)
  }
}
