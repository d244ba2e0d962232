export {
  archivePrefixes,
  type ArchivePrefix,
  type ArchiveStream,
  hourMs,
  hourOf,
  parsePartition,
  type Partition,
  partitionOf,
} from './layout/partition.ts'
export {
  type Compression,
  compressionOf,
  extensionOf,
  fileName,
  type FileName,
  parseFileName,
} from './layout/file-name.ts'
export type { ArchiveStore, PendingFile, Prepared } from './stores/store.ts'
export { createDirectoryStore, type DirectoryStoreOptions } from './stores/directory-store.ts'
export { createMemoryStore, type MemoryStore } from './stores/memory-store.ts'
export { explainFailure } from './stores/explain-failure.ts'
export { type ArchiveLocation, parseLocation } from './stores/location.ts'
export { openStore } from './stores/open-store.ts'
export type { Lines, StoredFile } from './writer/batch.ts'
export type { CompressionOptions } from './writer/compress.ts'
export { WriterClosedError } from './writer/appends.ts'
export {
  type ArchiveWriter,
  type ArchiveWriterOptions,
  createArchiveWriter,
  type WriterStats,
} from './writer/archive-writer.ts'
