/** One event as it was found in a request. */
export interface Sighting {
  readonly name: string
  /** By which a server could tell a copy from another event; undefined where there is none. */
  readonly id?: string | undefined
  readonly properties?: Readonly<Record<string, unknown>> | null | undefined
}

/** What one SDK needs to be put under the scenarios, and how its requests are read. */
export interface Subject {
  readonly name: string
  /** The packages that a site would install; the first one says the version. None: it is written here. */
  readonly packages: readonly string[]
  /** What it does in the page, beside an event of one's own. */
  readonly work: string
  /** What was set for the sake of delivery, and why. */
  readonly settings: string
  /** Where these settings are documented. */
  readonly docs: readonly string[]
  /**
   * The module of the page. `endpoint` and `writeKey` are there; it puts the function
   * `deliver(name, properties)` on `window`.
   */
  readonly source: string
  /** What the collector answers to a path, as text. Default: `{}`. */
  readonly answer?: (path: string) => string
  /** What its own collector says with a status of 400 or more, where the SDK reads that. */
  readonly refusal?: (status: number) => string
  /** The events in the body of a request, decompressed. */
  read(body: string, path: string): readonly Sighting[]
}

/** What every body of JSON is until it is looked at. */
export interface Fields {
  readonly [name: string]: Fields | undefined
}

export const parse = (body: string): Fields => JSON.parse(body) as Fields

/** The members of what may be a list, one thing, or nothing. */
export function listOf(value: unknown): readonly Fields[] {
  if (value === undefined || value === null) return []
  return (Array.isArray(value) ? value : [value]) as readonly Fields[]
}

/** Of a field that is text if it is there. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

/** An event whose name, id and properties stand in these fields. */
export const sighting = (
  event: Fields,
  [name, id, properties]: readonly [name: string, id: string, properties: string],
): Sighting => ({
  name: text(event[name]) ?? '',
  id: text(event[id]),
  properties: event[properties],
})
