import type { ArchiveStore } from './store.ts'

/** For tests: an archive that ends with its process. */
export interface MemoryStore extends ArchiveStore {
  /** What is there, by path. */
  readonly files: ReadonlyMap<string, Buffer>
}

export function createMemoryStore(): MemoryStore {
  const files = new Map<string, Buffer>()
  return {
    location: 'memory',
    files,
    prepare: () => Promise.resolve({ problems: [], removed: 0 }),
    create(path) {
      let chunks: Uint8Array[] = []
      return Promise.resolve({
        async write(chunk) {
          chunks.push(chunk)
        },
        async commit() {
          files.set(path, Buffer.concat(chunks))
        },
        async abort() {
          chunks = []
        },
      })
    },
    close: () => Promise.resolve(),
  }
}
