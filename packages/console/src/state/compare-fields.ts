/** One column of the stored record beside what the browser sent for it. */
export interface FieldPair {
  readonly name: string
  readonly raw: unknown
  readonly stored: unknown
  readonly change: 'same' | 'added' | 'changed' | 'removed'
}

/** The fields of both, in the order of the stored record; what was removed comes at the end. */
export function compareFields(
  raw: Readonly<Record<string, unknown>> | undefined,
  stored: Readonly<Record<string, unknown>>,
): FieldPair[] {
  const names = new Set([...Object.keys(stored), ...Object.keys(raw ?? {})])
  return Array.from(names, (name) => {
    const pair = { name, raw: own(raw, name), stored: own(stored, name) }
    return { ...pair, change: changeOf(pair) }
  })
}

const own = (of: Readonly<Record<string, unknown>> | undefined, name: string): unknown =>
  of !== undefined && Object.hasOwn(of, name) ? of[name] : undefined

function changeOf({ raw, stored }: Pick<FieldPair, 'raw' | 'stored'>): FieldPair['change'] {
  if (raw === undefined) return 'added'
  if (stored === undefined) return 'removed'
  return JSON.stringify(raw) === JSON.stringify(stored) ? 'same' : 'changed'
}
