import type { Validator } from '../runtime/runtime.ts'
import { createAjv } from './create-ajv.ts'
import type { SchemaNode } from './schema-node.ts'
import { toRules } from './to-rules.ts'

/** Compiles a schema in this process, for a tool that has a value in hand; never per event. */
export const compileNow = (schema: SchemaNode): Validator =>
  createAjv().compile(toRules(schema)) as unknown as Validator
