/** A piece of a line of JSON, by what it is. */
export interface Token {
  readonly kind: 'key' | 'string' | 'number' | 'word' | 'mark'
  readonly text: string
}

export interface JsonLine {
  /** Where it is in the value (RFC 6901). */
  readonly pointer: string
  readonly depth: number
  readonly tokens: readonly Token[]
}

/** A value as indented JSON, line by line, so that a page can mark single fields. */
export function jsonLines(value: unknown): JsonLine[] {
  const lines: JsonLine[] = []
  write(value, { lines, pointer: '', depth: 0, before: [], after: [] })
  return lines
}

interface Place {
  readonly lines: JsonLine[]
  readonly pointer: string
  readonly depth: number
  /** What stands before the value on its first line: its key. */
  readonly before: readonly Token[]
  /** And behind it on its last: a comma. */
  readonly after: readonly Token[]
}

const mark = (text: string): Token => ({ kind: 'mark', text })

function write(value: unknown, place: Place): void {
  const { lines, pointer, depth, before, after } = place
  const isList = Array.isArray(value)
  const children = isList || isObject(value) ? Object.entries(value) : []
  if (children.length === 0) {
    lines.push({ pointer, depth, tokens: [...before, scalar(value), ...after] })
    return
  }
  lines.push({ pointer, depth, tokens: [...before, mark(isList ? '[' : '{')] })
  for (const [at, [name, child]] of children.entries()) {
    write(child, {
      lines,
      pointer: `${pointer}/${escapeName(name)}`,
      depth: depth + 1,
      before: isList ? [] : [{ kind: 'key', text: JSON.stringify(name) }, mark(': ')],
      after: at < children.length - 1 ? [mark(',')] : [],
    })
  }
  lines.push({ pointer, depth, tokens: [mark(isList ? ']' : '}'), ...after] })
}

function scalar(value: unknown): Token {
  if (Array.isArray(value)) return mark('[]')
  if (isObject(value)) return mark('{}')
  const text = JSON.stringify(value) ?? 'undefined'
  if (typeof value === 'string') return { kind: 'string', text }
  return { kind: typeof value === 'number' ? 'number' : 'word', text }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const escapeName = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** A complaint of the schema, and the line that it belongs under. */
export interface Complaint {
  readonly path: string
  readonly message: string
}

/**
 * Puts each complaint to the field that it names. A field that is missing has no line: its complaint
 * stands where it would be, at the end of what should hold it.
 */
export function placeComplaints(
  lines: readonly JsonLine[],
  complaints: readonly Complaint[],
): ReadonlyMap<number, readonly Complaint[]> {
  const places = new Map<number, Complaint[]>()
  for (const complaint of complaints) {
    const at = findLine(lines, complaint.path)
    places.set(at, [...(places.get(at) ?? []), complaint])
  }
  return places
}

function findLine(lines: readonly JsonLine[], path: string): number {
  const exact = lines.findIndex(({ pointer }) => pointer === path)
  if (exact >= 0) return exact
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  const held = lines.findIndex(({ pointer }) => pointer === parent)
  return held >= 0 ? held : 0
}
