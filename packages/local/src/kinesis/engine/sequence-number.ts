/**
 * 56 digits, like AWS's own: "49", when the shard began (13), the shard (12), the record's index in
 * it (16), when it arrived (13). Decimal throughout, so that making one is joining strings, and text
 * order is number order. A child shard has a higher number than its parent, so its records sort later.
 */
export interface SequenceNumber {
  readonly createdMs: number
  readonly shard: number
  readonly index: number
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0')

/** What all sequence numbers of a shard begin with. */
export const sequencePrefix = (createdMs: number, shard: number): string =>
  `49${digits(createdMs, 13)}${digits(shard, 12)}`

/** `arrival` is the arrival time in 13 digits: a batch computes it once. */
export const sequenceNumber = (prefix: string, index: number, arrival: string): string =>
  prefix + digits(index, 16) + arrival

export const arrivalDigits = (arrivalMs: number): string => digits(arrivalMs, 13)

/** The number of a closed shard that no record of it reaches. */
export const lastSequenceNumber = (prefix: string): string => prefix + '9'.repeat(29)

/** Undefined when the text was never handed out by this format. */
export function parseSequenceNumber(text: string): SequenceNumber | undefined {
  const match = /^49(\d{13})(\d{12})(\d{16})\d{13}$/.exec(text)
  if (match === null) return undefined
  return { createdMs: Number(match[1]), shard: Number(match[2]), index: Number(match[3]) }
}
