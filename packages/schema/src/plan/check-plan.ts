import type { Problem, SchemaNode } from '../compile/schema-node.ts'
import { compareSchemas } from './compare-schemas.ts'
import { manifestFile } from './read-plan.ts'

/** What a comparison needs to know of a plan, compiled or not. */
export interface ComparablePlan {
  readonly mode: 'strict' | 'open'
  readonly events: ReadonlyMap<string, { readonly file: string; readonly schema: SchemaNode }>
}

/** Every change from one plan to a later one that would break who reads or who still sends. */
export function checkPlan(earlier: ComparablePlan, later: ComparablePlan): Problem[] {
  const problems: Problem[] = []
  if (earlier.mode === 'open' && later.mode === 'strict') {
    problems.push({
      file: manifestFile,
      pointer: '/mode',
      message: 'was open and is strict: events that were accepted would be rejected',
    })
  }
  for (const [name, before] of earlier.events) {
    const after = later.events.get(name)
    if (after === undefined) {
      problems.push({ file: before.file, pointer: '', message: `the event "${name}" was removed` })
      continue
    }
    for (const { pointer, message } of compareSchemas(before.schema, after.schema)) {
      problems.push({ file: after.file, pointer, message })
    }
  }
  return problems
}
