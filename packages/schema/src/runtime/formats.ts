/**
 * What a string can promise beyond its length. Cheap checks first: these run for every event.
 */
export const formatNames = ['uuid', 'utc-time', 'http-url', 'text'] as const
export type FormatName = (typeof formatNames)[number]

const uuid = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/
const utcTime =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** Scheme, something that can begin a host, and no white space or control character anywhere. */
const httpUrl = /^https?:\/\/[^\s\p{Cc}/?#\\][^\s\p{Cc}]*$/iu

/**
 * Most pages: a host of plain labels, then printable ASCII. WHATWG parsing surely accepts these,
 * unless a label claims to be punycode.
 */
const plainUrl =
  /^https?:\/\/[a-z](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z](?:[a-z0-9-]*[a-z0-9])?)*(?:[/?#][!-~]*)?$/

function isUtcTime(value: string): boolean {
  if (value.length !== 24 || !utcTime.test(value)) return false
  const day = Number(value.slice(8, 10))
  return day <= 28 || day <= daysIn(Number(value.slice(0, 4)), Number(value.slice(5, 7)))
}

const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()

function isHttpUrl(value: string): boolean {
  if (plainUrl.test(value) && !value.includes('xn--')) return true
  return httpUrl.test(value) && value.isWellFormed() && URL.canParse(value)
}

export const formats: Readonly<Record<FormatName, (value: string) => boolean>> = {
  uuid: (value) => value.length === 36 && uuid.test(value),
  'utc-time': isUtcTime,
  'http-url': isHttpUrl,
  /** A lone half of a surrogate pair cannot be written as UTF-8 and breaks readers downstream. */
  text: (value) => value.isWellFormed(),
}
