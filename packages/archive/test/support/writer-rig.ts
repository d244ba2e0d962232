import { dirname } from 'node:path'
import { onTestFinished } from 'vitest'
import { createMemoryStore } from '../../src/stores/memory-store.ts'
import type { ArchiveStore } from '../../src/stores/store.ts'
import type { StoredFile } from '../../src/writer/batch.ts'
import {
  type ArchiveWriter,
  type ArchiveWriterOptions,
  createArchiveWriter,
} from '../../src/writer/archive-writer.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { seqsIn } from './lines.ts'

export interface WriterRig {
  readonly writer: ArchiveWriter
  readonly clock: FakeClock
  readonly stored: StoredFile[]
  readonly problems: (string | undefined)[]
  /** Commits fail so; undefined lets them through. */
  failing: ((path: string) => Error | undefined) | undefined
  /** Commits wait until this settles. */
  gate: Promise<void> | undefined
  /** Commits that were begun. */
  readonly commits: () => number
  /** The files, in the order of their names, and the numbers of the records in them. */
  readonly files: () => { path: string; seqs: number[] }[]
  /** Partition by partition. */
  readonly byPartition: () => Record<string, number[]>
}

/** A writer into memory whose commits can be held or made to fail, with time that stands still. */
export function createWriterRig(options: Partial<ArchiveWriterOptions> = {}): WriterRig {
  const memory = createMemoryStore()
  const clock = createFakeClock()
  let commits = 0
  const store: ArchiveStore = {
    ...memory,
    async create(path) {
      const file = await memory.create(path)
      return {
        ...file,
        async commit() {
          commits += 1
          await rig.gate
          const error = rig.failing?.(path)
          if (error !== undefined) throw error
          await file.commit()
        },
      }
    },
  }
  const stored: StoredFile[] = []
  const problems: (string | undefined)[] = []
  const files = () =>
    [...memory.files.keys()].toSorted().map((path) => {
      const file = memory.files.get(path) ?? Buffer.alloc(0)
      return { path, seqs: seqsIn(path, file) }
    })
  const rig: WriterRig = {
    clock,
    stored,
    problems,
    failing: undefined,
    gate: undefined,
    commits: () => commits,
    files,
    byPartition() {
      const partitions: Record<string, number[]> = {}
      for (const { path, seqs } of files()) (partitions[dirname(path)] ??= []).push(...seqs)
      return partitions
    },
    writer: createArchiveWriter({
      store,
      clock,
      random: () => 1,
      onStored: (file) => stored.push(file),
      onProblem: (problem) => problems.push(problem),
      ...options,
    }),
  }
  onTestFinished(() => rig.writer.close())
  return rig
}
