/** One record as it is kept. `index` counts from 1 in its shard, `ordinal` from 1 in its stream. */
export interface StoredRecord {
  readonly index: number
  readonly ordinal: number
  readonly arrivalMs: number
  readonly partitionKey: string
  readonly data: Buffer
  /** Data and partition key, as AWS counts a record. */
  readonly bytes: number
}

/** The records of one shard in order, from the oldest still kept. */
export interface RecordLog {
  /** The index the next record gets. */
  readonly nextIndex: () => number
  /** The oldest record still kept, if any. */
  readonly oldest: () => StoredRecord | undefined
  readonly append: (record: StoredRecord) => void
  /** Drops the oldest record and returns it. */
  readonly dropOldest: () => StoredRecord | undefined
  /** From an index on, at most so many; always at least one when there is one. */
  readonly read: (from: number, most: { records: number; bytes: number }) => StoredRecord[]
  /** The first record that arrived then or later; the next index when none did. */
  readonly indexAt: (arrivalMs: number) => number
  readonly all: () => readonly StoredRecord[]
}

/** Dropped places are given back in one go, once they are many: shift() would copy each time. */
const compactAt = 1024

/** Stands in a dropped place until then, so that the record's memory is free at once. */
const gone: StoredRecord = {
  index: 0,
  ordinal: 0,
  arrivalMs: 0,
  partitionKey: '',
  data: Buffer.alloc(0),
  bytes: 0,
}

export function createRecordLog(firstIndex = 1): RecordLog {
  let records: StoredRecord[] = []
  let head = 0
  let next = firstIndex

  /** Where those that are before end. By search: a damaged file leaves gaps in the numbers. */
  const placeOf = (isBefore: (record: StoredRecord) => boolean): number => {
    let low = head
    let high = records.length
    while (low < high) {
      const middle = (low + high) >> 1
      const record = records[middle]
      if (record !== undefined && isBefore(record)) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    nextIndex: () => next,
    oldest: () => records[head],
    append(record) {
      records.push(record)
      next = Math.max(next, record.index + 1)
    },
    dropOldest() {
      const dropped = records[head]
      if (dropped === undefined) return undefined
      records[head] = gone
      head += 1
      if (head >= compactAt && head * 2 >= records.length) {
        records = records.slice(head)
        head = 0
      }
      return dropped
    },
    read(from, most) {
      const start = placeOf(({ index }) => index < from)
      let end = start
      let bytes = 0
      for (; end < records.length && end - start < most.records; end++) {
        bytes += records[end]?.bytes ?? 0
        if (bytes > most.bytes && end > start) break
      }
      return records.slice(start, end)
    },
    indexAt: (arrivalMs) =>
      records[placeOf((record) => record.arrivalMs < arrivalMs)]?.index ?? next,
    all: () => records.slice(head),
  }
}
