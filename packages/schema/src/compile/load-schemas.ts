import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { checkDialect } from './check-dialect.ts'
import { resolveRefs } from './resolve-refs.ts'
import type { Problem, SchemaNode } from './schema-node.ts'

export const schemaSuffix = '.schema.json'

export interface LoadedSchemas {
  /** Resolved schemas by file name relative to the folder, sorted; empty if anything is wrong. */
  readonly schemas: ReadonlyMap<string, SchemaNode>
  readonly problems: readonly Problem[]
}

/** Reads a folder of schema files, holds them to the dialect and resolves their references. */
export async function loadSchemas(folder: string): Promise<LoadedSchemas> {
  const names = (await readdir(folder, { recursive: true }))
    .map((name) => name.replaceAll(sep, '/'))
    .filter((name) => name.endsWith(schemaSuffix))
    .sort()
  const texts = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  )
  return parseSchemas(new Map(texts))
}

/** The same for files that are already in memory. */
export function parseSchemas(texts: ReadonlyMap<string, string>): LoadedSchemas {
  const files = new Map<string, SchemaNode>()
  const problems: Problem[] = []
  for (const [file, text] of texts) {
    const parsed = parse(file, text)
    if ('problem' in parsed) problems.push(parsed.problem)
    else {
      problems.push(...checkDialect(file, parsed.value))
      files.set(file, parsed.value as SchemaNode)
    }
  }
  if (problems.length > 0) return { schemas: new Map(), problems }
  const schemas = new Map<string, SchemaNode>()
  for (const file of files.keys()) {
    const resolved = resolveRefs(files, file)
    schemas.set(file, resolved.schema)
    problems.push(...resolved.problems)
  }
  return problems.length > 0 ? { schemas: new Map(), problems } : { schemas, problems }
}

function parse(file: string, text: string): { value: unknown } | { problem: Problem } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    const why = (error as Error).message
    const offset = /at position (\d+)/u.exec(why)?.[1]
    const line = offset === undefined ? undefined : text.slice(0, Number(offset)).split('\n').length
    const where = line === undefined ? '' : ` in line ${line}`
    return { problem: { file, pointer: '', message: `is not JSON${where}: ${firstPart(why)}` } }
  }
}

/** V8 adds an excerpt of the text in its message; the part before it is enough. */
const firstPart = (message: string): string =>
  message.replace(/,? (?:\.\.\.)?".*$| in JSON at.*$/su, '')
