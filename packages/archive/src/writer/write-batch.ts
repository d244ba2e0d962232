import type { ArchiveStore, PendingFile } from '../stores/store.ts'
import type { Batch, StoredFile } from './batch.ts'
import { type CompressionOptions, compressInto } from './compress.ts'

/** Counts what goes into a file. */
function counting(file: PendingFile): { file: PendingFile; bytes: () => number } {
  let bytes = 0
  const write = (chunk: Uint8Array): Promise<void> => {
    bytes += chunk.length
    return file.write(chunk)
  }
  return { file: { ...file, write }, bytes: () => bytes }
}

/**
 * Writes the file of a batch: whole, or nothing of it. Undefined when everybody has given up what
 * was to be in it.
 */
export async function writeBatch(
  store: ArchiveStore,
  { prefix, path, chunks }: Batch,
  options: CompressionOptions & { readonly signal: AbortSignal },
): Promise<StoredFile | undefined> {
  const { signal } = options
  if ([...chunks].every(({ isGivenUp }) => isGivenUp)) return undefined
  const { file, bytes } = counting(await store.create(path, signal))
  try {
    const counted = await compressInto(file, chunks, options)
    signal.throwIfAborted()
    if (counted.bytes === 0) {
      await file.abort()
      return undefined
    }
    await file.commit()
    return { prefix, path, ...counted, storedBytes: bytes() }
  } catch (error) {
    await file.abort()
    throw error
  }
}
