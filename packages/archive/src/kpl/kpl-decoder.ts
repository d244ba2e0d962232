import { hash } from 'node:crypto'
import { digestBytes, magic } from './kpl-format.ts'

/** One record of a KPL aggregate, as its producer put it in. */
export interface UserRecord {
  readonly partitionKey: string
  readonly explicitHashKey: string | undefined
  readonly data: Buffer
}

/** The data has the aggregate's magic, but is not a whole aggregate. */
export class KplError extends Error {
  override readonly name = 'KplError'
}

type WireValue = number | Buffer
/** Called for each field of a protobuf message. */
type OnField = (field: number, value: WireValue) => void

function readVarint(bytes: Buffer, from: number): { value: number; end: number } {
  let value = 0
  let scale = 1
  for (let at = from; at < bytes.length && at < from + 10; at++) {
    const byte = bytes[at] ?? 0
    value += (byte & 0x7f) * scale
    if (byte < 0x80) return { value, end: at + 1 }
    scale *= 128
  }
  throw new KplError('a number is cut off')
}

/** Only the two wire types that the format uses; anything else is not of this format. */
function readFields(bytes: Buffer, onField: OnField): void {
  let at = 0
  while (at < bytes.length) {
    const tag = readVarint(bytes, at)
    const number = readVarint(bytes, tag.end)
    const field = Math.floor(tag.value / 8)
    at = number.end
    if (tag.value % 8 === 0) {
      onField(field, number.value)
    } else if (tag.value % 8 === 2) {
      at += number.value
      if (at > bytes.length) throw new KplError('a field is cut off')
      onField(field, bytes.subarray(number.end, at))
    } else {
      throw new KplError(`field ${field} has wire type ${tag.value % 8}`)
    }
  }
}

const asBytes = (value: WireValue): Buffer => {
  if (typeof value === 'number') throw new KplError('a number where bytes belong')
  return value
}

interface Tables {
  readonly partitionKeys: string[]
  readonly hashKeys: string[]
}

function readRecord(bytes: Buffer, { partitionKeys, hashKeys }: Tables): UserRecord {
  let partitionKeyIndex: WireValue | undefined
  let hashKeyIndex: WireValue | undefined
  let data: Buffer | undefined
  readFields(bytes, (field, value) => {
    if (field === 1) partitionKeyIndex = value
    if (field === 2) hashKeyIndex = value
    if (field === 3) data = asBytes(value)
  })
  const partitionKey = partitionKeys[Number(partitionKeyIndex)]
  const explicitHashKey = hashKeyIndex === undefined ? undefined : hashKeys[Number(hashKeyIndex)]
  if (partitionKey === undefined) throw new KplError('a record without its partition key')
  if (hashKeyIndex !== undefined && explicitHashKey === undefined) {
    throw new KplError('a record without its hash key')
  }
  if (data === undefined) throw new KplError('a record without data')
  return { partitionKey, explicitHashKey, data }
}

/** Whether Kinesis data begins as a KPL aggregate does. */
export const hasKplMagic = (data: Uint8Array): boolean =>
  data.length >= magic.length + digestBytes && magic.every((byte, at) => data[at] === byte)

/**
 * The records of an aggregate; undefined for data that is none, which is then a record by itself.
 * Throws KplError for one that is damaged. The MD5 is checked.
 */
export function decodeKpl(data: Uint8Array): UserRecord[] | undefined {
  if (!hasKplMagic(data)) return undefined
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  const message = bytes.subarray(magic.length, -digestBytes)
  if (!hash('md5', message, 'buffer').equals(bytes.subarray(-digestBytes))) {
    throw new KplError('the MD5 is not that of the content')
  }
  const tables: Tables = { partitionKeys: [], hashKeys: [] }
  const raw: Buffer[] = []
  readFields(message, (field, value) => {
    if (field === 1) tables.partitionKeys.push(asBytes(value).toString())
    if (field === 2) tables.hashKeys.push(asBytes(value).toString())
    if (field === 3) raw.push(asBytes(value))
  })
  return raw.map((each) => readRecord(each, tables))
}
