/** Why data does not go where it should; the codes are ours, the place for them is Firehose's. */
export type BadDataCode = 'Weir.DamagedAggregate' | 'Weir.DamagedGzip' | 'Weir.NotJson'

/** A part of a record, or all of it, that cannot be read. */
export interface BadData {
  readonly code: BadDataCode
  /** One line for a person. */
  readonly message: string
  readonly data: Uint8Array
}
