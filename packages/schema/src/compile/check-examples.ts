import { explain } from '../explain.ts'
import { pointerTo } from '../runtime/json-pointer.ts'
import { compileNow } from './compile-now.ts'
import type { Problem, SchemaNode } from './schema-node.ts'

/** Holds the `examples` of a schema to the schema itself: one that fails would teach a mistake. */
export function checkExamples(file: string, schema: SchemaNode): Problem[] {
  const { examples = [] } = schema
  if (examples.length === 0) return []
  const validator = compileNow(schema)
  return examples.flatMap((example, at) => {
    if (validator(example)) return []
    const [complaint] = validator.errors ?? []
    if (!complaint) return []
    const { path, message } = explain(complaint)
    return [{ file, pointer: pointerTo('/examples', at) + path, message }]
  })
}
