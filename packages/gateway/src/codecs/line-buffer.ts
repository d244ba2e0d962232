/** Bytes that grow by copying, and shrink back to their first size when emptied. */
export interface LineBuffer {
  readonly length: () => number
  /** All that was written; good until the next change. */
  readonly view: () => Buffer
  readonly append: (source: Buffer, start: number, end: number) => void
  /** Makes room and answers the memory; the caller writes at `length()` and then calls `advance`. */
  readonly reserve: (bytes: number) => Buffer
  readonly advance: (bytes: number) => void
  readonly cut: (from: number, to: number) => void
  readonly clear: () => void
}

export function createLineBuffer(capacity: number): LineBuffer {
  const first = Buffer.allocUnsafeSlow(capacity)
  let memory = first
  let length = 0

  const reserve = (bytes: number): Buffer => {
    if (length + bytes > memory.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(memory.length * 2, length + bytes))
      memory.copy(larger, 0, 0, length)
      memory = larger
    }
    return memory
  }
  return {
    length: () => length,
    view: () => memory.subarray(0, length),
    append(source, start, end) {
      source.copy(reserve(end - start), length, start, end)
      length += end - start
    },
    reserve,
    advance(bytes) {
      length += bytes
    },
    cut(from, to) {
      memory.copyWithin(from, to, length)
      length -= to - from
    },
    clear() {
      memory = first
      length = 0
    },
  }
}
