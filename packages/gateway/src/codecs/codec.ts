export type CodecName = 'ndjson' | 'ndjson-gzip' | 'kpl'

/** Where a record goes in the stream. */
export interface RecordKey {
  readonly partitionKey: string
  /** A 128-bit number in decimal. */
  readonly explicitHashKey: string
}

/**
 * Fills one record after the other, line by line, with no allocation per line.
 * `begin`, then `append` and `cut` as often as wanted, then `close`; `close` may be repeated.
 */
export interface RecordWriter {
  /** Where the next line will be written: lines between two positions can be cut out again. */
  readonly position: number
  readonly begin: (key: RecordKey) => void
  /** Whether a line of so many bytes belongs in this record. An empty record takes any line. */
  readonly hasRoom: (lineBytes: number) => boolean
  /** The bytes of `source` from `start` to before `end`: one line with its newline. */
  readonly append: (source: Buffer, start: number, end: number) => void
  /** Takes the lines between two positions out; what follows moves up. */
  readonly cut: (from: number, to: number) => void
  /**
   * The record as it is sent, good until the next `begin`, `append` or `cut`. A promise where it is
   * made off the main thread; what was cut out meanwhile may still be in it.
   */
  readonly close: () => Buffer | Promise<Buffer>
}

export interface Codec {
  readonly name: CodecName
  /** The longest line that fits in a record of its own within the stream's limit. */
  readonly maxLineBytes: number
  readonly createWriter: () => RecordWriter
}

export interface CodecSizes {
  /** A record of several lines is not made larger than this. */
  readonly targetBytes: number
  /** A record of several lines never exceeds this, whatever a compression estimate said. */
  readonly capBytes: number
  /** A record of one long line never exceeds this: the stream's limit without the key. */
  readonly limitBytes: number
}
