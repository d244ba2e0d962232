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
