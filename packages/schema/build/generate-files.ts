import { loadSchemas, schemaSuffix } from '../src/compile/load-schemas.ts'
import type { Problem, SchemaNode } from '../src/compile/schema-node.ts'
import { toValidators } from '../src/compile/to-validators.ts'
import type { OutputFiles } from '../src/compile/write-files.ts'
import { columnsSource } from './columns-source.ts'
import { composeEvent } from './compose-event.ts'
import { eventsPage } from './events-page.ts'
import { limitsSource } from './limits-source.ts'
import type { OwnSchemas } from './own-schemas.ts'
import { typesSource } from './types-source.ts'
import { athenaSource } from './athena-source.ts'

const by = 'Written by packages/schema/build/generate.ts from packages/schema/schemas. Do not edit.'

/** Everything that follows from the schemas, by path from the root of the repository. */
export async function generateFiles(
  folder: string,
): Promise<{ files: OutputFiles; problems: readonly Problem[] }> {
  const { schemas, problems } = await loadSchemas(folder)
  if (problems.length > 0) return { files: new Map(), problems }
  const own = sort(schemas)
  const source = 'packages/schema/src/generated'
  const files = new Map([
    [`${source}/types.ts`, `// ${by}\n${typesSource(own)}`],
    [`${source}/limits.ts`, `// ${by}\n${limitsSource(own)}`],
    [`${source}/validators.ts`, validatorsSource(own)],
    [`${source}/columns.ts`, `// ${by}\n${columnsSource(own)}`],
    ['packages/schema/event.schema.json', `${JSON.stringify(composeEvent(own, by), null, 2)}\n`],
    ['packages/schema/athena.sql', `-- ${by}\n${athenaSource(own)}`],
    ['docs/events.md', `<!-- ${by} -->\n${eventsPage(own)}`],
  ])
  return { files, problems }
}

export function sort(schemas: ReadonlyMap<string, SchemaNode>): OwnSchemas {
  const get = (name: string) => {
    const schema = schemas.get(`${name}${schemaSuffix}`)
    if (schema === undefined) throw new Error(`no schema ${name}`)
    return schema
  }
  const payloads = new Map<string, SchemaNode>()
  for (const [file, schema] of schemas) {
    const type = /^events\/([a-z0-9_]+)\.schema\.json$/u.exec(file)?.[1]
    if (type !== undefined) payloads.set(type, schema)
  }
  return {
    event: get('event'),
    envelope: get('envelope'),
    storedRecord: get('stored_record'),
    rejectedRecord: get('rejected_record'),
    payloads,
  }
}

function validatorsSource(own: OwnSchemas): string {
  const schemas = new Map([
    ['event', own.event],
    ['envelope', own.envelope],
    ['stored_record', own.storedRecord],
    ['rejected_record', own.rejectedRecord],
    ...[...own.payloads].map(([type, schema]) => [`events/${type}`, schema] as const),
  ])
  const head = [
    '// @ts-nocheck: Ajv writes JavaScript; the signature below is what the rest relies on.',
    `// ${by}`,
    "import type { CreateValidators, Runtime } from '../runtime/runtime.ts'",
  ].join('\n')
  return toValidators(schemas, { head, typed: true })
}
