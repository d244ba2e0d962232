/** How a file is compressed. */
export type Compression = 'gzip' | 'zstd'

/** What the name of a compressed file of lines ends with; Athena and DuckDB read by it. */
export const extensionOf: Readonly<Record<Compression, string>> = {
  gzip: '.json.gz',
  zstd: '.json.zst',
}

/** What our own names say. Firehose names its files otherwise: read any file with an extension. */
export interface FileName {
  /** When the writer took the first line, in milliseconds since the epoch. */
  readonly firstMs: number
  /** Twelve hexadecimal digits, drawn by each writer when it starts. */
  readonly writer: string
  /** The writer's files, counted from 1. */
  readonly number: number
  readonly compression: Compression
}

/** `20261121T010203456Z-3f9c0a1b2c4d-000001.json.gz`: sorts in the order of writing. */
export function fileName({ firstMs, writer, number, compression }: FileName): string {
  const time = new Date(firstMs).toISOString().replace(/[-:.]/gu, '')
  return `${time}-${writer}-${String(number).padStart(6, '0')}${extensionOf[compression]}`
}

const pattern =
  /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-([0-9a-f]{12})-(\d{6,15})(\.json\.(?:gz|zst))$/u

/** What a name of ours says; undefined for any other. */
export function parseFileName(name: string): FileName | undefined {
  const found = pattern.exec(name)
  if (found === null) return undefined
  const [, year, month, day, hour, minute, second, millisecond, writer = '', number, end] = found
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`
  const firstMs = Date.parse(text)
  if (Number.isNaN(firstMs) || new Date(firstMs).toISOString() !== text) return undefined
  return {
    firstMs,
    writer,
    number: Number(number),
    compression: end === extensionOf.gzip ? 'gzip' : 'zstd',
  }
}

/** How a file is compressed, by the end of its name; undefined for no file of lines. */
export function compressionOf(path: string): Compression | undefined {
  if (path.endsWith(extensionOf.gzip)) return 'gzip'
  return path.endsWith(extensionOf.zstd) ? 'zstd' : undefined
}
