import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { builtinEventTypes } from '../generated/types.ts'
import { checkExamples } from '../compile/check-examples.ts'
import { loadSchemas, schemaSuffix } from '../compile/load-schemas.ts'
import { isObject, type Problem, type SchemaNode } from '../compile/schema-node.ts'
import { pascalCase } from '../compile/type-names.ts'
import { pointerTo } from '../runtime/json-pointer.ts'

/** A tracking plan as its team keeps it, resolved: its events by name. */
export interface PlanSource {
  readonly name: string
  readonly mode: 'strict' | 'open'
  readonly events: ReadonlyMap<string, PlanEvent>
}

export interface PlanEvent {
  /** Relative to the folder of the plan. */
  readonly file: string
  /** What `properties` holds. */
  readonly schema: SchemaNode
}

export const manifestFile = 'plan.json'

/** A file whose name begins so holds definitions that others refer to, and is no event itself. */
const sharedPrefix = '_'

/** Reads a plan: `plan.json` and one schema file for each event, in subfolders as you like. */
export async function readPlan(
  folder: string,
): Promise<{ plan: PlanSource | undefined; problems: readonly Problem[] }> {
  const manifest = await readManifest(folder)
  if (manifest.value === undefined) return { plan: undefined, problems: manifest.problems }
  const loaded = await loadSchemas(folder)
  if (loaded.problems.length > 0) return { plan: undefined, problems: loaded.problems }
  const { events, problems: clashes } = collectEvents(loaded.schemas)
  if (clashes.length > 0) return { plan: undefined, problems: clashes }
  const mistaken = [...events.values()].flatMap(({ file, schema }) => checkExamples(file, schema))
  return mistaken.length > 0
    ? { plan: undefined, problems: mistaken }
    : { plan: { ...manifest.value, events }, problems: [] }
}

type Manifest = Pick<PlanSource, 'name' | 'mode'>

async function readManifest(
  folder: string,
): Promise<{ value?: Manifest; problems: readonly Problem[] }> {
  const problem = (pointer: string, message: string) => ({
    problems: [{ file: manifestFile, pointer, message }],
  })
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(() => undefined)
  if (text === undefined) {
    return problem('', `is missing: a plan says {"name": "shop", "mode": "strict"} or "open"`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return problem('', 'is not JSON')
  }
  if (!isObject(value)) return problem('', 'must be an object')
  const { name, mode } = value
  if (typeof name !== 'string' || !/^[a-z][a-z0-9_-]{0,63}$/u.test(name)) {
    return problem('/name', 'must be a name of lower-case letters, digits, _ and -')
  }
  if (mode !== 'strict' && mode !== 'open') return problem('/mode', 'must be "strict" or "open"')
  const known = new Set(['name', 'mode', '$comment'])
  const unknown = Object.keys(value).find((key) => !known.has(key))
  return unknown === undefined
    ? { value: { name, mode }, problems: [] }
    : problem(`/${unknown}`, `unknown setting "${unknown}"`)
}

function collectEvents(schemas: ReadonlyMap<string, SchemaNode>): {
  events: Map<string, PlanEvent>
  problems: Problem[]
} {
  const events = new Map<string, PlanEvent>()
  const byTypeName = new Map(takenTypeNames)
  const problems: Problem[] = []
  for (const [file, schema] of schemas) {
    const name = basename(file, schemaSuffix)
    if (name.startsWith(sharedPrefix)) continue
    const typeName = pascalCase(name)
    const complaint =
      nameComplaint(name) ??
      clash(events.get(name)?.file, 'the same event is in') ??
      clash(byTypeName.get(typeName), `the type would be ${typeName}, as for`)
    if (complaint !== undefined) problems.push({ file, pointer: '', message: complaint })
    if (schema.type !== 'object') {
      problems.push({ file, pointer: '/type', message: 'an event describes an object' })
    }
    problems.push(...columnClashes(file, schema))
    events.set(name, { file, schema })
    byTypeName.set(typeName, file)
  }
  return { events, problems }
}

/** What the written types are called or call upon themselves. */
const takenTypeNames: readonly (readonly [name: string, owner: string])[] = [
  ['Plan', 'the plan itself'],
  ['Record', 'a type of TypeScript'],
]

/** SQL does not tell upper from lower case, quoted or not: such a view could not be created. */
function columnClashes(file: string, schema: SchemaNode): Problem[] {
  const columns = new Map<string, string>()
  const problems: Problem[] = []
  for (const name of Object.keys(schema.properties ?? {})) {
    const other = columns.get(name.toLowerCase())
    columns.set(name.toLowerCase(), name)
    if (other === undefined) continue
    const message = `name clash: in SQL it is the column of "${other}"`
    problems.push({ file, pointer: pointerTo('/properties', name), message })
  }
  return problems
}

const clash = (other: string | undefined, words: string): string | undefined =>
  other === undefined ? undefined : `name clash: ${words} ${other}`

function nameComplaint(name: string): string | undefined {
  if (!/^[a-z][a-z0-9_]{0,63}$/u.test(name)) {
    return `"${name}" is not a name for an event: lower case, digits and _, at most 64`
  }
  return (builtinEventTypes as readonly string[]).includes(name)
    ? `name clash: "${name}" is a built-in event; its further properties need no plan`
    : undefined
}
