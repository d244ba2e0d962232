import type { PackedRecord } from './packing.ts'

/** Answers whether a record can be sent now; if not, it is being made ready. */
export type IsReady = (record: PackedRecord) => boolean

export interface Closer {
  readonly isReady: IsReady
  /** Whether some are being made: they go together. */
  readonly isBusy: () => boolean
}

/** Makes records what is sent of them; `onReady` is called when none is being made any more. */
export function createCloser(onReady: () => void): Closer {
  let underWay = 0
  const close = async (record: PackedRecord, data: Promise<Buffer>): Promise<void> => {
    const { cuts } = record
    record.isClosing = true
    underWay += 1
    const made = await data
    underWay -= 1
    record.isClosing = false
    // Where lines were cut out meanwhile, it is made again when it is asked for.
    if (record.cuts === cuts) record.data = made
    if (underWay === 0) onReady()
  }
  const isReady: IsReady = (record) => {
    if (record.isClosing) return false
    if (record.data !== undefined) return true
    const data = record.writer.close()
    if (data instanceof Promise) {
      void close(record, data)
      return false
    }
    record.data = data
    return true
  }
  return { isReady, isBusy: () => underWay > 0 }
}
