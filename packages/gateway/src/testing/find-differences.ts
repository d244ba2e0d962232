/** A field that is not as it was expected. */
export interface Difference {
  /** Such as `properties.value`. */
  readonly path: string
  readonly expected: unknown
  readonly actual: unknown
}

type Fields = Readonly<Record<string, unknown>>

/** What `expect.any(String)` and its like are, in all test runners. */
interface AsymmetricMatcher {
  readonly asymmetricMatch: (value: unknown) => boolean
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isMatcher = (value: Fields): value is Fields & AsymmetricMatcher =>
  typeof value.asymmetricMatch === 'function'

/**
 * Where `actual` is not as `expected` says. Only what is expected is looked at: of objects the fields
 * that it names, of lists every entry. A RegExp is tried on a text; a function decides by itself.
 */
export function findDifferences(
  expected: unknown,
  actual: unknown,
  path = '',
): readonly Difference[] {
  const verdict = (fits: boolean) => (fits ? [] : [{ path, expected, actual }])
  if (expected instanceof RegExp) {
    return verdict(typeof actual === 'string' && actual.search(expected) >= 0)
  }
  if (typeof expected === 'function')
    return verdict(Boolean(Reflect.apply(expected, null, [actual])))
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return verdict(false)
    return expected.flatMap((each, at) => findDifferences(each, actual[at], `${path}[${at}]`))
  }
  if (!isFields(expected)) return verdict(Object.is(expected, actual))
  if (isMatcher(expected)) return verdict(expected.asymmetricMatch(actual))
  if (!isFields(actual)) return verdict(false)
  return Object.entries(expected).flatMap(([name, each]) =>
    // Not what is inherited: a field called `constructor` is one that is missing.
    findDifferences(
      each,
      Object.hasOwn(actual, name) ? actual[name] : undefined,
      path === '' ? name : `${path}.${name}`,
    ),
  )
}
