import { plainText } from '../../src/iam/plain-text.ts'
import type { Json, Template } from './template.ts'

/** One statement of a policy, wherever it stands in the template. */
export interface Statement {
  /** The resource that has the policy, without the hash of its logical id. */
  readonly owner: string
  readonly effect: string
  readonly principals: readonly string[]
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly conditions: readonly string[]
}

const list = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value]

/** A logical id or a text with references, without hashes: they say nothing to a reader. */
export const withoutHashes = (text: string): string =>
  text.replaceAll(/\b([A-Z][A-Za-z\d]+?)[0-9A-F]{8}\b/gu, '$1')

const plain = (value: unknown): string => withoutHashes(plainText(value))

/** `StringEquals kms:ViaService = kinesis.<AWS::Region>.amazonaws.com` */
const conditionsOf = (condition: unknown): string[] =>
  Object.entries((condition ?? {}) as Json).flatMap(([operator, keys]) =>
    Object.entries(keys as Json).map(
      ([key, value]) => `${operator} ${key} = ${list(value).map(plain).join(' or ')}`,
    ),
  )

function toStatement(owner: string, given: Json): Statement {
  const principals = given.Principal === '*' ? { AWS: '*' } : ((given.Principal ?? {}) as Json)
  return {
    owner,
    effect: String(given.Effect),
    principals: Object.values(principals).flatMap(list).map(plain),
    actions: list(given.Action).map(String),
    resources: list(given.Resource).map(plain),
    conditions: conditionsOf(given.Condition),
  }
}

/** Every statement of every policy of the template: walks through all of it, so none is forgotten. */
export function statementsOf(template: Template): Statement[] {
  const found: Statement[] = []
  const walk = (owner: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'Statement') {
        found.push(...list(inner).map((statement) => toStatement(owner, statement as Json)))
      } else {
        walk(owner, inner)
      }
    }
  }
  for (const [id, { Properties }] of Object.entries(template.Resources)) {
    walk(withoutHashes(id), Properties)
  }
  return found
}
