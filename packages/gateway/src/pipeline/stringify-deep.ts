/**
 * `JSON.stringify` for what `JSON.parse` gave: the parser takes any depth of nesting, the writer
 * runs out of stack at some thousands. A rejected event is kept whole all the same.
 */
export function stringifyDeep(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (error instanceof RangeError) return stringifyIteratively(value)
    throw error
  }
}

interface Level {
  readonly keys: readonly string[] | undefined
  readonly values: readonly unknown[]
  at: number
}

function stringifyIteratively(root: unknown): string {
  const parts: string[] = []
  const levels: Level[] = []
  const open = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return parts.push(JSON.stringify(value))
    const isArray = Array.isArray(value)
    parts.push(isArray ? '[' : '{')
    const keys = isArray ? undefined : Object.keys(value)
    return levels.push({ keys, values: Object.values(value), at: 0 })
  }
  open(root)
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const { at, keys, values } = level
    if (at === values.length) {
      parts.push(keys === undefined ? ']' : '}')
      levels.pop()
      continue
    }
    if (at > 0) parts.push(',')
    if (keys !== undefined) parts.push(JSON.stringify(keys[at]), ':')
    level.at++
    open(values[at])
  }
  return parts.join('')
}
