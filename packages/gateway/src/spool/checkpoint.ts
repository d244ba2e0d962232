import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Files, OpenFile } from './files.ts'
import type { OnProblem } from './problem.ts'
import { diskError } from './spool-error.ts'

/*
 * Two slots in sectors of their own, written in turn, so that a torn write leaves the other:
 *    0 u32 magic, 4 u32 crc32 of the rest, 8 f64 turn, 16 f64 confirmed
 */
export const checkpointName = 'checkpoint'
export const slotStride = 4096
const slotBytes = 24
const magic = 0x31504357

export interface Checkpoint {
  /** Everything up to here is confirmed; 0 when nothing is. */
  readonly confirmed: number
  /** A slot was unreadable: something later may have been confirmed, and freed. */
  readonly isDamaged: boolean
}

interface Slot {
  readonly turn: number
  readonly confirmed: number
}

export interface CheckpointFile {
  readonly initial: Checkpoint
  /**
   * Durable on return. A failure is reported and thrown; the next write uses a fresh file. When
   * the disk has no room for that, none is left: an old one would say less than the segments do.
   */
  write(confirmed: number): Promise<void>
  close(): Promise<void>
}

function encodeSlot({ turn, confirmed }: Slot): Buffer {
  const bytes = Buffer.alloc(slotBytes)
  bytes.writeUInt32LE(magic, 0)
  bytes.writeDoubleLE(turn, 8)
  bytes.writeDoubleLE(confirmed, 16)
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4)
  return bytes
}

function decodeSlot(bytes: Buffer): Slot | undefined {
  if (bytes.readUInt32LE(0) !== magic) return undefined
  if (bytes.readUInt32LE(4) !== crc32(bytes.subarray(8, slotBytes))) return undefined
  return { turn: bytes.readDoubleLE(8), confirmed: bytes.readDoubleLE(16) }
}

async function readSlots(file: OpenFile): Promise<(Slot | undefined)[]> {
  const bytes = Buffer.alloc(slotStride + slotBytes)
  await file.read(bytes, 0)
  return [decodeSlot(bytes.subarray(0, slotBytes)), decodeSlot(bytes.subarray(slotStride))]
}

interface CheckpointOptions {
  directory: string
  files: Files
  onProblem: OnProblem
}

/** A missing or unreadable checkpoint is no error: the log is then delivered from its beginning. */
export async function openCheckpoint(options: CheckpointOptions): Promise<CheckpointFile> {
  const { directory, files, onProblem } = options
  const path = join(directory, checkpointName)
  const { slots, isWhole } = await readExisting(options, path)
  const best = slots.reduce((a, b) => ((b?.turn ?? -1) > (a?.turn ?? -1) ? b : a), undefined)
  const initial = { confirmed: best?.confirmed ?? 0, isDamaged: slots.includes(undefined) }
  let turn = best?.turn ?? 0
  // In place, because a full disk has no room for another.
  let file = isWhole ? await files.open(path, 'durable').catch(() => undefined) : undefined

  /** Both slots say the same, so that a single damaged one is always noticed. */
  async function create(confirmed: number): Promise<OpenFile> {
    const temporary = `${path}.tmp`
    await files.remove(temporary).catch(() => undefined)
    const created = await files.open(temporary, 'create')
    try {
      const content = Buffer.alloc(slotStride * 2)
      encodeSlot({ turn: turn - 1, confirmed }).copy(content, ((turn + 1) % 2) * slotStride)
      encodeSlot({ turn, confirmed }).copy(content, (turn % 2) * slotStride)
      await created.write([content], 0)
      await created.sync()
    } finally {
      await created.close()
    }
    await files.rename(temporary, path)
    await files.syncDirectory(directory)
    return files.open(path, 'durable')
  }

  async function write(confirmed: number): Promise<void> {
    turn += 1
    try {
      if (file) await file.write([encodeSlot({ turn, confirmed })], (turn % 2) * slotStride)
      else file = await create(confirmed)
    } catch (error) {
      const failed = file
      file = undefined
      onProblem({ kind: 'checkpoint_failed', file: checkpointName, error })
      await failed?.close().catch(() => undefined)
      const reason = diskError('cannot write the checkpoint', error)
      if (reason.code === 'full') await files.remove(path).catch(() => undefined)
      throw reason
    }
  }

  return {
    initial,
    write,
    async close() {
      await file?.close()
      file = undefined
    },
  }
}

interface Existing {
  readonly slots: readonly (Slot | undefined)[]
  readonly isWhole: boolean
}

const nothing: Existing = { slots: [undefined, undefined], isWhole: false }

async function readExisting(
  { directory, files, onProblem }: CheckpointOptions,
  path: string,
): Promise<Existing> {
  const entries = await files.list(directory)
  if (!entries.some(({ name }) => name === checkpointName)) return nothing
  try {
    const file = await files.open(path, 'read')
    try {
      const slots = await readSlots(file)
      if (slots.includes(undefined)) onProblem({ kind: 'checkpoint_damaged', file: checkpointName })
      return { slots, isWhole: (await file.size()) === slotStride * 2 }
    } finally {
      await file.close()
    }
  } catch (error) {
    onProblem({ kind: 'checkpoint_damaged', file: checkpointName, error })
    return nothing
  }
}
