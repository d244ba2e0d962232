/**
 * Large buffers that are used again. One that lives for the time of a request to Kinesis outlives
 * the young generation, and only a major collection frees it: at full load, seven a second.
 */
export interface BufferPool {
  /** At least so many bytes, of any content. Give it back, or leave it to the collector. */
  take(bytes: number): Buffer
  /** Nobody reads or writes it any more. */
  give(buffer: Buffer): void
}

export interface BufferPoolOptions {
  /** Smaller ones die young and are not worth keeping. Default: 64 KiB. */
  readonly smallestBytes?: number
  /** Default: 2 MiB, which a full request to Kinesis needs in base64. */
  readonly largestBytes?: number
  /** Kept for later, at most. Default: 12 MiB. */
  readonly keptBytes?: number
}

const kib = 1024

/** Keeps buffers by size, in powers of two. */
export function createBufferPool(options: BufferPoolOptions = {}): BufferPool {
  const {
    smallestBytes = 64 * kib,
    largestBytes = 2048 * kib,
    keptBytes = 12 * 1024 * kib,
  } = options
  const shelves = new Map<number, Buffer[]>()
  let kept = 0
  return {
    take(bytes) {
      if (bytes < smallestBytes || bytes > largestBytes) return Buffer.allocUnsafeSlow(bytes)
      const size = 2 ** Math.ceil(Math.log2(bytes))
      const buffer = shelves.get(size)?.pop()
      if (buffer === undefined) return Buffer.allocUnsafeSlow(size)
      kept -= size
      return buffer
    },
    give(buffer) {
      const size = buffer.length
      // Lent as it was asked for: none of the sizes that are asked for again.
      if (size < smallestBytes || size > largestBytes || !Number.isInteger(Math.log2(size))) return
      if (kept + size > keptBytes) return
      kept += size
      const shelf = shelves.get(size)
      if (shelf === undefined) shelves.set(size, [buffer])
      else shelf.push(buffer)
    },
  }
}
