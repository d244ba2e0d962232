import { parseLocation } from '@weir/archive'

/** Turns one text of the environment into a value; throws what a person should read. */
export type Parse<Value> = (text: string) => Value

const fail = (expected: string): never => {
  throw new Error(`must be ${expected}`)
}

export const text: Parse<string> = (value) => (value.trim() === '' ? fail('a text') : value.trim())

/** A text or `off`: another way to say no would be taken for a name, and do what nobody meant. */
export const orOff =
  (parse: Parse<string>): Parse<string> =>
  (value) => {
    const word = value.trim()
    const saysNo = /^(?:off|no|none|false|0)$/iu.test(word)
    return saysNo && word !== 'off' ? fail('off, spelled so') : parse(value)
  }

export const integer =
  (least: number, most: number): Parse<number> =>
  (value) => {
    const number = /^\d{1,15}$/u.test(value.trim()) ? Number(value) : Number.NaN
    return number >= least && number <= most
      ? number
      : fail(`a whole number from ${least} to ${most}`)
  }

export const oneOf =
  <const Values extends readonly string[]>(...values: Values): Parse<Values[number]> =>
  (value) =>
    values.find((one) => one === value.trim()) ?? fail(`one of ${values.join(', ')}`)

export const flag: Parse<boolean> = (value) => oneOf('0', '1')(value) === '1'

/** A directory, or `s3://bucket/prefix`. */
export const location: Parse<string> = (value) => {
  parseLocation(value.trim())
  return value.trim()
}

const units: Readonly<Record<string, number>> = { '': 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }

/** `1048576` or `1 MiB`. */
export const bytes =
  (least: number, most: number = Number.MAX_SAFE_INTEGER): Parse<number> =>
  (value) => {
    const [, number = '', unit = ''] = /^(\d{1,12})\s*([KMG]iB)?$/u.exec(value.trim()) ?? []
    const size = number === '' ? Number.NaN : Number(number) * (units[unit] ?? Number.NaN)
    const bounds = most < Number.MAX_SAFE_INTEGER ? `${least} to ${most}` : least
    return size >= least && size <= most
      ? size
      : fail(`a number of bytes from ${bounds}, such as 4194304 or "4 MiB"`)
  }

/** How many requests in which time. */
export interface Rate {
  readonly max: number
  readonly windowMs: number
}

const windows: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: 3_600_000 }

/** `600/min`, or `off`. */
export const rate: Parse<Rate | 'off'> = (value) => {
  if (value.trim() === 'off') return 'off'
  const [, max = '', window = ''] = /^([1-9]\d{0,8})\/(s|min|h)$/u.exec(value.trim()) ?? []
  const windowMs = windows[window]
  return windowMs === undefined
    ? fail('off, or a number for each s, min or h, such as 600/min')
    : { max: Number(max), windowMs }
}

/** As Kinesis takes names (CreateStream): letters, digits, _, - and dots. */
export const streamName: Parse<string> = (value) =>
  /^(?:arn:[\w-]+:kinesis:[\w-]+:\d{12}:stream\/)?[\w.-]{1,128}$/u.test(value.trim())
    ? value.trim()
    : fail('the name of a stream, or its ARN')

export const redisUrl: Parse<string> = (value) =>
  /^rediss?:$/u.test(URL.parse(value.trim())?.protocol ?? '')
    ? value.trim()
    : fail('a URL of Redis, such as redis://host:6379')

/** What `Set-Cookie` takes (RFC 6265): anything else would fail at each answer. */
export const domain: Parse<string> = (value) =>
  /^\.?(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)*[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/iu.test(
    value.trim(),
  )
    ? value.trim()
    : fail('a domain, such as example.com')

/** A name that a cookie may bear (RFC 6265), or `off`. */
export const cookieName: Parse<string> = (value) =>
  /^[\w!#$%&'*+\-.^`|~]{1,64}$/u.test(value.trim())
    ? value.trim()
    : fail('the name of a cookie, or off')
