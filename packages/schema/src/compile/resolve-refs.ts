import { isObject, type Problem, type SchemaNode } from './schema-node.ts'
import { pointerTo } from '../runtime/json-pointer.ts'

/** Files by name relative to their folder, as they were read. */
export type SchemaFiles = ReadonlyMap<string, SchemaNode>

/**
 * Puts what each `$ref` points to in its place, so that everything after this sees plain trees.
 * What stands beside a `$ref` (its description above all) wins over what it points to.
 */
export function resolveRefs(
  files: SchemaFiles,
  file: string,
): { schema: SchemaNode; problems: Problem[] } {
  const problems: Problem[] = []
  const walk = (node: SchemaNode, place: Place): SchemaNode => {
    if (node.$ref !== undefined) return follow(node, node.$ref, place)
    const result: Record<string, unknown> = { ...node }
    delete result.$defs
    if (node.properties !== undefined) {
      result.properties = Object.fromEntries(
        Object.entries(node.properties).map(([name, child]) => [
          name,
          walk(child, step(place, 'properties', name)),
        ]),
      )
    }
    if (node.items !== undefined) result.items = walk(node.items, step(place, 'items'))
    if (isObject(node.additionalProperties)) {
      result.additionalProperties = walk(
        node.additionalProperties,
        step(place, 'additionalProperties'),
      )
    }
    return result
  }
  const follow = (node: SchemaNode, ref: string, place: Place): SchemaNode => {
    const { $ref: _, ...beside } = node
    const problem = (message: string) => {
      problems.push({ file: place.file, pointer: pointerTo(place.pointer, '$ref'), message })
      return { ...beside, 'x-any-json': true } as SchemaNode
    }
    const target = locate(files, place.file, ref)
    if (typeof target === 'string') return problem(target)
    const key = `${target.file}#${target.pointer}`
    if (place.trail.includes(key)) {
      return problem(`circular $ref: ${[...place.trail, key].join(' -> ')}`)
    }
    return { ...walk(target.node, { ...target, trail: [...place.trail, key] }), ...beside }
  }
  const root = files.get(file)
  if (root === undefined) throw new Error(`no schema file ${file}`)
  const schema = walk(root, { file, pointer: '', trail: [`${file}#`] })
  return { schema, problems }
}

interface Place {
  file: string
  pointer: string
  trail: readonly string[]
}

const step = (place: Place, ...names: string[]): Place => ({
  ...place,
  pointer: names.reduce(pointerTo, place.pointer),
})

/** Where a schema stands in another one. */
const schemaPlace = /^(?:\/(?:\$defs|properties)\/[^/]+|\/items|\/additionalProperties)*$/u

/** What holds definitions and says nothing of a value itself. */
const isFolder = ({ $defs, type, enum: values, const: only, ...more }: SchemaNode): boolean =>
  $defs !== undefined &&
  [type, values, only, more.$ref, more['x-any-json']].every((word) => word === undefined)

interface Target {
  file: string
  pointer: string
  node: SchemaNode
}

/** Finds what a `$ref` names, inside the same folder of schemas; a string says why it cannot. */
function locate(files: SchemaFiles, from: string, ref: string): Target | string {
  const [path = '', pointer = ''] = ref.split('#', 2)
  const file = path === '' ? from : normalize(from, path)
  const root = file === undefined ? undefined : files.get(file)
  if (file === undefined || root === undefined) return `"${ref}" points to no schema file here`
  let node: unknown = root
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    node = isObject(node) && Object.hasOwn(node, name) ? node[name] : undefined
  }
  if (!isObject(node)) return `"${ref}" points to nothing`
  if (!schemaPlace.test(pointer) || isFolder(node)) return `"${ref}" points to no schema`
  return { file, pointer, node }
}

function normalize(from: string, path: string): string | undefined {
  const steps = from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '..') {
      if (steps.pop() === undefined) return undefined
    } else if (part !== '.') steps.push(part)
  }
  return steps.join('/')
}
