/** Turns the text of one option into a value; throws what a person should read. */
export type Parse<Value> = (text: string) => Value

const fail = (expected: string): never => {
  throw new Error(`must be ${expected}`)
}

export const integer =
  (least: number, most: number): Parse<number> =>
  (text) => {
    const number = /^\d{1,9}$/u.test(text) ? Number(text) : Number.NaN
    return number >= least && number <= most
      ? number
      : fail(`a whole number from ${least} to ${most}`)
  }

/** One of a few numbers. */
export const numberOf =
  (...values: readonly number[]): Parse<number> =>
  (text) =>
    values.find((value) => String(value) === text) ?? fail(`one of ${values.join(', ')}`)

export const oneOf =
  <const Values extends readonly string[]>(...values: Values): Parse<Values[number]> =>
  (text) =>
    values.find((one) => one === text) ?? fail(`one of ${values.join(', ')}`)

export const flag: Parse<boolean> = (text) => oneOf('true', 'false')(text) === 'true'

/** A text of a known form; `example` says which. */
export const like =
  (pattern: RegExp, example: string): Parse<string> =>
  (text) =>
    pattern.test(text) ? text : fail(`like ${example}`)

/** Names and values for the environment of the gateway. */
export const settings: Parse<Readonly<Record<string, string>>> = (text) => {
  const expected = 'an object of WEIR_ names and texts, such as {"WEIR_COOKIE": "weir_id"}'
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return fail(expected)
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return fail(expected)
  const entries = Object.entries(parsed as Readonly<Record<string, unknown>>)
  const isSound = entries.every(
    ([name, value]) => /^WEIR_[A-Z_]+$/u.test(name) && typeof value === 'string',
  )
  return isSound ? (Object.fromEntries(entries) as Record<string, string>) : fail(expected)
}
